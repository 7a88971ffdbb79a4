-- Everything, where nothing is asked for in words.

-- In the order that is asked for, else by kind and number, with its exact total, in the form of what
-- `principles_search` answers. Facets are counted over the first `most` that the filters leave.
CREATE FUNCTION principles_search_listed(
    narrow tsquery, refused text[], singles bigint[], chosen tsquery,
    since integer, until integer,
    sort text, first integer, size integer, shown integer, most integer)
RETURNS jsonb LANGUAGE plpgsql STABLE SET enable_seqscan = off
SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    total bigint;
    wanted CONSTANT tsquery := coalesce(narrow && chosen, narrow, chosen);
BEGIN
    total := (SELECT count(*) FROM principles_searchentry e WHERE e.public AND e.part = 0
        AND (wanted IS NULL OR e.vector @@ wanted)
        AND NOT e.words ~ ANY (refused)
        AND (since IS NULL OR e.year >= since) AND (until IS NULL OR e.year <= until));
    RETURN (
WITH page AS MATERIALIZED (
    SELECT e.kind, e.number, e.facets, row_number() OVER (ORDER BY
        CASE sort WHEN 'year' THEN e.year END,
        CASE sort WHEN 'source' THEN nullif(e.place, '{}') END,
        e.kind, e.number) AS at
    FROM principles_searchentry e
    WHERE e.public AND e.part = 0 AND (wanted IS NULL OR e.vector @@ wanted)
    AND NOT e.words ~ ANY (refused)
    AND (since IS NULL OR e.year >= since) AND (until IS NULL OR e.year <= until)
    ORDER BY CASE sort WHEN 'year' THEN e.year END,
        CASE sort WHEN 'source' THEN nullif(e.place, '{}') END,
        e.kind, e.number
    OFFSET first LIMIT size
), considered AS MATERIALIZED (
    (SELECT e.id, e.facets FROM principles_searchentry e
    WHERE e.public AND e.part = 0 AND (narrow IS NULL OR e.vector @@ narrow)
    AND NOT e.words ~ ANY (refused)
    AND (since IS NULL OR e.year >= since) AND (until IS NULL OR e.year <= until)
    ORDER BY e.kind, e.number LIMIT most)
    UNION
    (SELECT e.id, e.facets FROM principles_searchentry e
    WHERE chosen IS NOT NULL AND e.public AND e.part = 0 AND e.vector @@ wanted
    AND NOT e.words ~ ANY (refused)
    AND (since IS NULL OR e.year >= since) AND (until IS NULL OR e.year <= until)
    ORDER BY e.kind, e.number LIMIT most)
), judged AS MATERIALIZED (
    SELECT facets, CASE WHEN facets @> singles THEN 0 ELSE (
        SELECT sum(1 << (single >> 40)::integer)
        FROM unnest(singles) AS single WHERE NOT single = ANY (facets)) END AS failed
    FROM considered
), counted AS (
    SELECT (facet, count(*),
        row_number() OVER (PARTITION BY facet >> 40 ORDER BY count(*) DESC, facet))
        ::principles_facet_count AS counted
    FROM judged, unnest(facets) AS facet
    WHERE failed = 0 OR failed = 1 << (facet >> 40)::integer
    GROUP BY facet
)
SELECT jsonb_build_object(
    'total', total,
    'is_exact', true,
    'is_capped', (SELECT count(*) FROM considered) >= most,
    'complete', total,
    'least', 0,
    'level', 1,
    'facets', (SELECT jsonb_agg(to_jsonb(counts) ORDER BY counts.facet >> 40, counts.at)
        FROM principles_facet_labels(ARRAY(SELECT counted FROM counted
            WHERE (counted).at <= shown OR (counted).facet = ANY (singles))) AS counts),
    'hits', (SELECT jsonb_agg(jsonb_build_object('kind', kind, 'number', number,
            'tier', 0, 'score', 0, 'facets', facets, 'paragraphs', 0) ORDER BY at)
        FROM page)));
END $$;
