-- The words of the base: how far the snapshot has aged, and whether a word is there right now.

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

INSERT INTO principles_lexicon (id, entries, changes) VALUES (1, 0, 0);

-- Counts rows whose public words have changed, until the snapshot is out of date by the rule that
-- principles/search/lexicon has too. A transaction that writes row by row would else leave as many
-- versions of this row, and read them all each time.
CREATE FUNCTION principles_lexicon_ages() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed integer;
BEGIN
    IF TG_OP = 'INSERT' THEN
        SELECT count(*) INTO changed FROM new_rows WHERE public;
    ELSIF TG_OP = 'DELETE' THEN
        SELECT count(*) INTO changed FROM old_rows WHERE public;
    ELSE
        SELECT count(*) INTO changed FROM old_rows o JOIN new_rows n USING (id)
            WHERE (o.public OR n.public)
            AND (o.public, o.words) IS DISTINCT FROM (n.public, n.words);
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
