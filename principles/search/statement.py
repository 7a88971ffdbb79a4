"""The one statement of a search: what matches, in which order, and every count beside it.

Its text is fixed but for four places, and none of them takes anything a reader typed: a condition
for each quoted phrase, the narrowing filters, and how far words were missing.
"""

MATCHED = """
WITH term AS MATERIALIZED (
    SELECT words::tsquery, either::tsquery, place
    FROM unnest(%(words)s::text[], %(either)s::text[])
        WITH ORDINALITY AS t(words, either, place)
), pair AS MATERIALIZED (
    SELECT tsquery_phrase(a.words, b.words) AS words
    FROM term a JOIN term b ON b.place = a.place + 1
), candidate AS MATERIALIZED (
    SELECT id, kind, number, passage, part, people, sources, principles, tags, year, verdicts,
        vector
    FROM principles_searchentry e
    WHERE e.public AND e.vector @@ %(candidates)s::tsquery {phrases}
), hit AS MATERIALIZED (
    SELECT c.id, t.place, c.vector @@ t.words AS has_words,
        greatest(.01, ts_rank('{{.1,.3,.5,1}}', c.vector, t.words, 1)) AS rank
    FROM candidate c JOIN term t ON c.vector @@ t.either
), weight AS (
    SELECT h.place, 1 + ln(n.found::float / count(*)) AS idf
    FROM hit h CROSS JOIN (SELECT count(*) AS found FROM candidate) n GROUP BY h.place, n.found
), scored AS MATERIALIZED (
    SELECT h.id, count(*) AS matched, count(*) FILTER (WHERE h.has_words) AS worded,
        sum(w.idf * h.rank ORDER BY h.place) AS score
    FROM hit h JOIN weight w USING (place) GROUP BY h.id HAVING count(*) >= %(fewest)s
), placed AS MATERIALIZED (
    SELECT c.kind, c.number, c.passage, c.part, c.people, c.sources, c.principles, c.tags, c.year,
        c.verdicts, s.matched, {narrow} AS is_within,
        CASE WHEN c.vector @@ %(code)s::tsquery THEN 4
            WHEN s.worded = %(terms)s AND c.vector @@ %(whole)s::tsquery THEN 3
            WHEN s.worded = %(terms)s THEN 2
            WHEN s.matched = %(terms)s THEN 1 ELSE 0 END AS tier,
        s.score * (1 + .3 * (SELECT count(*) FROM pair WHERE c.vector @@ pair.words))
            * CASE WHEN c.kind = 'principle' THEN 2 WHEN c.part > 0 THEN .4
                WHEN c.kind = 'quote' AND c.principles <> '{{}}' THEN 1.05 ELSE 1 END AS score
    FROM scored s JOIN candidate c USING (id)
), least AS (
    SELECT coalesce((SELECT max(matched) FROM placed GROUP BY kind, number
        ORDER BY 1 DESC OFFSET %(enough)s - 1 LIMIT 1), %(fewest)s) AS matched
), found AS MATERIALIZED (
    SELECT DISTINCT ON (kind, number) *,
        first_value(passage) OVER inside AS best_passage,
        first_value(part) OVER inside AS best_part,
        count(*) FILTER (WHERE part > 0) OVER (PARTITION BY kind, number) AS paragraphs
    FROM placed WHERE is_within AND matched >= (SELECT matched FROM least)
    WINDOW inside AS (PARTITION BY kind, number
        ORDER BY part > 0 DESC, tier DESC, score DESC, passage, part)
    ORDER BY kind, number, tier DESC, score DESC, passage, part
)"""

LISTED = """
WITH found AS MATERIALIZED (
    SELECT kind, number, people, sources, principles, tags, year, verdicts, 0 AS matched, 0 AS tier,
        0.0 AS score, 0 AS best_passage, 0 AS best_part, 0 AS paragraphs
    FROM principles_searchentry WHERE public AND part = 0 AND {narrow}
)"""

COUNTED = """
, judged AS MATERIALIZED (
    SELECT *, %(kind)s IN ('', kind) AS in_kind,
        %(source)s::bigint IS NULL OR %(source)s = ANY (sources) AS in_source,
        %(year)s::int IS NULL OR coalesce(year = %(year)s, false) AS in_year,
        %(verdict)s = '' OR %(verdict)s = ANY (verdicts) AS in_verdict
    FROM found
), result AS MATERIALIZED (
    SELECT *, row_number() OVER (ORDER BY tier DESC, score DESC, kind, number) AS place
    FROM judged WHERE in_kind AND in_source AND in_year AND in_verdict
), page AS MATERIALIZED (
    SELECT * FROM result ORDER BY place OFFSET %(offset)s LIMIT %(size)s
), counted(facet, id, value, results) AS (
    SELECT 'kind', NULL::bigint, kind::text, count(*) FROM judged
        WHERE in_source AND in_year AND in_verdict GROUP BY kind
    UNION ALL SELECT 'source', s.id, NULL, count(*) FROM judged, unnest(sources) AS s(id)
        WHERE in_kind AND in_year AND in_verdict GROUP BY s.id
    UNION ALL SELECT 'year', NULL, year::text, count(*) FROM judged
        WHERE year IS NOT NULL AND in_kind AND in_source AND in_verdict GROUP BY year
    UNION ALL SELECT 'verdict', NULL, verdict::text, count(*)
        FROM judged, unnest(verdicts) AS v(verdict)
        WHERE in_kind AND in_source AND in_year GROUP BY verdict
    UNION ALL SELECT 'principle', p.id, NULL, count(*)
        FROM result, unnest(principles) AS p(id) GROUP BY p.id
    UNION ALL SELECT 'person', p.id, NULL, count(*)
        FROM result, unnest(people) AS p(id) GROUP BY p.id
    UNION ALL SELECT 'tag', t.id, NULL, count(*) FROM result, unnest(tags) AS t(id) GROUP BY t.id
), labelled AS (
    SELECT c.facet, c.results, coalesce(p.slug, s.slug, a.slug, t.slug, c.value) AS value,
        coalesce(p.name, s.title, a.name, t.name, c.value) AS label, s.year, s.kind AS source_kind,
        row_number() OVER (PARTITION BY c.facet
            ORDER BY c.results DESC, coalesce(p.slug, s.slug, a.slug, t.slug, c.value)) AS place
    FROM counted c
    LEFT JOIN principles_principle p ON c.facet = 'principle' AND p.number = c.id
    LEFT JOIN principles_source s ON c.facet = 'source' AND s.number = c.id
    LEFT JOIN principles_person a ON c.facet = 'person' AND a.id = c.id
    LEFT JOIN principles_tag t ON c.facet = 'tag' AND t.id = c.id
)
SELECT jsonb_build_object(
    'total', (SELECT count(*) FROM result),
    'complete', (SELECT count(*) FROM result WHERE matched >= %(terms)s),
    'least', {least},
    'facets', (SELECT jsonb_agg(jsonb_build_object('facet', facet, 'value', value, 'label', label,
            'year', year, 'source_kind', source_kind, 'count', results) ORDER BY facet, place)
        FROM labelled WHERE place <= %(most)s),
    'hits', (SELECT jsonb_agg(jsonb_build_object('kind', p.kind, 'number', p.number,
            'score', round(p.score::numeric, 4), 'principles', p.principles, 'tags', p.tags,
            'paragraphs', p.paragraphs, 'paragraph', b.words, 'forms', f.forms) ORDER BY p.place)
        FROM page p
        LEFT JOIN principles_passage x ON x.id = p.best_passage
        LEFT JOIN LATERAL (SELECT words FROM principles_paragraphs(x.text)
            WHERE part = p.best_part) b ON p.best_part > 0
        LEFT JOIN LATERAL (
            SELECT array_agg(DISTINCT form) AS forms
            FROM principles_searchentry e, regexp_split_to_table(btrim(e.words), '\\s+') AS form
            WHERE e.kind = p.kind AND e.number = p.number
            AND (e.part = 0 OR (e.passage, e.part) = (p.best_passage, p.best_part))
            AND ts_lexize('principles_english', form) && %(lexemes)s::text[]
        ) f ON cardinality(%(lexemes)s::text[]) > 0))
"""

ALONE = """
SELECT place, count(DISTINCT (e.kind, e.number))
FROM unnest(%(alone)s::text[]) WITH ORDINALITY AS t(alone, place)
JOIN principles_searchentry e ON e.public AND e.vector @@ t.alone::tsquery
GROUP BY place ORDER BY place
"""
