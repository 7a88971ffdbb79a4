-- People by what is said about them. They have no rows in the index: what is found there leads to their page.

-- The public people whose note has all the words, `most` of them by their names, of the first `considered`
-- that come up. None where every word is a stop word of English.
CREATE FUNCTION principles_people_noted(said text, most integer, considered integer)
RETURNS TABLE (name text, slug text)
LANGUAGE plpgsql STABLE ROWS 3 SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    asked CONSTANT tsquery := plainto_tsquery('principles', principles_qnorm(said));
BEGIN
    IF numnode(plainto_tsquery('pg_catalog.english', principles_qnorm(said))) = 0 THEN
        RETURN;
    END IF;
    RETURN QUERY SELECT n.name::text, n.slug::text FROM (
        SELECT p.name, p.slug, p.sort_name FROM principles_person p
        WHERE to_tsvector('principles', principles_qnorm("left"(p.note, 100000))) @@ asked
            AND principles_person_is_public(p.id)
        LIMIT considered) AS n ORDER BY n.sort_name, n.slug LIMIT most;
END $$;
