-- How many paragraphs of a source come before each passage. A reader of a letter counts through its
-- sections; what is printed beside a paragraph and in a locator is this count (Source.number_of).

-- A first paragraph is a salutation if it is one line of 80 letters at most, without an end of a
-- sentence, that ends in a comma or a colon: “To our shareholders:”. It is not counted.
CREATE FUNCTION principles_begins_with_salutation(stored text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT stored ~ '^\s*[^\n.!?;]{1,80}[,:][^\S\n]*\n\s*\n'
$$;

-- Writes the rows whose count comes out otherwise, and those alone. Materialized, since the plan for rows
-- just written would count all of them again for each.
CREATE FUNCTION principles_count_paragraphs(sources bigint[]) RETURNS void LANGUAGE sql AS $$
    WITH stored AS MATERIALIZED (
        SELECT id, source_id, position, principles_begins_with_salutation(text) AS greets,
            (SELECT count(*) FROM principles_paragraphs(text)) AS held
        FROM principles_passage WHERE source_id = ANY (sources)
    ), counted AS MATERIALIZED (
        SELECT id, sum(held) OVER before - held - (first_value(greets) OVER whole)::integer AS before
        FROM stored
        WINDOW before AS (PARTITION BY source_id ORDER BY position, id ROWS UNBOUNDED PRECEDING),
            whole AS (PARTITION BY source_id ORDER BY held = 0, position, id
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
    )
    UPDATE principles_passage p SET paragraphs_before = c.before
    FROM counted c WHERE c.id = p.id AND p.paragraphs_before <> c.before
$$;

-- A record read before another passage was edited is saved with the count of then: that is a change.
CREATE FUNCTION principles_count_on_change() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public AS $$
DECLARE
    concerned bigint[];
BEGIN
    EXECUTE CASE TG_OP
        WHEN 'INSERT' THEN 'SELECT array_agg(DISTINCT source_id) FROM new_rows'
        WHEN 'DELETE' THEN 'SELECT array_agg(DISTINCT source_id) FROM old_rows'
        ELSE 'SELECT array_agg(o.source_id) || array_agg(n.source_id)
            FROM old_rows o JOIN new_rows n USING (id)
            WHERE (o.text, o.position, o.source_id, o.paragraphs_before)
                <> (n.text, n.position, n.source_id, n.paragraphs_before)'
    END INTO concerned;
    IF concerned IS NOT NULL THEN
        PERFORM principles_count_paragraphs(concerned);
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER principles_22_count_inserted AFTER INSERT ON principles_passage
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION principles_count_on_change();
CREATE TRIGGER principles_22_count_updated AFTER UPDATE ON principles_passage
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION principles_count_on_change();
CREATE TRIGGER principles_22_count_deleted AFTER DELETE ON principles_passage
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
    EXECUTE FUNCTION principles_count_on_change();
