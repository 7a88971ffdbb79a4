-- As in 0018_ranking.sql, but that under a filter of one value principles are counted by what they have.
-- Of `principles_search_gather` that file should say: where there are several queries, paragraphs are
-- looked at last, by the last two of them.

-- A page of the results and the count of every facet's values, as JSON. The score adds up each
-- term's inverse document frequency times the weight of the field it stands in, and something for
-- terms that stand side by side; long texts share what they have among their words (the lab's
-- weights: lab figures in tests/benchmarks/README). Before the score comes the tier: the number
-- that was typed, the words as they were typed, all the words, all of them by other words, some of
-- them. Where more match than are looked at, the counts are the least there is, and of a row under
-- very many values only the first are counted. A principle has every person and source of its quotes,
-- thousands of values that take long to read; where no filter of one value has read them already, it
-- is counted under its kind and itself alone.
-- Without sorting where hashing does, as thousands of values are counted and few expected.
CREATE OR REPLACE FUNCTION principles_search(
    levels tsquery[], loose tsquery[], fewest integer[], sought tsquery[],
    patterns text[], others tsquery[], refused text[],
    exact tsquery[], widened tsquery[], named tsquery[], required boolean[], idf real[],
    whole tsquery, code tsquery, lexemes text[],
    narrow tsquery, singles bigint[], chosen tsquery, since integer, until integer,
    sort text, first integer, size integer, shown integer, enough integer, most integer)
RETURNS json LANGUAGE plpgsql STABLE
SET jit = off SET enable_sort = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    field_weights CONSTANT real[] := '{.3,.4,.7,1}'; -- of D, C, B, A
    least_rank CONSTANT float := .01;
    pair_weight CONSTANT float := .3; -- of two terms side by side
    other_weight CONSTANT float := .6; -- of a term found by other words
    named_weight CONSTANT float := .06; -- of a term that names what a row is filed under
    usual_length CONSTANT float := 16; -- words
    length_share CONSTANT float := .15 / 16; -- of the score, for each word beside these
    principle_weight CONSTANT float := 2;
    paragraph_weight CONSTANT float := .4;
    support_weight CONSTANT float := 1.05; -- of a quote that a principle rests on
    facets_counted CONSTANT integer := 32; -- of a row, where not all rows are
    terms CONSTANT integer := cardinality(exact);
    initials CONSTANT text[] := ARRAY(SELECT DISTINCT left(lexeme, 1) FROM unnest(lexemes) AS lexeme);
    candidates record;
BEGIN
    candidates := principles_search_candidates(levels, loose, fewest, sought, patterns, others,
        refused, narrow, chosen, since, until, enough, most);
    RETURN (
WITH term AS MATERIALIZED (
    SELECT t.exact, t.widened, t.named, t.required, t.idf, false AS is_pair
    FROM unnest(exact, widened, named, required, idf) AS t(exact, widened, named, required, idf)
    UNION ALL
    SELECT tsquery_phrase(exact[n], exact[n + 1]), NULL, NULL, false,
        least(idf[n], idf[n + 1]), true
    FROM generate_series(1, terms - 1) AS n
), placed AS MATERIALIZED (
    SELECT c.kind, c.number, c.passage, c.part, c.facets, c.year, c.place AS stands, s.matched,
        CASE WHEN c.vector @@ code THEN 4
            WHEN s.worded = terms AND (terms = 1 OR c.vector @@ whole) THEN 3
            WHEN s.worded = terms THEN 2
            WHEN s.matched = terms THEN 1 ELSE 0 END AS tier,
        s.score / (length_share * c.length + 1 - length_share * usual_length) * CASE
            WHEN c.kind = 'principle' THEN principle_weight
            WHEN c.part > 0 THEN paragraph_weight
            WHEN c.facets[2] >> 40 = 2 THEN support_weight ELSE 1 END AS score
    FROM principles_searchentry c CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE NOT is_pair) AS matched,
            count(*) FILTER (WHERE t.required) AS needed,
            count(*) FILTER (WHERE is_exact AND NOT is_pair) AS worded,
            sum(t.idf * CASE
                WHEN is_pair THEN pair_weight
                WHEN is_exact
                THEN greatest(least_rank, ts_rank(field_weights, c.vector, t.exact))
                WHEN c.vector @@ t.widened
                THEN other_weight * greatest(least_rank, ts_rank(field_weights, c.vector, t.widened))
                ELSE named_weight END) AS score
        FROM (SELECT *, c.vector @@ term.exact AS is_exact FROM term OFFSET 0) AS t
        WHERE is_exact OR c.vector @@ t.widened OR c.vector @@ t.named) AS s
    WHERE c.ctid = ANY (candidates.ids) AND s.needed >= fewest[candidates.level]
), found AS (
    SELECT kind, number, facets, year, stands, matched, tier, score, 0::bigint AS passage,
        0 AS part, 0::bigint AS paragraphs
    FROM placed WHERE kind <> 'source'
    UNION ALL
    (SELECT DISTINCT ON (number) kind, number, facets, year, stands, matched, tier, score,
        first_value(passage) OVER inside, first_value(part) OVER inside,
        count(*) FILTER (WHERE part > 0) OVER (PARTITION BY number)
    FROM placed WHERE kind = 'source'
    WINDOW inside AS (PARTITION BY number
        ORDER BY part > 0 DESC, tier DESC, score DESC, passage, part)
    ORDER BY number, tier DESC, score DESC, passage, part)
), judged AS MATERIALIZED (
    SELECT *, CASE WHEN cardinality(singles) = 0 OR facets @> singles THEN 0 ELSE (
        SELECT sum(1 << (single >> 40)::integer)
        FROM unnest(singles) AS single WHERE NOT single = ANY (facets)) END AS failed FROM found
), page AS MATERIALIZED (
    SELECT *, row_number() OVER (ORDER BY by_year, by_source, tier DESC, score DESC, kind, number)
        AS at
    FROM (SELECT *, CASE sort WHEN 'year' THEN year END AS by_year,
            CASE sort WHEN 'source' THEN nullif(stands, '{}') END AS by_source
        FROM judged WHERE failed = 0
        ORDER BY by_year, by_source, tier DESC, score DESC, kind, number
        OFFSET first LIMIT size) AS best
), counted AS (
    SELECT facet, count(*) AS results,
        row_number() OVER (PARTITION BY facet >> 40 ORDER BY count(*) DESC, facet) AS at
    FROM (SELECT failed, unnest(CASE WHEN NOT candidates.is_capped THEN facets
        WHEN kind = 'principle' AND cardinality(singles) = 0
        THEN ARRAY[principles_facet('kind', 1), principles_facet('principle', number)]
        ELSE facets[:facets_counted] END) AS facet FROM judged) AS value
    WHERE failed = 0 OR failed = 1 << (facet >> 40)::integer
    GROUP BY facet
), total AS (
    SELECT count(*) AS total, count(*) FILTER (WHERE matched >= terms) AS complete
    FROM judged WHERE failed = 0
)
SELECT json_build_object(
    'total', total,
    'is_exact', candidates.is_exact,
    'is_capped', candidates.is_capped,
    'complete', complete,
    'least', fewest[candidates.level],
    'level', candidates.level,
    'facets', (SELECT json_agg(counts ORDER BY counts.facet >> 40, counts.at)
        FROM principles_search_named(ARRAY(
            SELECT (facet, results, at)::principles_facet_count FROM counted
            WHERE at <= shown OR facet = ANY (singles))) AS counts),
    'hits', (SELECT json_agg(json_build_object('kind', p.kind, 'number', p.number,
            'tier', p.tier, 'score', round(p.score::numeric, 4),
            'facets', CASE WHEN p.kind = 'principle' THEN principles_facets('tag', ARRAY(
                SELECT tag_id FROM principles_principletag WHERE principle_id = p.number))
            ELSE ARRAY(SELECT facet FROM (
                SELECT unnest(p.facets) AS facet) AS value WHERE facet >> 40 IN (2, 5)) END,
            'paragraphs', p.paragraphs, 'paragraph', b.words, 'forms', f.forms) ORDER BY p.at)
        FROM page p
        LEFT JOIN principles_passage x ON x.id = p.passage
        LEFT JOIN LATERAL (SELECT words FROM principles_paragraphs(x.text)
            WHERE part = p.part) b ON p.part > 0
        LEFT JOIN LATERAL (
            SELECT json_object_agg(form, stem) AS forms FROM (
                SELECT DISTINCT form, (ts_lexize('principles_english', form))[1] AS stem
                FROM principles_searchentry e,
                    string_to_table(replace(e.words, E'\n', ' '), ' ') AS form
                WHERE e.kind = p.kind AND e.number = p.number
                AND e.passage IN (0, p.passage) AND e.part IN (0, p.part)
                AND left(form, 1) = ANY (initials)) AS word
            WHERE stem = ANY (lexemes)
        ) f ON cardinality(lexemes) > 0)) FROM total);
END $$;
