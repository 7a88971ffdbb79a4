-- The search table, narrow to count: what its rows hold, and how they are kept true.
-- It takes the place of what 0004_search.sql says of documents, refresh and follow_source.

-- Facets ------------------------------------------------------------------------------------------

-- A value of a facet as one number, so that all facets of a row are one array and are counted
-- together: the facet's number shifted left by 40 bits, and the value's.
CREATE FUNCTION principles_facet(facet text, value bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT array_position(
        '{kind,principle,source,person,tag,year,verdict}'::text[], facet)::bigint << 40
        | CASE facet WHEN 'year' THEN value + 10000 ELSE value END
$$;

-- What is called for every row is PL/pgSQL, which keeps its plans; SQL functions that are not one
-- plain expression are planned anew each time.
CREATE FUNCTION principles_facets(facet text, facet_values bigint[]) RETURNS bigint[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    RETURN ARRAY(SELECT principles_facet(facet, value) FROM unnest(facet_values) AS value
        WHERE value IS NOT NULL ORDER BY value);
END $$;

-- What a filter looks for in the vector: #kquote, #p4, #s2, #a1, #t12, #y1997, #vverbatim.
CREATE FUNCTION principles_facet_lexemes(facets bigint[]) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    RETURN ARRAY(SELECT CASE facet >> 40
            WHEN 1 THEN '#k' || (ARRAY['principle', 'quote', 'source'])[value]
            WHEN 2 THEN '#p' || value
            WHEN 3 THEN '#s' || value
            WHEN 4 THEN '#a' || value
            WHEN 5 THEN '#t' || value
            WHEN 6 THEN '#y' || value - 10000
            WHEN 7 THEN '#v' || (ARRAY['verbatim', 'elided', 'altered', 'unverified'])[value]
            END
        FROM (SELECT facet, (facet & ((1::bigint << 40) - 1))::integer AS value
            FROM unnest(facets) AS facet) AS f);
END $$;

-- What the index should hold ---------------------------------------------------------------------

ALTER TABLE principles_searchentry
    DROP COLUMN people, DROP COLUMN sources, DROP COLUMN principles, DROP COLUMN tags,
    DROP COLUMN verdicts,
    ADD COLUMN facets bigint[] NOT NULL DEFAULT '{}',
    ADD COLUMN place integer[] NOT NULL DEFAULT '{}',
    ADD COLUMN length smallint NOT NULL DEFAULT 0;
ALTER TABLE principles_searchentry
    ALTER COLUMN facets DROP DEFAULT, ALTER COLUMN place DROP DEFAULT,
    ALTER COLUMN length DROP DEFAULT;

-- Fields a to d are the weights A to D; `place` is where a row stands in its source.
DROP TYPE principles_search_document CASCADE;
CREATE TYPE principles_search_document AS (
    kind text, number integer, passage bigint, part integer, public boolean, facets bigint[],
    year smallint, place integer[], a text[], b text[], c text[], d text[]);

CREATE FUNCTION principles_quote_documents(keys bigint[]) RETURNS SETOF principles_search_document
LANGUAGE sql STABLE AS $$
    SELECT 'quote', q.number, 0::bigint, 0, q.status = 'published',
        ARRAY[principles_facet('kind', 2)]
        || principles_facets('principle', ARRAY(SELECT p.number FROM principles_support s
            JOIN principles_principle p ON p.number = s.principle_id AND p.status = 'published'
            WHERE s.quote_id = q.number))
        || principles_facets('source', ARRAY(SELECT DISTINCT source_id
            FROM principles_citation WHERE quote_id = q.number))
        || principles_facets('person', ARRAY(SELECT person_id
            FROM principles_attribution WHERE quote_id = q.number))
        || principles_facets('tag', ARRAY(SELECT tag_id
            FROM principles_quotetag WHERE quote_id = q.number))
        || principles_facets('year', ARRAY[first.year])
        || principles_facets('verdict', ARRAY(SELECT DISTINCT CASE verdict
                WHEN 'verbatim' THEN 1 WHEN 'elided' THEN 2 WHEN 'altered' THEN 3 ELSE 4 END
            FROM principles_citation WHERE quote_id = q.number)),
        first.year, coalesce(first.place, '{}'),
        ARRAY[q.text],
        ARRAY(SELECT p.name FROM principles_attribution a
            JOIN principles_person p ON p.id = a.person_id
            WHERE a.quote_id = q.number ORDER BY a.position, a.id)
        || ARRAY(SELECT given.words FROM principles_citation c
            JOIN principles_source s ON s.number = c.source_id
            LEFT JOIN principles_passage p ON p.id = c.passage_id
            CROSS JOIN LATERAL (SELECT CASE WHEN p.id IS NULL THEN c.wording
                ELSE principles_given_words(
                    s.text_access, c.verdict, p.text, c.start, c."end", c.spans) END AS words) AS given
            WHERE c.quote_id = q.number AND given.words <> ''
            AND principles_qnorm(given.words) <> principles_qnorm(q.text)
            ORDER BY c.position, c.id),
        ARRAY(SELECT concat_ws(' ', s.title, s.year) FROM principles_source s
            WHERE s.number IN (SELECT source_id FROM principles_citation WHERE quote_id = q.number)
            ORDER BY s.number),
        '{}'::text[]
    FROM principles_quote q
    LEFT JOIN LATERAL (
        SELECT s.year, ARRAY[s.number, p.position, c.start, c.position] AS place
        FROM principles_citation c
        JOIN principles_source s ON s.number = c.source_id
        LEFT JOIN principles_passage p ON p.id = c.passage_id
        WHERE c.quote_id = q.number
        ORDER BY c.role <> 'original', c.position, c.id LIMIT 1) AS first ON true
    WHERE q.number = ANY (keys)
$$;

-- A principle is found under the people and sources of its published quotes.
CREATE FUNCTION principles_principle_documents(keys bigint[])
RETURNS SETOF principles_search_document LANGUAGE sql STABLE AS $$
    SELECT 'principle', p.number, 0::bigint, 0, p.status = 'published',
        ARRAY[principles_facet('kind', 1), principles_facet('principle', p.number)]
        || principles_facets('source', ARRAY(SELECT DISTINCT c.source_id FROM principles_support s
            JOIN principles_quote q ON q.number = s.quote_id AND q.status = 'published'
            JOIN principles_citation c ON c.quote_id = q.number
            WHERE s.principle_id = p.number))
        || principles_facets('person', ARRAY(SELECT DISTINCT a.person_id FROM principles_support s
            JOIN principles_quote q ON q.number = s.quote_id AND q.status = 'published'
            JOIN principles_attribution a ON a.quote_id = q.number
            WHERE s.principle_id = p.number))
        || principles_facets('tag', ARRAY(SELECT tag_id
            FROM principles_principletag WHERE principle_id = p.number)),
        NULL::smallint, '{}'::integer[],
        ARRAY[p.name] || p.aliases::text[],
        ARRAY[p.maxim],
        ARRAY[p.summary],
        ARRAY[regexp_replace(p.body, '\[Q[0-9]+\]|\]\([^)]*\)', ' ', 'g')]
    FROM principles_principle p WHERE p.number = ANY (keys)
$$;

CREATE FUNCTION principles_source_facets(source integer, OUT facets bigint[])
LANGUAGE sql STABLE AS $$
    SELECT ARRAY[principles_facet('kind', 3), principles_facet('source', s.number)]
        || principles_facets('person', ARRAY(SELECT DISTINCT person_id
            FROM principles_contribution WHERE source_id = s.number))
        || principles_facets('year', ARRAY[s.year])
    FROM principles_source s WHERE s.number = source
$$;

CREATE FUNCTION principles_source_documents(keys bigint[]) RETURNS SETOF principles_search_document
LANGUAGE sql STABLE AS $$
    SELECT 'source', s.number, 0::bigint, 0, principles_source_is_public(s.number),
        principles_source_facets(s.number), s.year, ARRAY[s.number],
        ARRAY[concat_ws(' ', s.title, s.year)],
        ARRAY(SELECT p.name FROM principles_contribution c
            JOIN principles_person p ON p.id = c.person_id
            WHERE c.source_id = s.number GROUP BY p.id ORDER BY min(c.position), p.id),
        ARRAY[s.kind, s.publisher,
            (SELECT title FROM principles_source WHERE number = s.container_id)],
        ARRAY[s.note]
    FROM principles_source s WHERE s.number = ANY (keys)
$$;

-- The keys are those of passages. Only the full text of a public source is for the public.
CREATE FUNCTION principles_paragraph_documents(keys bigint[])
RETURNS SETOF principles_search_document LANGUAGE sql STABLE AS $$
    SELECT 'source', p.source_id, p.id, paragraph.part::integer,
        r.public AND s.text_access = 'full', r.facets, r.year,
        ARRAY[p.source_id, p.position, paragraph.part::integer],
        '{}'::text[], '{}'::text[], '{}'::text[], ARRAY[paragraph.words]
    FROM principles_passage p
    JOIN principles_source s ON s.number = p.source_id
    JOIN principles_searchentry r ON r.kind = 'source' AND r.number = p.source_id AND r.part = 0
    CROSS JOIN LATERAL principles_paragraphs(p.text) AS paragraph
    WHERE p.id = ANY (keys)
$$;

-- A search that matches very many rows looks at the prominent ones first. How prominent a row is
-- stands in the vector: a row of the first tier repeats its lexemes as ^0 and ^1, one of the second
-- as ^1, so that the shortest posting lists of a common word belong to the best rows. Prominent are
-- principles, quotes of few words, and a quote that supports a principle as if it were eight words
-- shorter. In the 1,000,000 sentences of the benchmark the tiers hold about 4 % and 17 % of the rows.
CREATE FUNCTION principles_prominence(kind text, part integer, length integer, supports boolean)
RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    RETURN CASE
        WHEN part > 0 THEN '{}'
        WHEN kind = 'principle' THEN '{^0,^1}'
        WHEN kind = 'source' THEN '{^1}'
        WHEN length - CASE WHEN supports THEN 8 ELSE 0 END <= 4 THEN '{^0,^1}'
        WHEN length - CASE WHEN supports THEN 8 ELSE 0 END <= 8 THEN '{^1}'
        ELSE '{}' END;
END $$;

-- The normal form of words (0001_words.sql) and of a field's lines, with nothing done to plain
-- letters that changes none of them: most text has no others, and is read in a fifth of the time.
CREATE OR REPLACE FUNCTION principles_qnorm(words text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
    IF octet_length(words) = length(words) THEN
        RETURN btrim(regexp_replace(translate(lower(words), '''`', ''), '[^a-z0-9]+', ' ', 'g'));
    END IF;
    RETURN btrim(
        regexp_replace(
            regexp_replace(
                translate(
                    lower(public.unaccent(
                        'public.unaccent'::regdictionary,
                        normalize(replace(words, U&'\00B4', ''''), NFKC)
                    )),
                    U&'''\2018\2019\02BC\0060\00AD\200B\200C\200D\2060\FEFF', ''
                ),
                U&'([\2E80-\2FDF\3005-\3007\3041-\30FF\31F0-\31FF\3400-\4DBF\4E00-\9FFF'
                '\F900-\FAFF\FF66-\FF9F\+020000-\+03FFFF'
                '\0E01-\0E5B\0E81-\0EDF\1000-\109F\1780-\17FF])',
                ' \1 ', 'g'
            ),
            '[^[:alnum:]]+', ' ', 'g'
        )
    );
END $$;

CREATE OR REPLACE FUNCTION principles_search_lines(field_values text[]) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    lines text := '';
    field_value text;
BEGIN
    FOREACH field_value IN ARRAY coalesce(field_values, '{}') LOOP
        IF field_value <> '' THEN
            lines := lines || CASE WHEN lines = '' THEN '' ELSE E'\n' END
                || ' ' || principles_qnorm(left(field_value, 120000)) || ' ';
        END IF;
    END LOOP;
    RETURN lines;
END $$;

-- The words of a row, `length` of them in the field that is its own, as the table has them.
CREATE FUNCTION principles_search_row(document principles_search_document,
    OUT words text, OUT length smallint, OUT vector tsvector)
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    a text := principles_search_cut(principles_search_lines(document.a), 0);
    b text := principles_search_cut(principles_search_lines(document.b), length(a));
    c text := principles_search_cut(principles_search_lines(document.c), length(a || b));
    d text := principles_search_cut(principles_search_lines(document.d), length(a || b || c));
    own CONSTANT text := CASE WHEN document.part > 0 THEN d ELSE a END;
    compounds text[] := '{}';
    field_value text;
    tier text;
    lexemes text[];
BEGIN
    FOREACH field_value IN ARRAY document.a || document.b || document.c || document.d LOOP
        IF field_value ~ U&'[-.,''\2010\2011\2019\02BC]' THEN
            compounds := compounds || ARRAY(SELECT principles_compounds(field_value));
        END IF;
    END LOOP;
    words := concat_ws(E'\n', a, b, c, d, principles_search_cut(
        principles_search_lines(compounds), length(a || b || c || d)));
    length := least(30000, greatest(1, length(own) - length(replace(own, ' ', '')) - 1));
    vector := setweight(to_tsvector('principles', a), 'A')
        || setweight(to_tsvector('principles', b), 'B')
        || setweight(to_tsvector('principles', c), 'C')
        || setweight(to_tsvector('principles', substr(words, length(a || b || c) + 4)), 'D');
    lexemes := principles_facet_lexemes(document.facets);
    IF document.part = 0 THEN
        lexemes := lexemes || ('=' || left(document.kind, 1) || document.number);
    END IF;
    FOREACH tier IN ARRAY principles_prominence(
        document.kind, document.part, length, document.facets[2] >> 40 = 2)
    LOOP
        lexemes := lexemes || ARRAY(
            SELECT tier || lexeme FROM unnest(tsvector_to_array(vector)) AS lexeme);
    END LOOP;
    vector := vector || array_to_tsvector(lexemes);
END $$;

-- Making it so -----------------------------------------------------------------------------------

-- Locks the entries' rows before anything is computed: whoever comes second then sees what the
-- first has written, so the index is right whichever of two writers ends last.
CREATE OR REPLACE FUNCTION principles_search_refresh(document_kind text, keys bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    row_kind CONSTANT text := CASE document_kind WHEN 'paragraph' THEN 'source' ELSE document_kind END;
    entries bigint[] := keys;
    documents principles_search_document[];
BEGIN
    IF coalesce(cardinality(keys), 0) = 0 THEN
        RETURN;
    END IF;
    IF document_kind = 'paragraph' THEN
        entries := ARRAY(SELECT source_id FROM principles_passage WHERE id = ANY (keys));
    END IF;
    PERFORM FROM principles_searchentry e
        WHERE e.kind = row_kind AND e.number = ANY (entries) AND e.part = 0
        ORDER BY e.number FOR UPDATE;
    CASE document_kind
        WHEN 'quote' THEN
            documents := ARRAY(SELECT entry FROM principles_quote_documents(keys) AS entry);
        WHEN 'principle' THEN
            documents := ARRAY(SELECT entry FROM principles_principle_documents(keys) AS entry);
        WHEN 'source' THEN
            documents := ARRAY(SELECT entry FROM principles_source_documents(keys) AS entry);
        WHEN 'paragraph' THEN
            documents := ARRAY(SELECT entry FROM principles_paragraph_documents(keys) AS entry);
    END CASE;
    IF document_kind = 'paragraph' THEN
        DELETE FROM principles_searchentry e WHERE e.passage = ANY (keys) AND e.part > 0
            AND (e.number, e.passage, e.part) NOT IN (
                SELECT d.number, d.passage, d.part FROM unnest(documents) AS d);
    ELSE
        DELETE FROM principles_searchentry e
            WHERE e.kind = row_kind AND e.number = ANY (keys) AND e.part = 0
            AND e.number NOT IN (SELECT d.number FROM unnest(documents) AS d);
    END IF;
    INSERT INTO principles_searchentry AS e (kind, number, passage, part, public, facets, year,
        place, length, words, vector)
    SELECT kind, number, passage, part, public, facets, year, place,
        r.length, r.words, r.vector
    FROM unnest(documents) AS document CROSS JOIN LATERAL principles_search_row(document) AS r
    ORDER BY number, passage, part
    ON CONFLICT (kind, number, passage, part) DO UPDATE SET
        public = excluded.public, facets = excluded.facets, year = excluded.year,
        place = excluded.place, length = excluded.length, words = excluded.words,
        vector = excluded.vector
    WHERE (e.public, e.words, e.vector, e.place)
        IS DISTINCT FROM (excluded.public, excluded.words, excluded.vector, excluded.place);
    IF document_kind = 'source' THEN
        PERFORM principles_search_follow_source(keys);
    END IF;
END $$;

-- Paragraphs carry what their source's row says, without being read again.
CREATE OR REPLACE FUNCTION principles_search_follow_source(keys bigint[]) RETURNS void
LANGUAGE sql AS $$
    UPDATE principles_searchentry e
    SET public = r.public AND s.text_access = 'full', facets = r.facets, year = r.year,
        vector = ts_delete(e.vector, principles_facet_lexemes(e.facets))
            || array_to_tsvector(principles_facet_lexemes(r.facets))
    FROM principles_searchentry r JOIN principles_source s ON s.number = r.number
    WHERE r.kind = 'source' AND r.part = 0 AND r.number = ANY (keys)
    AND e.kind = 'source' AND e.part > 0 AND e.number = r.number
    AND (e.public, e.facets) IS DISTINCT FROM (r.public AND s.text_access = 'full', r.facets)
$$;
DROP FUNCTION principles_search_filters;

-- Where a quote stands in its source follows from where the passage stands.
CREATE FUNCTION principles_search_quotes_of_passages(keys bigint[]) RETURNS void
LANGUAGE sql AS $$
    SELECT principles_search_quotes(array_agg(DISTINCT quote_id::bigint))
    FROM principles_citation WHERE passage_id = ANY (keys)
$$;

DO $$
DECLARE
    wanted CONSTANT text := $x$'id', 'paragraphs', 'id', 'text,source_id,position',
        'quotes_of_passages', 'id', 'position'$x$;
BEGIN
    DROP TRIGGER principles_90_search_inserted ON principles_passage;
    DROP TRIGGER principles_90_search_updated ON principles_passage;
    DROP TRIGGER principles_90_search_deleted ON principles_passage;
    EXECUTE format('CREATE TRIGGER principles_90_search_inserted AFTER INSERT
        ON principles_passage REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
        EXECUTE FUNCTION principles_search_on_change(%s)', wanted);
    EXECUTE format('CREATE TRIGGER principles_90_search_updated AFTER UPDATE
        ON principles_passage REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
        FOR EACH STATEMENT EXECUTE FUNCTION principles_search_on_change(%s)', wanted);
    EXECUTE format('CREATE TRIGGER principles_90_search_deleted AFTER DELETE
        ON principles_passage REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
        EXECUTE FUNCTION principles_search_on_change(%s)', wanted);
END $$;

-- What was there before, a few thousand entries a statement.
DO $$
DECLARE
    filled record;
BEGIN
    FOR filled IN
        SELECT kind, array_agg(key ORDER BY key) AS keys FROM (
            SELECT kind, place, key, (row_number() OVER (PARTITION BY kind ORDER BY key) - 1) / 2000
                AS batch
            FROM (SELECT 'quote' AS kind, 1 AS place, number::bigint AS key FROM principles_quote
                UNION ALL SELECT 'principle', 2, number FROM principles_principle
                UNION ALL SELECT 'source', 3, number FROM principles_source
                UNION ALL SELECT 'paragraph', 4, id FROM principles_passage) AS entry) AS batched
        GROUP BY kind, place, batch ORDER BY place, batch
    LOOP
        PERFORM principles_search_refresh(filled.kind, filled.keys);
    END LOOP;
END $$;
