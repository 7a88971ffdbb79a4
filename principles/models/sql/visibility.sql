-- What is public beyond a status of its own: what something published is said by, found in or filed
-- under. This is the definition; the index and the querysets' published() ask it, or are compared with
-- it (tests/models/test_public_everywhere.py). In PL/pgSQL, as a connection keeps its plans.

-- A source is public while a published quote cites it or a part of it.
CREATE FUNCTION principles_source_is_public(source integer) RETURNS boolean
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    RETURN EXISTS (SELECT FROM principles_citation c
            JOIN principles_quote q ON q.number = c.quote_id AND q.status = 'published'
            WHERE c.source_id = source)
        OR (WITH RECURSIVE part(number) AS (
            SELECT s.number FROM principles_source s WHERE s.container_id = source
            UNION
            SELECT s.number FROM principles_source s JOIN part p ON s.container_id = p.number
        )
        SELECT EXISTS (SELECT FROM part
            JOIN principles_citation c ON c.source_id = part.number
            JOIN principles_quote q ON q.number = c.quote_id AND q.status = 'published'));
END $$;

-- A person is public by a published quote, or by a public source that they contributed to.
CREATE FUNCTION principles_person_is_public(person bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    RETURN EXISTS (SELECT FROM principles_attribution a
            JOIN principles_quote q ON q.number = a.quote_id AND q.status = 'published'
            WHERE a.person_id = person)
        OR EXISTS (SELECT FROM principles_contribution c
            WHERE c.person_id = person AND principles_source_is_public(c.source_id));
END $$;

-- A tag is public by a published quote or principle.
CREATE FUNCTION principles_tag_is_public(tag bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    RETURN EXISTS (SELECT FROM principles_quotetag t
            JOIN principles_quote q ON q.number = t.quote_id AND q.status = 'published'
            WHERE t.tag_id = tag)
        OR EXISTS (SELECT FROM principles_principletag t
            JOIN principles_principle p
                ON p.number = t.principle_id AND p.status = 'published'
            WHERE t.tag_id = tag);
END $$;

-- The same once more, for names that are looked up while somebody types, where the functions would take
-- ten times as long: asked of each name as it comes up (OFFSET keeps it from being asked of all at once),
-- so that drafts keep nobody's place; of sources as the index has it.
-- Each has the columns that looking names up needs, empty where its kind has none of that.
CREATE VIEW principles_public_source AS
SELECT s.number, s.title::text AS name, s.title::text AS sort_name, ARRAY[s.title, s.publisher]::text[] AS names,
    s.slug::text, s.year::integer, s.publisher::text
FROM principles_source s
WHERE EXISTS (SELECT FROM principles_searchentry e WHERE e.kind = 'source'
    AND e.number = s.number AND e.passage = 0 AND e.part = 0 AND e.public OFFSET 0);

CREATE VIEW principles_public_person AS
SELECT 0 AS number, p.name::text, p.sort_name::text, ARRAY[p.name, p.sort_name]::text[] AS names,
    p.slug::text, NULL::integer AS year, ''::text AS publisher
FROM principles_person p
WHERE EXISTS (SELECT FROM principles_attribution a
        JOIN principles_quote q ON q.number = a.quote_id AND q.status = 'published'
        WHERE a.person_id = p.id OFFSET 0)
    OR EXISTS (SELECT FROM principles_contribution c
        JOIN principles_searchentry e ON e.kind = 'source' AND e.number = c.source_id
            AND e.passage = 0 AND e.part = 0 AND e.public
        WHERE c.person_id = p.id OFFSET 0);

CREATE VIEW principles_public_tag AS
SELECT 0 AS number, t.name::text, t.name::text AS sort_name, ARRAY[t.name]::text[] AS names,
    t.slug::text, NULL::integer AS year, ''::text AS publisher
FROM principles_tag t
WHERE EXISTS (SELECT FROM principles_quotetag l
        JOIN principles_quote q ON q.number = l.quote_id AND q.status = 'published'
        WHERE l.tag_id = t.id OFFSET 0)
    OR EXISTS (SELECT FROM principles_principletag l
        JOIN principles_principle p ON p.number = l.principle_id AND p.status = 'published'
        WHERE l.tag_id = t.id OFFSET 0);
