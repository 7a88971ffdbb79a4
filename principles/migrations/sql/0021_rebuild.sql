-- An index made from nothing in less time, whatever indexes the table has, by one at a time; and the
-- words counted in parts of any size.

-- Takes every index off the table and returns what makes them again, that of the vectors last. No
-- other table refers to the primary key.
CREATE FUNCTION principles_search_take_indexes() RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
    makes text[] := '{}';
    drops text;
    make text;
BEGIN
    FOR drops, make IN
        SELECT CASE WHEN c.oid IS NULL THEN format('DROP INDEX %s', i.indexrelid::regclass)
                ELSE format('ALTER TABLE principles_searchentry DROP CONSTRAINT %I', c.conname) END,
            CASE WHEN c.oid IS NULL THEN pg_get_indexdef(i.indexrelid)
                ELSE format('ALTER TABLE principles_searchentry ADD CONSTRAINT %I %s', c.conname,
                    pg_get_constraintdef(c.oid)) END
        FROM pg_index i
        LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.conrelid = i.indrelid
        WHERE i.indrelid = 'principles_searchentry'::regclass
        ORDER BY i.indexrelid = 'search_entry_vector'::regclass, i.indexrelid
    LOOP
        EXECUTE drops;
        makes := makes || make;
    END LOOP;
    RETURN makes;
END $$;

-- Puts the rows in `principles_fresh` into the empty table, which has no indexes. How many there are
-- is counted without keeping a second copy of them for a trigger.
CREATE OR REPLACE FUNCTION principles_search_fill() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    ALTER TABLE principles_searchentry DISABLE TRIGGER principles_lexicon_inserted;
    INSERT INTO principles_searchentry (kind, number, passage, part, public, facets, year, place,
        length, words, vector)
    SELECT kind, number, passage, part, public, facets, year, place, length, words, vector
    FROM principles_fresh;
    ALTER TABLE principles_searchentry ENABLE TRIGGER principles_lexicon_inserted;
    DROP TABLE principles_fresh;
    UPDATE principles_lexicon SET changes = changes + written.public
        FROM (SELECT count(*) AS public FROM principles_searchentry WHERE public) AS written
        WHERE id = 1 AND changes < greatest(10, entries / 10) AND written.public > 0;
END $$;

-- The rows of all principles, and of all source records, each by one of the processes that make rows.
CREATE FUNCTION principles_principle_rows()
RETURNS TABLE (kind text, number integer, passage bigint, part integer, public boolean,
    facets bigint[], year smallint, place integer[], length smallint, words text, vector tsvector)
LANGUAGE plpgsql STABLE PARALLEL SAFE COST 2000000 ROWS 100 AS $$
BEGIN
    RETURN QUERY SELECT * FROM principles_search_rows(ARRAY(
        SELECT entry FROM principles_principle_documents(ARRAY(
            SELECT p.number::bigint FROM principles_principle p)) AS entry));
END $$;

CREATE FUNCTION principles_source_rows()
RETURNS TABLE (kind text, number integer, passage bigint, part integer, public boolean,
    facets bigint[], year smallint, place integer[], length smallint, words text, vector tsvector)
LANGUAGE plpgsql STABLE PARALLEL SAFE COST 2000000 ROWS 1000 AS $$
BEGIN
    RETURN QUERY SELECT * FROM principles_search_rows(ARRAY(
        SELECT entry FROM principles_source_documents(ARRAY(
            SELECT s.number::bigint FROM principles_source s)) AS entry));
END $$;

-- As in 0019_rebuild.sql. Whether the table is empty is asked when nobody else can write to it. The
-- vectors' index is made by the leader too, which has nothing else to do.
CREATE OR REPLACE FUNCTION principles_search_rebuild() RETURNS void LANGUAGE plpgsql
SET maintenance_work_mem = '192MB' SET work_mem = '16MB' SET parallel_setup_cost = 0
SET parallel_tuple_cost = 0 SET parallel_leader_participation = off
SET client_min_messages = warning AS $$
DECLARE
    is_empty boolean;
    indexes text[];
    index text;
    quotes text;
BEGIN
    PERFORM principles_take_turn();
    is_empty := NOT EXISTS (SELECT FROM principles_searchentry);
    IF is_empty THEN
        indexes := principles_search_take_indexes();
    END IF;
    SELECT string_agg(format(' UNION ALL SELECT * FROM principles_quote_rows(%s, %s)',
            first, first + 4999), '')
        INTO quotes FROM generate_series(1,
            (SELECT coalesce(max(number), 1) FROM principles_quote), 5000) AS first;
    -- What each call returns is held to the end, in memory as far as this allows.
    PERFORM set_config('work_mem', '256kB', true);
    EXECUTE 'CREATE TEMPORARY TABLE principles_fresh AS SELECT * FROM principles_principle_rows()
        UNION ALL SELECT * FROM principles_source_rows()' || quotes;
    PERFORM set_config('work_mem', '16MB', true);
    IF is_empty THEN
        PERFORM principles_search_fill();
        FOREACH index IN ARRAY trim_array(indexes, 1) LOOP
            EXECUTE index;
        END LOOP;
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
        PERFORM set_config('parallel_leader_participation', 'on', true);
        EXECUTE indexes[cardinality(indexes)];
    ELSE
        PERFORM gin_clean_pending_list('search_entry_vector');
    END IF;
END $$;

-- As in 0019_rebuild.sql; a part has so many blocks, or a sixteenth of them all if that is more.
-- PostgreSQL says that ts_stat, which the parts call, may not run in parallel, since it runs whatever
-- statement it is given; this one only reads.
DROP FUNCTION principles_counted(text);
CREATE FUNCTION principles_counted(what text, least_part bigint DEFAULT 4000)
RETURNS TABLE (word text, held bigint)
LANGUAGE plpgsql STABLE ROWS 100000
SET work_mem = '32MB' SET parallel_setup_cost = 0 SET parallel_tuple_cost = 0
SET parallel_leader_participation = off AS $$
DECLARE
    blocks CONSTANT bigint := pg_relation_size('principles_searchentry') / 8192 + 1;
    size CONSTANT bigint := greatest(least_part, blocks / 16);
BEGIN
    RETURN QUERY EXECUTE 'SELECT word, sum(held)::bigint FROM (' || (
        SELECT string_agg(format('SELECT * FROM principles_%s_between(%s, %s)',
            what, first, first + size), ' UNION ALL ')
        FROM generate_series(0, blocks, size) AS first) || ') AS parts GROUP BY word';
END $$;
