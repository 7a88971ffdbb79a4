-- Rebuilds the whole index with several processes: only for a million entries. The rows are those that
-- writing.sql writes.

-- Making rows in parallel ------------------------------------------------------------------------

-- Returns the rows of the quotes in a range of numbers. It is a function because PostgreSQL does not run
-- a statement in parallel that has a subquery for each quote, but does so for a function call. Callers
-- ask for a hundred quotes at a time: the result is stored and read again, and so stays small and cached.
CREATE FUNCTION principles_quote_rows(first_number integer, last_number integer)
RETURNS SETOF principles_search_made
LANGUAGE plpgsql STABLE PARALLEL SAFE COST 20000 ROWS 100
SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    RETURN QUERY
    SELECT d.kind, d.number, d.passage, d.part, d.public, d.supports, d.facets, d.year, d.place,
        (d.entry).length, (d.entry).words, (d.entry).vector
    FROM (SELECT *, principles_search_row(ROW(q.kind, q.number, q.passage, q.part, q.public,
            q.supports, q.facets, q.year, q.place, q.a, q.b, q.c, q.d, q.e)::principles_search_document,
            q.names, q.titles) AS entry
        FROM (SELECT * FROM principles_quote_document AS read
            WHERE read.number BETWEEN first_number AND last_number OFFSET 0) AS q OFFSET 0) AS d;
END $$;

CREATE FUNCTION principles_search_rows(documents principles_search_document[])
RETURNS SETOF principles_search_made
LANGUAGE sql STABLE AS $$
    SELECT kind, number, passage, part, public, supports, facets, year, place,
        r.length, r.words, r.vector
    FROM unnest(documents) AS document CROSS JOIN LATERAL principles_search_row(document) AS r
$$;

-- Each of these two is one call, so one process makes the rows of all principles, one those of all sources.
CREATE FUNCTION principles_principle_rows()
RETURNS SETOF principles_search_made
LANGUAGE plpgsql STABLE PARALLEL SAFE COST 2000000 ROWS 100 AS $$
BEGIN
    RETURN QUERY SELECT * FROM principles_search_rows(ARRAY(
        SELECT entry FROM principles_principle_documents(ARRAY(
            SELECT p.number::bigint FROM principles_principle p)) AS entry));
END $$;

CREATE FUNCTION principles_source_rows()
RETURNS SETOF principles_search_made
LANGUAGE plpgsql STABLE PARALLEL SAFE COST 2000000 ROWS 1000 AS $$
BEGIN
    RETURN QUERY SELECT * FROM principles_search_rows(ARRAY(
        SELECT entry FROM principles_source_documents(ARRAY(
            SELECT s.number::bigint FROM principles_source s)) AS entry));
END $$;

-- Writing them to the table ----------------------------------------------------------------------

-- Writes the rows of `principles_fresh` that differ from the table's, and deletes the table's rows that
-- it lacks. Returns the number of fresh rows.
CREATE FUNCTION principles_search_write_fresh(of_paragraphs boolean) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    fresh bigint;
BEGIN
    ANALYZE principles_fresh;
    SELECT count(*) INTO fresh FROM principles_fresh;
    DELETE FROM principles_searchentry e WHERE (e.part > 0) = of_paragraphs
        AND NOT EXISTS (SELECT FROM principles_fresh f
            WHERE f.kind = e.kind AND f.number = e.number AND f.passage = e.passage
            AND f.part = e.part);
    INSERT INTO principles_searchentry AS e (kind, number, passage, part, public, supports, facets,
        year, place, length, words, vector)
    SELECT f.* FROM principles_fresh f LEFT JOIN principles_searchentry e
        ON e.kind = f.kind AND e.number = f.number AND e.passage = f.passage AND e.part = f.part
    WHERE e.id IS NULL OR (e.public, e.supports, e.facets, e.year, e.place, e.length, e.words, e.vector)
        IS DISTINCT FROM (f.public, f.supports, f.facets, f.year, f.place, f.length, f.words, f.vector)
    ON CONFLICT (kind, number, passage, part) DO UPDATE SET
        public = excluded.public, supports = excluded.supports, facets = excluded.facets,
        year = excluded.year, place = excluded.place, length = excluded.length, words = excluded.words,
        vector = excluded.vector;
    DROP TABLE principles_fresh;
    RETURN fresh;
END $$;

-- Returns the rows of the statement: PostgreSQL runs the query of a function in parallel, but not the
-- query of an INSERT.
CREATE FUNCTION principles_rows_of(statement text)
RETURNS SETOF principles_search_made
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY EXECUTE statement;
END $$;

-- Fills the empty table, which has no indexes, with the rows of the statement. Returns their number. The
-- trigger that counts changes is off meanwhile, as it would keep a copy of all rows.
CREATE FUNCTION principles_search_fill(statement text) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    written bigint;
BEGIN
    ALTER TABLE principles_searchentry DISABLE TRIGGER principles_lexicon_inserted;
    INSERT INTO principles_searchentry (kind, number, passage, part, public, supports, facets,
        year, place, length, words, vector)
    SELECT * FROM principles_rows_of(statement);
    GET DIAGNOSTICS written = ROW_COUNT;
    ALTER TABLE principles_searchentry ENABLE TRIGGER principles_lexicon_inserted;
    UPDATE principles_lexicon SET changes = changes + counted.public
        FROM (SELECT count(*) AS public FROM principles_searchentry WHERE public) AS counted
        WHERE id = 1 AND changes < greatest(10, entries / 10) AND counted.public > 0;
    RETURN written;
END $$;

-- Drops every index of the table and returns the statements that make them again, that of the vectors
-- last. No other table may refer to the table's primary key.
CREATE FUNCTION principles_take_indexes(indexed regclass) RETURNS text[]
LANGUAGE plpgsql AS $$
DECLARE
    makes text[] := '{}';
    drops text;
    make text;
BEGIN
    FOR drops, make IN
        SELECT CASE WHEN c.oid IS NULL THEN format('DROP INDEX %s', i.indexrelid::regclass)
                ELSE format('ALTER TABLE %s DROP CONSTRAINT %I', indexed, c.conname) END,
            CASE WHEN c.oid IS NULL THEN pg_get_indexdef(i.indexrelid)
                ELSE format('ALTER TABLE %s ADD CONSTRAINT %I %s', indexed, c.conname,
                    pg_get_constraintdef(c.oid)) END
        FROM pg_index i
        LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.conrelid = i.indrelid
        WHERE i.indrelid = indexed
        ORDER BY i.indexrelid = 'search_entry_vector'::regclass, i.indexrelid
    LOOP
        EXECUTE drops;
        makes := makes || make;
    END LOOP;
    RETURN makes;
END $$;

-- Returns the statement that selects the rows of all entries. It has at most 200 parts for quotes, which
-- the processes take in turn (parallel append: PostgreSQL 18 manual, section 15.3.4); each part asks for
-- a hundred quotes at a time, however far apart their numbers are.
CREATE FUNCTION principles_rows_statement() RETURNS text LANGUAGE sql STABLE AS $$
    SELECT 'SELECT * FROM principles_principle_rows() UNION ALL SELECT * FROM principles_source_rows()'
        || coalesce(string_agg(format(' UNION ALL SELECT made.* FROM unnest(%L::integer[],'
            ' %L::integer[]) AS hundred(first, last), principles_quote_rows(first, last) AS made',
            firsts, lasts), '' ORDER BY part), '')
    FROM (SELECT hundred / greatest(50, hundreds / 200 + 1) AS part,
            array_agg(first ORDER BY first) AS firsts, array_agg(last ORDER BY first) AS lasts
        FROM (SELECT place / 100 AS hundred, min(number) AS first, max(number) AS last,
                count(*) OVER () AS hundreds
            FROM (SELECT number, row_number() OVER (ORDER BY number) - 1 AS place
                FROM principles_quote) AS q
            GROUP BY place / 100) AS h
        GROUP BY part) AS parts
$$;

-- Rebuilds the index: writes only rows that differ, and returns how many rows there are.
--
-- Tables that were just filled have no statistics, and a wrong plan would take hours: so ANALYZE comes
-- first, for wide tables on the columns of joins alone. No other process can write when the function asks
-- whether the index is empty. If it is, its indexes are made at the end, the GIN index of the vectors
-- after the paragraphs; the leader does not help, because most machines have two processors, and more
-- memory makes the GIN index slower, as it leaves the processor's cache. Rows are counted on the way:
-- counting a table that was just filled takes as long as making one of its indexes.
CREATE FUNCTION principles_search_rebuild() RETURNS bigint LANGUAGE plpgsql
SET maintenance_work_mem = '96MB' SET work_mem = '16MB' SET parallel_setup_cost = 0
SET parallel_tuple_cost = 0 SET parallel_leader_participation = off
SET client_min_messages = warning AS $$
DECLARE
    is_empty boolean;
    indexes text[];
    index text;
    statement text;
    entries bigint;
BEGIN
    PERFORM principles_take_turn();
    is_empty := NOT EXISTS (SELECT FROM principles_searchentry);
    IF is_empty THEN
        indexes := principles_take_indexes('principles_searchentry');
    END IF;
    ANALYZE principles_quote (number, status), principles_citation (quote_id, source_id, passage_id),
        principles_passage (id, source_id), principles_attribution, principles_person,
        principles_source, principles_contribution, principles_tag, principles_quotetag,
        principles_support, principles_principle, principles_principletag;
    statement := principles_rows_statement();
    -- What a call returns is held until the next, in memory as far as this allows.
    PERFORM set_config('work_mem', '256kB', true);
    IF is_empty THEN
        entries := principles_search_fill(statement);
        PERFORM set_config('work_mem', '16MB', true);
        FOREACH index IN ARRAY trim_array(indexes, 1) LOOP
            EXECUTE index;
        END LOOP;
    ELSE
        EXECUTE 'CREATE TEMPORARY TABLE principles_fresh AS ' || statement;
        PERFORM set_config('work_mem', '16MB', true);
        entries := principles_search_write_fresh(false);
    END IF;
    CREATE TEMPORARY TABLE principles_fresh AS
        SELECT kind, number, passage, part, public, supports, facets, year, place,
            r.length, r.words, r.vector
        FROM principles_paragraph_documents(ARRAY(SELECT id FROM principles_passage)) AS document
        CROSS JOIN LATERAL principles_search_row(document) AS r;
    entries := entries + principles_search_write_fresh(true);
    IF is_empty THEN
        EXECUTE indexes[cardinality(indexes)];
    ELSE
        PERFORM gin_clean_pending_list('search_entry_vector');
    END IF;
    RETURN entries;
END $$;
