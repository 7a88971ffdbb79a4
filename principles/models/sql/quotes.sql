-- What the index should hold of quotes.

-- The words that a source gives: all it has from the first that matches to the last, but where it
-- opens only windows, the matching stretches without what stands between them. An altered quote has
-- other words there, which count as quoted while the windows of 40 words meet (principles/excerpts has
-- the same rule). Hidden text gives no words at all.
CREATE FUNCTION principles_given_words(
    access text, verdict text, stored text, first integer, last integer, spans integer[])
RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE access
        WHEN 'full' THEN coalesce(substr(stored, first + 1, last - first), '')
        WHEN 'window' THEN (
            SELECT coalesce(btrim(string_agg(substr(stored, start + 1, stop - start) || CASE
                WHEN next IS NULL THEN ''
                WHEN verdict = 'altered' AND (SELECT count(*) FROM regexp_matches(
                    substr(stored, stop + 1, next - stop), '\S+', 'g')) <= 80
                THEN substr(stored, stop + 1, next - stop)
                ELSE ' … ' END, '' ORDER BY place)), '')
            FROM (SELECT CASE WHEN verdict = 'altered' AND first IS NOT NULL
                THEN ARRAY[first, first] || spans || ARRAY[last, last] ELSE spans END AS at) edges,
            LATERAL (SELECT n, at[2 * n - 1], at[2 * n], at[2 * n + 1]
                FROM generate_series(1, cardinality(at) / 2) AS n) AS s(place, start, stop, next))
        ELSE '' END
$$;

-- The verdict on a citation as the value of a facet: what is stale is shown as unverified.
CREATE FUNCTION principles_verdict_facet(verdict text) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT principles_facet('verdict', CASE verdict WHEN 'stale' THEN 'unverified' ELSE verdict END)
$$;

-- A view, so that one quote is read through the indexes and a million of them in the order they lie, by
-- the same words. Citations and their sources are read once. Of most things a quote has one, and one is
-- not sorted: to begin a sort takes longer than to read the row. `first` is the citation that a quote is
-- dated and placed by: of its original if there is one, else by position. The titles of several sources
-- come by the alphabet, and once where they are equal. `names` and `titles` are the one name and the one
-- title of a quote that has no more, as the tables have read them already (migrations/initial/tables.sql).
-- What readers see beside it is said about it: notes, the heading over it if that may be shown, publishers.
CREATE VIEW principles_quote_document AS
SELECT 'quote'::text AS kind, q.number, 0::bigint AS passage, 0 AS part,
    q.status = 'published' AS public, supported.facets IS NOT NULL AS supports,
    ARRAY[principles_facet('kind', 'quote')] || supported.facets || cited.sources || said.facets
        || tagged.facets || CASE WHEN cited.first[4] IS NOT NULL
            THEN ARRAY[principles_facet('year', cited.first[4])] END
        || array_remove(ARRAY[principles_facet('language', q.language::text)], NULL)
        || cited.verdicts AS facets,
    cited.first[4]::smallint AS year,
    CASE WHEN cited.first IS NULL THEN '{}'
        ELSE ARRAY[cited.first[5], cited.first[6], cited.first[7], cited.first[2]]::integer[]
        END AS place,
    ARRAY[q.text] AS a, said.names || cited.wordings AS b, cited.titles AS c, '{}'::text[] AS d,
    array_remove(ARRAY[q.note, q.standing_evidence, q.real_origin] || supported.notes || cited.notes
        || cited.headings || cited.publishers, '') AS e,
    CASE WHEN cardinality(said.names) = 1 AND cited.wordings IS NULL THEN said.as_field END
        AS names,
    CASE WHEN cardinality(cited.titles) = 1 THEN cited.as_field END AS titles
FROM principles_quote q
CROSS JOIN LATERAL (
    SELECT CASE WHEN count(*) > 1
        THEN ARRAY(SELECT unnest(array_agg(principles_facet('principle', principle_id))) ORDER BY 1)
        ELSE array_agg(principles_facet('principle', principle_id)) END AS facets,
        array_agg(s.note ORDER BY s.principle_id) FILTER (WHERE s.note <> '') AS notes
    FROM principles_support s WHERE s.quote_id = q.number AND 'published' = (
        SELECT status FROM principles_principle WHERE number = s.principle_id)) AS supported
CROSS JOIN LATERAL (
    SELECT CASE WHEN count(*) > 1
        THEN ARRAY(SELECT unnest(array_agg(principles_facet('person', p.id))) ORDER BY 1)
        ELSE array_agg(principles_facet('person', p.id)) END AS facets,
        array_agg(p.name::text ORDER BY a.position, a.id) AS names,
        (array_agg(p.as_field))[1] AS as_field
    FROM principles_attribution a JOIN principles_person p ON p.id = a.person_id
    WHERE a.quote_id = q.number) AS said
CROSS JOIN LATERAL (
    SELECT array_agg(principles_facet('tag', tag_id) ORDER BY tag_id) AS facets
    FROM principles_quotetag WHERE quote_id = q.number) AS tagged
CROSS JOIN LATERAL (
    SELECT CASE WHEN count(*) > 1
        THEN ARRAY(SELECT DISTINCT unnest(array_agg(principles_facet('source', s.number))) ORDER BY 1)
        ELSE array_agg(principles_facet('source', s.number)) END AS sources,
        CASE WHEN count(*) > 1
        THEN ARRAY(SELECT DISTINCT unnest(array_agg(concat_ws(' ', s.title, s.year))) ORDER BY 1)
        ELSE array_agg(concat_ws(' ', s.title, s.year)) END AS titles,
        (array_agg(s.as_field))[1] AS as_field,
        CASE WHEN count(*) > 1
        THEN ARRAY(SELECT DISTINCT unnest(array_agg(principles_verdict_facet(c.verdict))) ORDER BY 1)
        ELSE array_agg(principles_verdict_facet(c.verdict)) END AS verdicts,
        array_agg(given.words ORDER BY c.position, c.id) FILTER (WHERE given.words <> ''
            AND principles_qnorm(given.words) <> principles_qnorm(q.text)) AS wordings,
        array_agg(c.note ORDER BY c.position, c.id) FILTER (WHERE c.note <> '') AS notes,
        array_agg(p.heading::text ORDER BY c.position, c.id)
            FILTER (WHERE p.heading <> '' AND s.text_access = 'full') AS headings,
        array_agg(s.publisher::text ORDER BY c.position, c.id) FILTER (WHERE s.publisher <> '')
            AS publishers,
        min(ARRAY[(c.role <> 'original')::integer, c.position, c.id, s.year, s.number, p.position,
            c.start]) AS first
    FROM principles_citation c
    JOIN principles_source s ON s.number = c.source_id
    LEFT JOIN principles_passage p ON p.id = c.passage_id
    CROSS JOIN LATERAL (SELECT CASE WHEN p.id IS NULL THEN c.wording
        ELSE principles_given_words(
            s.text_access, c.verdict, p.text, c.start, c."end", c.spans) END AS words) AS given
    WHERE c.quote_id = q.number) AS cited;

CREATE FUNCTION principles_quote_documents(keys bigint[])
RETURNS SETOF principles_search_document LANGUAGE sql STABLE AS $$
    SELECT kind, number, passage, part, public, supports, facets, year, place, a, b, c, d, e
    FROM principles_quote_document WHERE number = ANY (keys)
$$;
