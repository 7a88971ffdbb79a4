-- What the index should hold of principles, sources and their paragraphs, from the tables of the
-- entries; quotes.sql has the same of quotes.

-- Principles -------------------------------------------------------------------------------------

-- A principle without its facets, which thousands of quotes may make up; none of its own columns
-- changes them.
-- What its body quotes in passing is left to the quote, which is an entry of its own: whoever looks for
-- those words is looking for it.
CREATE FUNCTION principles_principle_texts(keys bigint[])
RETURNS SETOF principles_search_document LANGUAGE sql STABLE AS $$
    SELECT 'principle', p.number, 0::bigint, 0, p.status = 'published', false, '{}'::bigint[],
        NULL::smallint, '{}'::integer[],
        ARRAY[p.name] || p.aliases::text[],
        ARRAY[p.maxim],
        ARRAY[p.summary],
        ARRAY[regexp_replace(p.body,
            concat_ws('|', principles_quoted_in_passing(), principles_reference(), '\]\([^)]*\)'), ' ', 'g')],
        '{}'::text[]
    FROM principles_principle p WHERE p.number = ANY (keys)
$$;

-- A principle is found under the people and sources of its published quotes.
CREATE FUNCTION principles_principle_facets(principle integer) RETURNS bigint[]
LANGUAGE sql STABLE AS $$
    SELECT ARRAY[principles_facet('kind', 'principle'), principles_facet('principle', principle)]
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

CREATE FUNCTION principles_principle_documents(keys bigint[])
RETURNS SETOF principles_search_document LANGUAGE sql STABLE AS $$
    SELECT kind, number, passage, part, public, supports, principles_principle_facets(number), year, place,
        a, b, c, d, e
    FROM principles_principle_texts(keys)
$$;

-- Sources and their paragraphs -------------------------------------------------------------------

CREATE FUNCTION principles_source_facets(source integer, OUT facets bigint[])
LANGUAGE sql STABLE AS $$
    SELECT ARRAY[principles_facet('kind', 'source'), principles_facet('source', s.number)]
        || principles_facets('person', ARRAY(SELECT DISTINCT person_id
            FROM principles_contribution WHERE source_id = s.number))
        || principles_facets('year', ARRAY[s.year])
    FROM principles_source s WHERE s.number = source
$$;

CREATE FUNCTION principles_source_documents(keys bigint[])
RETURNS SETOF principles_search_document
LANGUAGE sql STABLE AS $$
    SELECT 'source', s.number, 0::bigint, 0, principles_source_is_public(s.number), false,
        principles_source_facets(s.number), s.year, ARRAY[s.number],
        ARRAY[concat_ws(' ', s.title, s.year)],
        ARRAY(SELECT p.name FROM principles_contribution c
            JOIN principles_person p ON p.id = c.person_id
            WHERE c.source_id = s.number GROUP BY p.id ORDER BY min(c.position), p.id),
        ARRAY[s.kind, s.publisher,
            (SELECT title FROM principles_source WHERE number = s.container_id)],
        ARRAY[s.summary, s.note],
        ARRAY(SELECT value FROM jsonb_each_text(s.identifiers) ORDER BY key)
    FROM principles_source s WHERE s.number = ANY (keys)
$$;

-- The paragraphs of a passage, which blank lines part, counted from 1.
CREATE FUNCTION principles_paragraphs(stored text, OUT words text, OUT part bigint)
RETURNS SETOF record LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT piece, row_number() OVER (ORDER BY place)
    FROM regexp_split_to_table(stored, '\n\s*\n') WITH ORDINALITY AS split(piece, place)
    WHERE piece ~ '\S'
$$;

-- The rows of a passage: one for each paragraph, that of the first with the heading in a line before it.
-- A passage that is a heading alone has one row too, of paragraph 1, so every heading leads to its passage.
CREATE FUNCTION principles_passage_lines(heading text, stored text, OUT lines text[], OUT part bigint)
RETURNS SETOF record LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN heading <> '' AND p.part = 1 THEN ARRAY[heading, p.words] ELSE ARRAY[p.words] END,
        p.part
    FROM principles_paragraphs(stored) AS p
    UNION ALL SELECT ARRAY[heading], 1 WHERE heading <> '' AND stored !~ '\S'
$$;

-- The keys are those of passages. Only the full text of a public source is for the public, and what
-- the source's row says is taken from there.
CREATE FUNCTION principles_paragraph_documents(keys bigint[])
RETURNS SETOF principles_search_document LANGUAGE sql STABLE AS $$
    SELECT 'source', p.source_id, p.id, paragraph.part::integer,
        r.public AND s.text_access = 'full', false, r.facets, r.year,
        ARRAY[p.source_id, p.position, paragraph.part::integer],
        '{}'::text[], '{}'::text[], '{}'::text[], paragraph.lines,
        '{}'::text[]
    FROM principles_passage p
    JOIN principles_source s ON s.number = p.source_id
    JOIN principles_searchentry r ON r.kind = 'source' AND r.number = p.source_id AND r.part = 0
    CROSS JOIN LATERAL principles_passage_lines(p.heading, p.text) AS paragraph
    WHERE p.id = ANY (keys)
$$;
