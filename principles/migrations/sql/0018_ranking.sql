-- The search at any size, in the place of what 0010_ranking.sql says of it: `principles_search` ranks
-- and counts what `principles_search_candidates` considers. principles/search/ranking calls it and
-- says what its arguments mean.

DROP FUNCTION principles_search, principles_search_candidates, principles_search_gather;

-- Which rows are considered -----------------------------------------------------------------------

-- The first `most` public rows that are `kept` or satisfy any of the queries, in the order of the
-- queries: the last one asks for all there is, those before for the rows to look at first; one that
-- is null is passed over. Where any is before it, paragraphs come last of all, in the order of the last
-- two. A row has to have the words of each of `patterns` letter for letter, or satisfy what is asked
-- for beside it (`others`), and those of no `refused`. Rows are named by where they stand, which is
-- the cheapest way back to them and holds for as long as the statement does. No sequential scan: its
-- order changes with who else reads, and pages would repeat.
CREATE FUNCTION principles_search_gather(kept tid[], queries tsquery[], patterns text[],
    others tsquery[], refused text[], since integer, until integer, most integer)
RETURNS tid[] LANGUAGE plpgsql STABLE
SET enable_seqscan = off SET enable_indexscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    asked tsquery[] := array_remove(queries, NULL);
    last integer := cardinality(asked);
    is_paragraph boolean; -- null where both are asked for
    gathered tid[] := kept;
    nearer tsquery;
BEGIN
    IF last > 1 AND EXISTS (SELECT FROM principles_searchentry WHERE part > 0) THEN
        asked := asked || asked[last - 1:];
    END IF;
    FOR step IN 1 .. cardinality(asked) LOOP
        EXIT WHEN cardinality(gathered) >= most;
        IF cardinality(asked) > last THEN
            is_paragraph := step > last;
        END IF;
        gathered := gathered || ARRAY(
            SELECT e.ctid FROM principles_searchentry e
            WHERE e.vector @@ asked[step] AND e.public AND e.ctid <> ALL (kept)
            AND (nearer IS NULL OR NOT e.vector @@ nearer)
            AND (is_paragraph IS NULL OR (e.part > 0) = is_paragraph)
            AND (cardinality(patterns) = 0 OR NOT EXISTS (
                SELECT FROM unnest(patterns, others) AS p(pattern, other)
                WHERE NOT (e.words ~ p.pattern OR coalesce(e.vector @@ p.other, false))))
            AND (cardinality(refused) = 0 OR NOT e.words ~ ANY (refused))
            AND (since IS NULL OR e.year >= since) AND (until IS NULL OR e.year <= until)
            LIMIT most - cardinality(gathered));
        nearer := CASE WHEN step <> last THEN coalesce(nearer || asked[step], asked[step]) END;
    END LOOP;
    RETURN gathered;
END $$;

-- The rows of the strictest level at which at least `enough` entries have as many of the `sought`
-- terms as it takes, or else of the last level. A level is an array of the queries to gather by.
-- `loose` are queries that find at least what a level asks for, and likely few rows: if they are no
-- more than are looked at, none has to come first, and those of the level are chosen among them.
-- The few entries that a stricter level found are looked at whatever else is, by a row of each: one
-- long text may have more paragraphs than are looked at. Filters never decide the level, so that they
-- only ever take results away; where the filters of one value each (`singles`) would leave rows
-- uncounted because there are more than `most`, those that satisfy them are gathered beside the rest.
CREATE FUNCTION principles_search_candidates(
    levels tsquery[], loose tsquery[], fewest integer[], sought tsquery[], patterns text[],
    others tsquery[], refused text[], narrow tsquery, singles tsquery, since integer, until integer,
    enough integer, most integer,
    OUT level integer, OUT is_capped boolean, OUT is_exact boolean, OUT ids tid[])
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    queries tsquery[];
    query tsquery;
    near tid[];
    stricter tid[] := '{}';
    entries tid[];
    chosen tid[];
BEGIN
    ids := '{}';
    FOR n IN 1 .. array_length(levels, 1) LOOP
        level := n;
        queries := ARRAY(SELECT unnest(levels[n:n]));
        query := queries[cardinality(queries)];
        IF loose[n] IS NULL THEN
            near := NULL;
        ELSIF n = 1 OR loose[n] IS DISTINCT FROM loose[n - 1] THEN
            near := principles_search_gather(
                '{}', loose[n:n], patterns, others, '{}', NULL, NULL, most);
        END IF;
        IF cardinality(near) < most THEN
            ids := ARRAY(SELECT e.ctid FROM principles_searchentry e
                WHERE e.ctid = ANY (near) AND (loose[n] = query OR e.vector @@ query));
        ELSE
            ids := principles_search_gather(
                stricter, queries, patterns, others, '{}', NULL, NULL, most);
        END IF;
        EXIT WHEN n = array_length(levels, 1);
        IF cardinality(ids) < enough THEN
            stricter := ids;
            CONTINUE;
        END IF;
        EXIT WHEN enough <= (SELECT count(*) FROM (
            SELECT FROM principles_searchentry e WHERE e.ctid = ANY (ids) AND e.part = 0
            AND (fewest[n] = cardinality(sought) OR fewest[n] <= (
                SELECT count(*) FROM unnest(sought) AS term WHERE e.vector @@ term))
            LIMIT enough) AS entry);
        entries := ARRAY(
            WITH complete AS MATERIALIZED (
                SELECT e.ctid, e.kind, e.number, e.passage, e.part FROM principles_searchentry e
                WHERE e.ctid = ANY (ids) AND (fewest[n] = cardinality(sought) OR fewest[n] <= (
                    SELECT count(*) FROM unnest(sought) AS term WHERE e.vector @@ term)))
            SELECT DISTINCT ON (kind, number) ctid FROM complete
            ORDER BY kind, number, passage, part);
        EXIT WHEN cardinality(entries) >= enough;
        stricter := entries;
    END LOOP;
    IF narrow IS NOT NULL OR since IS NOT NULL OR until IS NOT NULL OR cardinality(refused) > 0 THEN
        queries := ARRAY(SELECT coalesce(asked && narrow, asked) FROM unnest(queries) AS asked);
        stricter := ARRAY(SELECT e.ctid FROM principles_searchentry e WHERE e.ctid = ANY (stricter)
            AND (narrow IS NULL OR e.vector @@ narrow)
            AND (cardinality(refused) = 0 OR NOT e.words ~ ANY (refused))
            AND (since IS NULL OR e.year >= since) AND (until IS NULL OR e.year <= until));
        ids := principles_search_gather(
            stricter, queries, patterns, others, refused, since, until, most);
    END IF;
    is_capped := cardinality(ids) >= most;
    is_exact := NOT is_capped;
    IF is_capped AND singles IS NOT NULL THEN
        queries := ARRAY(SELECT asked && singles FROM unnest(queries) AS asked);
        chosen := principles_search_gather(
            '{}', queries, patterns, others, refused, since, until, most);
        is_exact := cardinality(chosen) < most;
        ids := ARRAY(SELECT unnest(ids) UNION SELECT unnest(chosen));
    END IF;
END $$;

-- What is found -----------------------------------------------------------------------------------

-- A page of the results and the count of every facet's values, as JSON. The score adds up each
-- term's inverse document frequency times the weight of the field it stands in, and something for
-- terms that stand side by side; long texts share what they have among their words (the lab's
-- weights: lab figures in tests/benchmarks/README). Before the score comes the tier: the number
-- that was typed, the words as they were typed, all the words, all of them by other words, some of
-- them. Where more match than are looked at, the counts are the least there is, and of a row under
-- very many values only the first are counted; of a principle, which bears every person and source
-- it has, none but itself. Its thousands of values are not unpacked for any other end either.
-- Without sorting where hashing does, as thousands of values are counted and few expected.
CREATE FUNCTION principles_search(
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
        WHEN kind = 'principle'
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
