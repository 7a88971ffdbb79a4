-- An index made from nothing, and the words of a large base, in less time. What is made is the same.

-- The words of a row, as in 0011_writing.sql, with no statement of its own for any of them: to begin
-- one costs more than to do it, as PL/pgSQL does plain expressions without. A lexeme has no line end.
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
    field_values CONSTANT text[] := document.a || document.b || document.c || document.d;
    compounds text[] := '{}';
    field_value text;
    tier text;
    lexemes text[];
    stems text;
BEGIN
    IF array_to_string(field_values, E'\n')
        ~ U&'[[:alnum:]][-.,''\2010\2011\2019\02BC][[:alnum:]]'
    THEN
        FOREACH field_value IN ARRAY field_values LOOP
            compounds := compounds || ARRAY(
                SELECT compound FROM principles_compounds(field_value) AS compound);
        END LOOP;
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
        stems := array_to_string(tsvector_to_array(vector), E'\n' || tier);
        IF stems <> '' THEN
            lexemes := lexemes || string_to_array(tier || stems, E'\n');
        END IF;
    END LOOP;
    vector := vector || array_to_tsvector(lexemes);
END $$;

-- Puts the rows in `principles_fresh` into the empty table, and makes its indexes of the whole: all
-- but the primary key, in whose order they come, and the vectors', which waits for the paragraphs.
-- How many there are is counted without keeping a second copy of them for a trigger.
CREATE FUNCTION principles_search_fill() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    definitions text[];
    definition text;
BEGIN
    SELECT array_agg(pg_get_indexdef(indexrelid)) INTO definitions FROM pg_index
        WHERE indrelid = 'principles_searchentry'::regclass AND NOT indisunique;
    DROP INDEX search_entry_listed, search_entry_passage;
    ALTER TABLE principles_searchentry DROP CONSTRAINT search_entry_once,
        DISABLE TRIGGER principles_lexicon_inserted;
    INSERT INTO principles_searchentry (kind, number, passage, part, public, facets, year, place,
        length, words, vector)
    SELECT kind, number, passage, part, public, facets, year, place, length, words, vector
    FROM principles_fresh;
    DROP TABLE principles_fresh;
    FOREACH definition IN ARRAY definitions LOOP
        EXECUTE definition;
    END LOOP;
    ALTER TABLE principles_searchentry ENABLE TRIGGER principles_lexicon_inserted,
        ADD CONSTRAINT search_entry_once UNIQUE (kind, number, passage, part);
    UPDATE principles_lexicon SET changes = changes + written.public
        FROM (SELECT count(*) AS public FROM principles_searchentry WHERE public) AS written
        WHERE id = 1 AND changes < greatest(10, entries / 10) AND written.public > 0;
END $$;

-- As in 0011_writing.sql; an empty table is filled before its indexes are made.
CREATE OR REPLACE FUNCTION principles_search_rebuild() RETURNS void LANGUAGE plpgsql
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
    IF is_empty THEN
        PERFORM principles_search_fill();
    ELSE
        PERFORM principles_search_write_fresh(false);
    END IF;
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

-- The words of the base, counted in parts of the table by several processes. Each part is a range of
-- the table's blocks; a small table is one.
CREATE FUNCTION principles_lexemes_between(first bigint, past bigint)
RETURNS TABLE (word text, held bigint)
LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1000000 ROWS 50000 AS $$
BEGIN
    RETURN QUERY SELECT s.word, s.ndoc::bigint FROM ts_stat(format(
        $q$SELECT ts_filter(vector, '{a,b,c,d}') FROM principles_searchentry
            WHERE public AND ctid >= '(%s,0)' AND ctid < '(%s,0)'$q$, first, past)) AS s;
END $$;

CREATE FUNCTION principles_words_between(first bigint, past bigint)
RETURNS TABLE (word text, held bigint)
LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1000000 ROWS 50000 AS $$
BEGIN
    RETURN QUERY SELECT w.word, count(*)
        FROM (SELECT unnest(string_to_array(replace(words, E'\n', ' '), ' ')) AS word
            FROM principles_searchentry
            WHERE public AND ctid >= format('(%s,0)', first)::tid
                AND ctid < format('(%s,0)', past)::tid) AS w
        GROUP BY w.word;
END $$;

-- Counts 'lexemes', in how many public rows each is, or 'words', how often each is there as spelt.
CREATE FUNCTION principles_counted(what text) RETURNS TABLE (word text, held bigint)
LANGUAGE plpgsql STABLE ROWS 100000
SET work_mem = '32MB' SET parallel_setup_cost = 0 SET parallel_tuple_cost = 0
SET parallel_leader_participation = off AS $$
DECLARE
    blocks CONSTANT bigint := pg_relation_size('principles_searchentry') / 8192 + 1;
    size CONSTANT bigint := greatest(4000, blocks / 16);
BEGIN
    RETURN QUERY EXECUTE 'SELECT word, sum(held)::bigint FROM (' || (
        SELECT string_agg(format('SELECT * FROM principles_%s_between(%s, %s)',
            what, first, first + size), ' UNION ALL ')
        FROM generate_series(0, blocks, size) AS first) || ') AS parts GROUP BY word';
END $$;
