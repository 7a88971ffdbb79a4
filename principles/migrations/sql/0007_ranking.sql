-- The search at any size: `principles_search_candidates` says which rows are considered,
-- `principles_search` ranks and counts them, `principles_search_listed` lists everything where
-- nothing is asked for in words. principles/search/ranking calls them and says what its arguments
-- mean.

-- Which rows are considered -----------------------------------------------------------------------

-- The first `most` public rows that satisfy any of the queries, in the order of the queries: the
-- last one asks for all there is, those before for the rows to look at first; one that is null is
-- passed over. Of the last, paragraphs come after the rest. A row has to have the words of each of
-- `patterns` letter for letter, or satisfy what is asked for beside it (`others`), and those of no
-- `refused`. Rows are named by where they stand, which is the cheapest way back to them and holds
-- for as long as the statement does. No sequential scan: its order changes with who else reads, and
-- pages would repeat.
CREATE FUNCTION principles_search_gather(queries tsquery[], patterns text[], others tsquery[],
    refused text[], since integer, until integer, most integer)
RETURNS tid[] LANGUAGE plpgsql STABLE
SET enable_seqscan = off SET enable_indexscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    asked CONSTANT tsquery[] := array_remove(queries, NULL);
    gathered tid[] := '{}';
    nearer tsquery := '';
    is_last boolean := false;
BEGIN
    FOR step IN 1 .. cardinality(asked) + 1 LOOP
        is_last := step >= cardinality(asked);
        gathered := gathered || ARRAY(
            SELECT e.ctid FROM principles_searchentry e
            WHERE e.vector @@ asked[least(step, cardinality(asked))] AND e.public
            AND NOT e.vector @@ nearer
            AND (NOT is_last OR (e.part = 0) = (step = cardinality(asked)))
            AND (cardinality(patterns) = 0 OR NOT EXISTS (
                SELECT FROM unnest(patterns, others) AS p(pattern, other)
                WHERE NOT (e.words ~ p.pattern OR coalesce(e.vector @@ p.other, false))))
            AND NOT e.words ~ ANY (refused)
            AND (since IS NULL OR e.year >= since) AND (until IS NULL OR e.year <= until)
            LIMIT most - cardinality(gathered));
        EXIT WHEN cardinality(gathered) >= most;
        IF NOT is_last THEN
            nearer := nearer || asked[step];
        END IF;
    END LOOP;
    RETURN gathered;
END $$;

-- The rows of the strictest level at which at least `enough` entries have as many of the `sought`
-- terms as it takes, or else of the last level. A level is an array of the queries to gather by.
-- Filters never decide the level, so that they only ever take results away; where the filters of
-- one value each (`singles`) would leave rows uncounted because there are more than `most`, those
-- that satisfy them are gathered beside the rest.
CREATE FUNCTION principles_search_candidates(
    levels tsquery[], fewest integer[], sought tsquery[], patterns text[], others tsquery[],
    refused text[], narrow tsquery, singles tsquery, since integer, until integer,
    enough integer, most integer,
    OUT level integer, OUT is_capped boolean, OUT is_exact boolean, OUT ids tid[])
LANGUAGE plpgsql STABLE AS $$
DECLARE
    queries tsquery[];
    chosen tid[];
BEGIN
    FOR n IN 1 .. array_length(levels, 1) LOOP
        level := n;
        queries := ARRAY(SELECT unnest(levels[n:n]));
        ids := principles_search_gather(queries, patterns, others, '{}', NULL, NULL, most);
        EXIT WHEN n = array_length(levels, 1) OR (
            SELECT count(DISTINCT (e.kind, e.number)) FROM principles_searchentry e
            WHERE e.ctid = ANY (ids)
            AND (SELECT count(*) FROM unnest(sought) AS term WHERE e.vector @@ term) >= fewest[n]
        ) >= enough;
    END LOOP;
    IF narrow IS NOT NULL OR since IS NOT NULL OR until IS NOT NULL OR cardinality(refused) > 0 THEN
        queries := ARRAY(SELECT query && coalesce(narrow, '') FROM unnest(queries) AS query);
        ids := principles_search_gather(queries, patterns, others, refused, since, until, most);
    END IF;
    is_capped := cardinality(ids) >= most;
    is_exact := NOT is_capped;
    IF is_capped AND singles IS NOT NULL THEN
        queries := ARRAY(SELECT query && singles FROM unnest(queries) AS query);
        chosen := principles_search_gather(
            queries, patterns, others, refused, since, until, most);
        is_exact := cardinality(chosen) < most;
        ids := ARRAY(SELECT unnest(ids) UNION SELECT unnest(chosen));
    END IF;
END $$;

-- What is found -----------------------------------------------------------------------------------

CREATE TYPE principles_facet_count AS (facet bigint, results bigint, at bigint);

-- The counts with the names of what they count; kinds, years and verdicts have none here.
CREATE FUNCTION principles_search_named(counts principles_facet_count[], OUT facet bigint,
    OUT results bigint, OUT at bigint, OUT slug text, OUT label text, OUT year smallint,
    OUT source_kind text)
RETURNS SETOF record LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    RETURN QUERY SELECT c.facet, c.results, c.at, n.slug, n.label, n.year, n.kind
    FROM (SELECT *, x.facet >> 40 AS named, x.facet & ((1::bigint << 40) - 1) AS value
        FROM unnest(counts) AS x) AS c
    LEFT JOIN LATERAL (
        SELECT p.slug::text, p.name::text, NULL::smallint, NULL::text
        FROM principles_principle p WHERE c.named = 2 AND p.number = c.value
        UNION ALL
        SELECT s.slug, s.title, s.year, s.kind
        FROM principles_source s WHERE c.named = 3 AND s.number = c.value
        UNION ALL
        SELECT a.slug, a.name, NULL, NULL
        FROM principles_person a WHERE c.named = 4 AND a.id = c.value
        UNION ALL
        SELECT t.slug, t.name, NULL, NULL
        FROM principles_tag t WHERE c.named = 5 AND t.id = c.value
    ) AS n(slug, label, year, kind) ON true;
END $$;

-- A page of the results and the count of every facet's values, as JSON. The score adds up each
-- term's inverse document frequency times the weight of the field it stands in, and something for
-- terms that stand side by side; long texts share what they have among their words (the lab's
-- weights: lab figures in tests/benchmarks/README). Before the score comes the tier: the number
-- that was typed, the words as they were typed, all the words, all of them by other words, some of
-- them.
CREATE FUNCTION principles_search(
    levels tsquery[], fewest integer[], sought tsquery[],
    patterns text[], others tsquery[], refused text[],
    exact tsquery[], widened tsquery[], named tsquery[], required boolean[], idf real[],
    whole tsquery, code tsquery, lexemes text[],
    narrow tsquery, singles bigint[], chosen tsquery, since integer, until integer,
    sort text, first integer, size integer, shown integer, enough integer, most integer)
RETURNS jsonb LANGUAGE plpgsql STABLE
SET jit = off SET plan_cache_mode = force_generic_plan AS $$
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
    terms CONSTANT integer := cardinality(exact);
    candidates record;
BEGIN
    candidates := principles_search_candidates(levels, fewest, sought, patterns, others, refused,
        narrow, chosen, since, until, enough, most);
    RETURN (
WITH term AS MATERIALIZED (
    SELECT t.exact, t.widened, t.named, t.required, t.idf, t.place, false AS is_pair
    FROM unnest(exact, widened, named, required, idf)
        WITH ORDINALITY AS t(exact, widened, named, required, idf, place)
    UNION ALL
    SELECT tsquery_phrase(exact[n], exact[n + 1]), NULL, NULL, false,
        least(idf[n], idf[n + 1]), NULL, true
    FROM generate_series(1, terms - 1) AS n
), candidate AS MATERIALIZED (
    SELECT e.* FROM principles_searchentry e WHERE e.ctid = ANY (candidates.ids)
), scored AS MATERIALIZED (
    SELECT c.id, count(*) FILTER (WHERE NOT t.is_pair) AS matched,
        count(*) FILTER (WHERE t.required) AS needed,
        count(*) FILTER (WHERE NOT t.is_pair AND c.vector @@ t.exact) AS worded,
        sum(t.idf * CASE
            WHEN t.is_pair THEN pair_weight
            WHEN c.vector @@ t.exact
            THEN greatest(least_rank, ts_rank(field_weights, c.vector, t.exact))
            WHEN c.vector @@ t.widened
            THEN other_weight * greatest(least_rank, ts_rank(field_weights, c.vector, t.widened))
            ELSE named_weight END) AS score
    FROM candidate c JOIN term t
        ON c.vector @@ t.exact OR c.vector @@ t.widened OR c.vector @@ t.named
    GROUP BY c.id HAVING count(*) FILTER (WHERE t.required) >= fewest[candidates.level]
), placed AS MATERIALIZED (
    SELECT c.kind, c.number, c.passage, c.part, c.facets, c.year, c.place AS stands, s.matched,
        CASE WHEN c.vector @@ code THEN 4
            WHEN s.worded = terms AND c.vector @@ whole THEN 3
            WHEN s.worded = terms THEN 2
            WHEN s.matched = terms THEN 1 ELSE 0 END AS tier,
        s.score / (length_share * c.length + 1 - length_share * usual_length) * CASE
            WHEN c.kind = 'principle' THEN principle_weight
            WHEN c.part > 0 THEN paragraph_weight
            WHEN c.facets[2] >> 40 = 2 THEN support_weight ELSE 1 END AS score
    FROM scored s JOIN candidate c USING (id)
), found AS MATERIALIZED (
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
    SELECT *, CASE WHEN facets @> singles THEN 0 ELSE (
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
    SELECT (facet, count(*),
        row_number() OVER (PARTITION BY facet >> 40 ORDER BY count(*) DESC, facet))
        ::principles_facet_count AS counted
    FROM judged, unnest(facets) AS facet
    WHERE failed = 0 OR failed = 1 << (facet >> 40)::integer
    GROUP BY facet
)
SELECT jsonb_build_object(
    'total', (SELECT count(*) FROM judged WHERE failed = 0),
    'is_exact', candidates.is_exact,
    'is_capped', candidates.is_capped,
    'complete', (SELECT count(*) FROM judged WHERE failed = 0 AND matched >= terms),
    'least', fewest[candidates.level],
    'level', candidates.level,
    'facets', (SELECT jsonb_agg(to_jsonb(counts) ORDER BY counts.facet >> 40, counts.at)
        FROM principles_search_named(ARRAY(SELECT counted FROM counted
            WHERE (counted).at <= shown OR (counted).facet = ANY (singles))) AS counts),
    'hits', (SELECT jsonb_agg(jsonb_build_object('kind', p.kind, 'number', p.number,
            'tier', p.tier, 'score', round(p.score::numeric, 4), 'facets', p.facets,
            'paragraphs', p.paragraphs, 'paragraph', b.words, 'forms', f.forms) ORDER BY p.at)
        FROM page p
        LEFT JOIN principles_passage x ON x.id = p.passage
        LEFT JOIN LATERAL (SELECT words FROM principles_paragraphs(x.text)
            WHERE part = p.part) b ON p.part > 0
        LEFT JOIN LATERAL (
            SELECT jsonb_object_agg(form, stem) AS forms
            FROM principles_searchentry e, regexp_split_to_table(btrim(e.words), '\s+') AS form,
                LATERAL (SELECT (ts_lexize('principles_english', form))[1]) AS s(stem)
            WHERE e.kind = p.kind AND e.number = p.number
            AND (e.part = 0 OR (e.passage, e.part) = (p.passage, p.part))
            AND stem = ANY (lexemes)
        ) f ON cardinality(lexemes) > 0)));
END $$;

-- Everything, where nothing is asked for in words: by kind and number, with its exact total. Facets
-- are counted over the first `most` that the filters leave.
CREATE INDEX search_entry_listed ON principles_searchentry (kind, number)
    WHERE public AND part = 0;

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
        FROM principles_search_named(ARRAY(SELECT counted FROM counted
            WHERE (counted).at <= shown OR (counted).facet = ANY (singles))) AS counts),
    'hits', (SELECT jsonb_agg(jsonb_build_object('kind', kind, 'number', number,
            'tier', 0, 'score', 0, 'facets', facets, 'paragraphs', 0) ORDER BY at)
        FROM page)));
END $$;
