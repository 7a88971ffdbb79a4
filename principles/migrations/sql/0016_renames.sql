-- Triggers that compare written rows with what they were. A statement of a function keeps its plan, and
-- one that was made for the single row of an edit pairs each old row with each new one; EXECUTE plans
-- with the rows there are.

CREATE OR REPLACE FUNCTION principles_lexicon_ages() RETURNS trigger LANGUAGE plpgsql AS $$
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

CREATE OR REPLACE FUNCTION principles_stale_by_quote() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed bigint[];
BEGIN
    EXECUTE 'SELECT array_agg(n.number) FROM new_rows n JOIN old_rows o USING (number)
        WHERE o.text <> n.text' INTO changed;
    IF changed IS NOT NULL THEN
        PERFORM principles_make_stale(ARRAY(
            SELECT id FROM principles_citation WHERE quote_id = ANY (changed)));
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION principles_stale_by_passage() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed bigint[];
BEGIN
    EXECUTE 'SELECT array_agg(n.id) FROM new_rows n JOIN old_rows o USING (id)
        WHERE o.text <> n.text' INTO changed;
    IF changed IS NOT NULL THEN
        PERFORM principles_make_stale(ARRAY(
            SELECT id FROM principles_citation WHERE passage_id = ANY (changed)));
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION principles_stale_by_source() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed bigint[];
BEGIN
    EXECUTE 'SELECT array_agg(n.number) FROM new_rows n JOIN old_rows o USING (number)
        WHERE o.level <> n.level' INTO changed;
    IF changed IS NOT NULL THEN
        PERFORM principles_make_stale(ARRAY(
            SELECT id FROM principles_citation WHERE source_id = ANY (changed)));
    END IF;
    RETURN NULL;
END $$;
