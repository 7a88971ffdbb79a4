-- Quotes like a text, and quotes near a quote: both ask the search index for several of the rarest
-- things there are to share. principles/search/neighbours says why, and how many. The planner knows
-- none of these queries when it plans, and would read all quotes in the hope of an early end: so
-- sequential scans are off, and the kind is asked for in a form that no other index serves.

-- The queries that are satisfied by any one of the lexemes, any two, and so on; null where there are
-- fewer.
CREATE FUNCTION principles_quorums(lexemes text[], most integer) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    queries text[] := array_fill(NULL::text, ARRAY[most]);
    lexeme text;
BEGIN
    FOREACH lexeme IN ARRAY lexemes LOOP
        FOR held IN REVERSE most..2 LOOP
            queries[held] := nullif(concat_ws(' | ',
                quote_literal(lexeme) || ' & (' || queries[held - 1] || ')', queries[held]), '');
        END LOOP;
        queries[1] := concat_ws(' | ', quote_literal(lexeme), queries[1]);
    END LOOP;
    RETURN queries;
END $$;

-- The query that is satisfied by any `needed` of the lexemes; null where there are fewer. Put together
-- of both halves it is many times shorter than a list of all choices, and the index reads it for
-- each row.
CREATE FUNCTION principles_quorum(lexemes text[], needed integer) RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    half CONSTANT integer := cardinality(lexemes) / 2;
    first CONSTANT text[] := principles_quorums(lexemes[:half], greatest(1, needed));
    second CONSTANT text[] := principles_quorums(lexemes[half + 1:], greatest(1, needed));
BEGIN
    RETURN (SELECT string_agg(CASE held WHEN 0 THEN second[needed] WHEN needed THEN first[needed]
        ELSE '(' || first[held] || ') & (' || second[needed - held] || ')' END, ' | ')::tsquery
        FROM generate_series(0, needed) AS held);
END $$;

-- Quotes that satisfy the query, `most` of them and no more, with the words of their text, which
-- are half as many as the given ones at least, and twice as many at most, if it is said how many.
CREATE FUNCTION principles_quotes_holding(query tsquery, given_length integer,
    only_public boolean, most integer, OUT number integer, OUT words text)
RETURNS SETOF record LANGUAGE plpgsql STABLE ROWS 100 SET enable_seqscan = off AS $$
BEGIN
    RETURN QUERY SELECT e.number, btrim(split_part(e.words, E'\n', 1))
        FROM principles_searchentry e
        WHERE e.vector @@ query AND (e.kind = 'quote') IS TRUE AND (e.public OR NOT only_public)
            AND (e.length BETWEEN given_length / 2 AND given_length * 2) IS NOT false LIMIT most;
END $$;

-- What a quote is about, as lexemes of the index, each with how many have it: its words but for the
-- stop words of English, its principles and its tags. What is filed under more than `most` is left
-- out, which spares counting it.
CREATE FUNCTION principles_subjects(own_words text, own_facets bigint[], most integer,
    OUT lexeme text, OUT entries bigint)
RETURNS SETOF record LANGUAGE sql STABLE ROWS 20 AS $$
    SELECT l.lexeme, l.entries
    FROM unnest(tsvector_to_array(to_tsvector('pg_catalog.english', own_words))) AS own(lexeme)
    JOIN principles_lexeme l USING (lexeme)
    UNION ALL
    SELECT (principles_facet_lexemes(ARRAY[facet]))[1], filed.entries
    FROM unnest(principles_facets_of(own_facets, 'principle', 'tag')) AS facet
    CROSS JOIN LATERAL (SELECT facet >> 40 AS kind, facet & ((1::bigint << 40) - 1) AS id) AS value
    CROSS JOIN LATERAL (SELECT count(*) AS entries FROM (
        SELECT FROM principles_support
            WHERE value.kind = principles_facet_number('principle') AND principle_id = value.id
        UNION ALL
        SELECT FROM principles_quotetag
            WHERE value.kind = principles_facet_number('tag') AND tag_id = value.id
        LIMIT most + 1) AS counted) AS filed
    WHERE filed.entries <= most
$$;

-- Published quotes near a published one, the nearest first, each with the part of the quote's
-- subjects that it shares, weighed by how rare they are, and less where it is long and could well
-- share them (A. Singhal, C. Buckley, M. Mitra: Pivoted document length normalization, SIGIR 1996).
-- Looked at are rows that share two of its `asked` rarest subjects, then those that share a
-- principle, `most` of them and no more; subjects are asked for as long as they stand in no more
-- than `broadest` rows together.
CREATE FUNCTION principles_related(quote integer, asked integer, broadest integer,
    most integer, least_share float, OUT number integer, OUT share float, OUT words text)
RETURNS SETOF record LANGUAGE plpgsql STABLE ROWS 20 SET enable_seqscan = off AS $$
DECLARE
    own record;
    subjects tsquery[];
    weights float[];
    rarest text[];
    query tsquery;
    gathered tid[] := '{}';
BEGIN
    SELECT e.facets, e.length, split_part(e.words, E'\n', 1) AS words,
        (SELECT l.entries FROM principles_lexicon l) AS entries INTO own
        FROM principles_searchentry e
        WHERE e.kind = 'quote' AND e.number = quote AND e.passage = 0 AND e.part = 0 AND e.public;
    SELECT array_agg((quote_literal(s.lexeme) || CASE WHEN s.lexeme LIKE '#%' THEN '' ELSE ':A' END)
            ::tsquery ORDER BY s.entries, s.lexeme),
        array_agg(ln(own.entries::float / s.entries) ORDER BY s.entries, s.lexeme),
        (array_agg(s.lexeme ORDER BY s.entries, s.lexeme)
            FILTER (WHERE s.together <= broadest))[:asked]
        INTO subjects, weights, rarest
        FROM (SELECT *, sum(entries) OVER (ORDER BY entries, lexeme) AS together
            FROM principles_subjects(own.words, own.facets, broadest)
            WHERE entries BETWEEN 2 AND own.entries - 1) AS s;
    FOREACH query IN ARRAY ARRAY[principles_quorum(rarest, 2), principles_quorum(
        ARRAY(SELECT r FROM unnest(rarest) AS r WHERE r LIKE '#p%'), 1)]
    LOOP
        gathered := gathered || ARRAY(SELECT e.ctid FROM principles_searchentry e
            WHERE e.vector @@ query AND (e.kind = 'quote') IS TRUE AND e.public AND e.number <> quote
            AND NOT e.ctid = ANY (gathered) LIMIT most - cardinality(gathered));
    END LOOP;
    RETURN QUERY SELECT e.number, near.share, btrim(split_part(e.words, E'\n', 1))
        FROM principles_searchentry e
        CROSS JOIN LATERAL (
            SELECT sum(weight) FILTER (WHERE e.vector @@ subject) / sum(weight)
                / (.7 + .3 * e.length / own.length)::float AS share
            FROM unnest(subjects, weights) AS s(subject, weight)) AS near
        WHERE e.ctid = ANY (gathered) AND near.share >= least_share
        ORDER BY near.share DESC, e.number;
END $$;
