-- The words of the base: whether a word is there right now, how far the snapshot of them has aged, and
-- how they are counted for the next one. principles/models/lexicon says what the tables are.

-- How many rows have something -------------------------------------------------------------------

-- How many public rows satisfy the query, counted to `most` and no further. The planner knows
-- neither query nor limit when it plans this, and would read the whole table in the hope of an
-- early end.
CREATE FUNCTION principles_held(query tsquery, most integer) RETURNS integer
LANGUAGE plpgsql STABLE SET enable_seqscan = off AS $$
BEGIN
    RETURN (SELECT count(*) FROM (
        SELECT FROM principles_searchentry e WHERE e.public AND e.vector @@ query LIMIT most) held);
END $$;

-- The same of rows that satisfy both and have a word in that form, for a query that few rows do:
-- those are read and looked through. Asked for both, the index would also walk the rows of the
-- other, at 25 µs for each step through those of a common word.
CREATE FUNCTION principles_held(query tsquery, beside tsquery, form text, most integer)
RETURNS integer LANGUAGE plpgsql STABLE SET enable_seqscan = off AS $$
BEGIN
    RETURN (SELECT count(*) FROM (
        SELECT FROM principles_searchentry e
        WHERE e.public AND e.vector @@ query AND (e.vector @@ beside) IS TRUE
            AND e.words LIKE '% ' || form || ' %' LIMIT most) held);
END $$;

-- How far the snapshot has aged ------------------------------------------------------------------

-- Counts rows whose public words have changed, until the snapshot is out of date by the rule that
-- principles/search/lexicon has too. A transaction that writes row by row would else leave as many
-- versions of this row, and read them all each time. The rows of an update are compared by EXECUTE,
-- which plans with the rows there are: a kept plan, made for the single row of an edit, pairs each old
-- row with each new one.
CREATE FUNCTION principles_lexicon_ages() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public AS $$
DECLARE
    changed integer;
BEGIN
    IF TG_OP = 'INSERT' THEN
        SELECT count(*) INTO changed FROM new_rows WHERE public;
    ELSIF TG_OP = 'DELETE' THEN
        SELECT count(*) INTO changed FROM old_rows WHERE public;
    ELSE
        EXECUTE 'SELECT count(*) FROM old_rows o JOIN new_rows n USING (id)
            WHERE (o.public OR n.public)
            AND (o.public, o.words) IS DISTINCT FROM (n.public, n.words)' INTO changed;
    END IF;
    IF changed > 0 THEN
        UPDATE principles_lexicon SET changes = changes + changed
            WHERE id = 1 AND changes < greatest(10, entries / 10);
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER principles_lexicon_inserted AFTER INSERT ON principles_searchentry
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION principles_lexicon_ages();
CREATE TRIGGER principles_lexicon_updated AFTER UPDATE ON principles_searchentry
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION principles_lexicon_ages();
CREATE TRIGGER principles_lexicon_deleted AFTER DELETE ON principles_searchentry
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION principles_lexicon_ages();

-- Counting the words -----------------------------------------------------------------------------
-- In parts of the table, by several processes. Each part is a range of the table's blocks.

-- PostgreSQL says that ts_stat may not run in parallel, since it runs whatever statement it is given;
-- this one only reads.
CREATE FUNCTION principles_lexemes_between(first bigint, past bigint)
RETURNS TABLE (word text, held bigint)
LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1000000 ROWS 50000 AS $$
BEGIN
    RETURN QUERY SELECT s.word, s.ndoc::bigint FROM ts_stat(format(
        $q$SELECT ts_filter(vector, '{a,b,c,d}') FROM principles_searchentry
            WHERE public AND ctid >= '(%s,0)' AND ctid < '(%s,0)'$q$, first, past)) AS s;
END $$;

-- Fields begin and end with a space, and what stands between two of them is line ends alone.
CREATE FUNCTION principles_words_between(first bigint, past bigint)
RETURNS TABLE (word text, held bigint)
LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1000000 ROWS 50000 AS $$
BEGIN
    RETURN QUERY SELECT counted.word, counted.held
        FROM (SELECT w.word, count(*) AS held
            FROM (SELECT unnest(string_to_array(words, ' ')) AS word
                FROM principles_searchentry
                WHERE public AND ctid >= format('(%s,0)', first)::tid
                    AND ctid < format('(%s,0)', past)::tid) AS w
            GROUP BY w.word OFFSET 0) AS counted
        WHERE btrim(counted.word, E'\n') <> '';
END $$;

-- Counts 'lexemes', in how many public rows each is, or 'words', how often each is there as spelt. A
-- part has so many blocks, or a sixteenth of them all if that is more; a small table is one.
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
