-- Writing the index at less cost. The rows are what they were; what 0007_index.sql says of them holds.

-- As in 0007_index.sql, but a space between two plain words, which is most of what is between them,
-- is not matched in order to be replaced by itself.
CREATE OR REPLACE FUNCTION principles_qnorm(words text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
    IF octet_length(words) = length(words) THEN
        RETURN btrim(regexp_replace(replace(replace(lower(words), '''', ''), '`', ''),
            '[^a-z0-9 ][^a-z0-9]*| [^a-z0-9]+', ' ', 'g'));
    END IF;
    RETURN btrim(
        regexp_replace(
            regexp_replace(
                translate(
                    lower(public.unaccent(
                        'public.unaccent'::regdictionary,
                        normalize(translate(words, U&'\00B4\00AD', ''''), NFKC)
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

-- What the index should hold of a quote. A view, so that one quote is read through the indexes and a
-- million of them in the order they lie, by the same words.
CREATE VIEW principles_quote_document AS
SELECT 'quote'::text AS kind, q.number, 0::bigint AS passage, 0 AS part,
    q.status = 'published' AS public,
    ARRAY[principles_facet('kind', 2)] || supported.facets || cited.facets || said.facets
        || tagged.facets || CASE WHEN first.year IS NULL THEN '{}'
            ELSE ARRAY[principles_facet('year', first.year)] END || judged.facets AS facets,
    first.year, coalesce(first.place, '{}') AS place,
    ARRAY[q.text] AS a, said.names || judged.wordings AS b, cited.titles AS c, '{}'::text[] AS d
FROM principles_quote q
CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(principles_facet('principle', p.number) ORDER BY p.number), '{}')
        AS facets
    FROM principles_support s
    JOIN principles_principle p ON p.number = s.principle_id AND p.status = 'published'
    WHERE s.quote_id = q.number) AS supported
CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(principles_facet('source', s.number) ORDER BY s.number), '{}')
            AS facets,
        coalesce(array_agg(concat_ws(' ', s.title, s.year) ORDER BY s.number), '{}') AS titles
    FROM principles_source s
    WHERE s.number IN (SELECT source_id FROM principles_citation WHERE quote_id = q.number)) AS cited
CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(principles_facet('person', p.id) ORDER BY p.id), '{}') AS facets,
        coalesce(array_agg(p.name::text ORDER BY a.position, a.id), '{}') AS names
    FROM principles_attribution a JOIN principles_person p ON p.id = a.person_id
    WHERE a.quote_id = q.number) AS said
CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(principles_facet('tag', tag_id) ORDER BY tag_id), '{}') AS facets
    FROM principles_quotetag WHERE quote_id = q.number) AS tagged
CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(DISTINCT principles_facet('verdict', CASE c.verdict
                WHEN 'verbatim' THEN 1 WHEN 'elided' THEN 2 WHEN 'altered' THEN 3 ELSE 4 END)), '{}')
            AS facets,
        coalesce(array_agg(given.words ORDER BY c.position, c.id) FILTER (WHERE given.words <> ''
            AND principles_qnorm(given.words) <> principles_qnorm(q.text)), '{}') AS wordings
    FROM principles_citation c
    JOIN principles_source s ON s.number = c.source_id
    LEFT JOIN principles_passage p ON p.id = c.passage_id
    CROSS JOIN LATERAL (SELECT CASE WHEN p.id IS NULL THEN c.wording
        ELSE principles_given_words(
            s.text_access, c.verdict, p.text, c.start, c."end", c.spans) END AS words) AS given
    WHERE c.quote_id = q.number) AS judged
LEFT JOIN LATERAL (
    SELECT s.year, ARRAY[s.number, p.position, c.start, c.position] AS place
    FROM principles_citation c
    JOIN principles_source s ON s.number = c.source_id
    LEFT JOIN principles_passage p ON p.id = c.passage_id
    WHERE c.quote_id = q.number
    ORDER BY c.role <> 'original', c.position, c.id LIMIT 1) AS first ON true;

CREATE OR REPLACE FUNCTION principles_quote_documents(keys bigint[])
RETURNS SETOF principles_search_document LANGUAGE sql STABLE AS $$
    SELECT * FROM principles_quote_document WHERE number = ANY (keys)
$$;

-- The words of a row, `length` of them in the field that is its own, as the table has them. What is
-- long is cut, and what may be one word spelt as several is looked at again; most is neither.
CREATE OR REPLACE FUNCTION principles_search_row(document principles_search_document,
    OUT words text, OUT length smallint, OUT vector tsvector)
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    a text := principles_search_lines(document.a);
    b text := principles_search_lines(document.b);
    c text := principles_search_lines(document.c);
    d text := principles_search_lines(document.d);
    e text := '';
    own text;
    compounds text[] := '{}';
    field_value text;
    tier text;
    lexemes text[];
BEGIN
    FOREACH field_value IN ARRAY document.a || document.b || document.c || document.d LOOP
        IF field_value ~ U&'[[:alnum:]][-.,''\2010\2011\2019\02BC][[:alnum:]]' THEN
            compounds := compounds || ARRAY(SELECT principles_compounds(field_value));
        END IF;
    END LOOP;
    IF cardinality(compounds) > 0 THEN
        e := principles_search_lines(compounds);
    END IF;
    IF length(a) + length(b) + length(c) + length(d) + length(e) > 120000 THEN
        a := principles_search_cut(a, 0);
        b := principles_search_cut(b, length(a));
        c := principles_search_cut(c, length(a || b));
        d := principles_search_cut(d, length(a || b || c));
        e := principles_search_cut(e, length(a || b || c || d));
    END IF;
    words := a || E'\n' || b || E'\n' || c || E'\n' || d || E'\n' || e;
    own := CASE WHEN document.part > 0 THEN d ELSE a END;
    length := least(30000, greatest(1, length(own) - length(replace(own, ' ', '')) - 1));
    vector := setweight(to_tsvector('principles', a), 'A');
    IF b <> '' THEN
        vector := vector || setweight(to_tsvector('principles', b), 'B');
    END IF;
    IF c <> '' THEN
        vector := vector || setweight(to_tsvector('principles', c), 'C');
    END IF;
    IF d <> '' OR e <> '' THEN
        vector := vector || setweight(to_tsvector('principles', d || E'\n' || e), 'D');
    END IF;
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

-- As in 0007_index.sql; a loop, since a query of its own costs more to begin than a row has facets.
CREATE OR REPLACE FUNCTION principles_facet_lexemes(facets bigint[]) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    lexemes text[] := '{}';
    facet bigint;
    value integer;
BEGIN
    FOREACH facet IN ARRAY facets LOOP
        value := facet & ((1::bigint << 40) - 1);
        lexemes := array_append(lexemes, CASE facet >> 40
            WHEN 1 THEN '#k' || (ARRAY['principle', 'quote', 'source'])[value]
            WHEN 2 THEN '#p' || value
            WHEN 3 THEN '#s' || value
            WHEN 4 THEN '#a' || value
            WHEN 5 THEN '#t' || value
            WHEN 6 THEN '#y' || value - 10000
            WHEN 7 THEN '#v' || (ARRAY['verbatim', 'elided', 'altered', 'unverified'])[value]
            END);
    END LOOP;
    RETURN lexemes;
END $$;

-- A principle without its facets, which thousands of quotes may make up; none of its own columns
-- changes them.
CREATE FUNCTION principles_principle_texts(keys bigint[])
RETURNS SETOF principles_search_document LANGUAGE sql STABLE AS $$
    SELECT 'principle', p.number, 0::bigint, 0, p.status = 'published', '{}'::bigint[],
        NULL::smallint, '{}'::integer[],
        ARRAY[p.name] || p.aliases::text[],
        ARRAY[p.maxim],
        ARRAY[p.summary],
        ARRAY[regexp_replace(p.body, '\[Q[0-9]+\]|\]\([^)]*\)', ' ', 'g')]
    FROM principles_principle p WHERE p.number = ANY (keys)
$$;

CREATE FUNCTION principles_principle_facets(principle integer) RETURNS bigint[]
LANGUAGE sql STABLE AS $$
    SELECT ARRAY[principles_facet('kind', 1), principles_facet('principle', principle)]
        || principles_facets('source', ARRAY(SELECT DISTINCT c.source_id FROM principles_support s
            JOIN principles_quote q ON q.number = s.quote_id AND q.status = 'published'
            JOIN principles_citation c ON c.quote_id = q.number
            WHERE s.principle_id = principle))
        || principles_facets('person', ARRAY(SELECT DISTINCT a.person_id FROM principles_support s
            JOIN principles_quote q ON q.number = s.quote_id AND q.status = 'published'
            JOIN principles_attribution a ON a.quote_id = q.number
            WHERE s.principle_id = principle))
        || principles_facets('tag', ARRAY(SELECT tag_id
            FROM principles_principletag WHERE principle_id = principle))
$$;

-- A principle is found under the people and sources of its published quotes.
CREATE OR REPLACE FUNCTION principles_principle_documents(keys bigint[])
RETURNS SETOF principles_search_document LANGUAGE sql STABLE AS $$
    SELECT kind, number, passage, part, public, principles_principle_facets(number), year, place,
        a, b, c, d
    FROM principles_principle_texts(keys)
$$;

-- Making it so -----------------------------------------------------------------------------------

-- New rows wait in the index's pending list, which every search reads through and which is sorted
-- in when it is longer than the limit: one edit in a hundred pays for the others, together for less.
-- Many rows are sorted in at once. The statements are planned once for each connection: planning
-- that of a quote takes ten times as long as reading one.
CREATE OR REPLACE FUNCTION principles_search_refresh(document_kind text, keys bigint[]) RETURNS void
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET gin_pending_list_limit = '256kB' AS $$
DECLARE
    row_kind CONSTANT text := CASE document_kind WHEN 'paragraph' THEN 'source' ELSE document_kind END;
    is_bulk CONSTANT boolean := coalesce(cardinality(keys), 0) > 500;
    entries bigint[] := keys;
    documents principles_search_document[];
BEGIN
    IF coalesce(cardinality(keys), 0) = 0 THEN
        RETURN;
    END IF;
    IF is_bulk THEN
        PERFORM set_config('gin_pending_list_limit', '4MB', true);
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
    ELSIF cardinality(documents) < cardinality(keys) THEN
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
    IF is_bulk THEN
        PERFORM gin_clean_pending_list('search_entry_vector');
    END IF;
END $$;

-- Writes the words of principles anew and leaves what they can be filtered by.
CREATE FUNCTION principles_search_words_of_principles(keys bigint[]) RETURNS void
LANGUAGE sql SET plan_cache_mode = force_generic_plan SET gin_pending_list_limit = '256kB' AS $$
    UPDATE principles_searchentry e
    SET public = document.public, length = r.length, words = r.words,
        vector = ts_delete(e.vector, ARRAY(SELECT tier || lexeme
            FROM unnest(tsvector_to_array(ts_filter(e.vector, '{a,b,c,d}'))) AS lexeme,
                unnest('{"",^0,^1}'::text[]) AS tier)) || r.vector
    FROM principles_principle_texts(keys) AS document
    CROSS JOIN LATERAL principles_search_row(document) AS r
    WHERE e.kind = 'principle' AND e.number = document.number AND e.passage = 0 AND e.part = 0
    AND (e.public, e.words) IS DISTINCT FROM (document.public, r.words)
$$;

DROP TRIGGER principles_90_search_updated ON principles_principle;
CREATE TRIGGER principles_90_search_updated AFTER UPDATE ON principles_principle
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION principles_search_on_change('number',
        'words_of_principles', 'number', 'name,aliases,maxim,summary,body,status',
        'quotes_of_principles', 'number', 'status');

-- Everything at once -----------------------------------------------------------------------------

-- The rows of the quotes that are numbered so. A function, because a subquery for each quote keeps
-- a statement from being shared out, and a function that is called beside others does not.
CREATE FUNCTION principles_quote_rows(first_number integer, last_number integer)
RETURNS TABLE (kind text, number integer, passage bigint, part integer, public boolean,
    facets bigint[], year smallint, place integer[], length smallint, words text, vector tsvector)
LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1000000 ROWS 2000 AS $$
BEGIN
    RETURN QUERY
    SELECT d.kind, d.number, d.passage, d.part, d.public, d.facets, d.year, d.place,
        r.length, r.words, r.vector
    FROM (SELECT * FROM principles_quote_document AS q
        WHERE q.number BETWEEN first_number AND last_number OFFSET 0) AS d
    CROSS JOIN LATERAL principles_search_row(ROW(d.*)::principles_search_document) AS r;
END $$;

CREATE FUNCTION principles_search_rows(documents principles_search_document[])
RETURNS TABLE (kind text, number integer, passage bigint, part integer, public boolean,
    facets bigint[], year smallint, place integer[], length smallint, words text, vector tsvector)
LANGUAGE sql STABLE AS $$
    SELECT kind, number, passage, part, public, facets, year, place, r.length, r.words, r.vector
    FROM unnest(documents) AS document CROSS JOIN LATERAL principles_search_row(document) AS r
$$;

-- Writes of the rows in `principles_fresh` what differs from the table, and deletes what they lack.
CREATE FUNCTION principles_search_write_fresh(of_paragraphs boolean) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    ANALYZE principles_fresh;
    DELETE FROM principles_searchentry e WHERE (e.part > 0) = of_paragraphs
        AND NOT EXISTS (SELECT FROM principles_fresh f
            WHERE f.kind = e.kind AND f.number = e.number AND f.passage = e.passage
            AND f.part = e.part);
    INSERT INTO principles_searchentry AS e (kind, number, passage, part, public, facets, year,
        place, length, words, vector)
    SELECT f.kind, f.number, f.passage, f.part, f.public, f.facets, f.year, f.place, f.length,
        f.words, f.vector
    FROM principles_fresh f LEFT JOIN principles_searchentry e
        ON e.kind = f.kind AND e.number = f.number AND e.passage = f.passage AND e.part = f.part
    WHERE e.id IS NULL OR (e.public, e.facets, e.year, e.place, e.length, e.words, e.vector)
        IS DISTINCT FROM (f.public, f.facets, f.year, f.place, f.length, f.words, f.vector)
    ON CONFLICT (kind, number, passage, part) DO UPDATE SET
        public = excluded.public, facets = excluded.facets, year = excluded.year,
        place = excluded.place, length = excluded.length, words = excluded.words,
        vector = excluded.vector;
    DROP TABLE principles_fresh;
END $$;

-- Makes the whole table what the entries say it should be, and writes only what is not so yet. The
-- quotes are read by several processes, each a few thousand at a time (PostgreSQL 18 manual,
-- section 15.3.4). Where the table is empty, the vectors' index is made when it is full.
CREATE FUNCTION principles_search_rebuild() RETURNS void LANGUAGE plpgsql
SET maintenance_work_mem = '192MB' SET work_mem = '16MB' SET parallel_setup_cost = 0
SET parallel_tuple_cost = 0 SET parallel_leader_participation = off
SET client_min_messages = warning AS $$
DECLARE
    is_empty CONSTANT boolean := NOT EXISTS (SELECT FROM principles_searchentry);
    index_definition CONSTANT text := pg_get_indexdef('search_entry_vector'::regclass);
    quotes text;
BEGIN
    IF is_empty THEN
        DROP INDEX search_entry_vector;
    END IF;
    SELECT string_agg(format('SELECT * FROM principles_quote_rows(%s, %s)', first, first + 4999),
            ' UNION ALL ')
        INTO quotes FROM generate_series(1,
            (SELECT coalesce(max(number), 1) FROM principles_quote), 5000) AS first;
    -- What each call returns is held to the end, in memory as far as this allows.
    PERFORM set_config('work_mem', '256kB', true);
    EXECUTE 'CREATE TEMPORARY TABLE principles_fresh AS ' || quotes;
    PERFORM set_config('work_mem', '16MB', true);
    INSERT INTO principles_fresh SELECT * FROM principles_search_rows(ARRAY(
        SELECT entry FROM principles_principle_documents(ARRAY(
            SELECT number::bigint FROM principles_principle)) AS entry));
    INSERT INTO principles_fresh SELECT * FROM principles_search_rows(ARRAY(
        SELECT entry FROM principles_source_documents(ARRAY(
            SELECT number::bigint FROM principles_source)) AS entry));
    PERFORM principles_search_write_fresh(false);
    CREATE TEMPORARY TABLE principles_fresh AS
        SELECT kind, number, passage, part, public, facets, year, place,
            r.length, r.words, r.vector
        FROM principles_paragraph_documents(ARRAY(SELECT id FROM principles_passage)) AS document
        CROSS JOIN LATERAL principles_search_row(document) AS r;
    PERFORM principles_search_write_fresh(true);
    IF is_empty THEN
        EXECUTE index_definition;
    ELSE
        PERFORM gin_clean_pending_list('search_entry_vector');
    END IF;
END $$;

-- Soft hyphens were read as the ends of words: what has any is read anew.
SELECT principles_search_refresh('quote', ARRAY(SELECT number::bigint FROM principles_quote
    WHERE strpos(text, U&'\00AD') > 0));
SELECT principles_search_refresh('paragraph', ARRAY(SELECT id FROM principles_passage
    WHERE strpos(text, U&'\00AD') > 0));
