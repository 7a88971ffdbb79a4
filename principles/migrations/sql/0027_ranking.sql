-- What facets' values are called, looked up for all values of a facet at once, and a bound that says
-- "more" only where there is more.

CREATE OR REPLACE FUNCTION principles_search_named(counts principles_facet_count[], OUT facet bigint,
    OUT results bigint, OUT at bigint, OUT slug text, OUT label text, OUT year smallint,
    OUT source_kind text)
RETURNS SETOF record LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    value_bits CONSTANT bigint := (1::bigint << 40) - 1;
    principles bigint[] := '{}';
    sources bigint[] := '{}';
    people bigint[] := '{}';
    tags bigint[] := '{}';
    counted principles_facet_count;
BEGIN
    FOREACH counted IN ARRAY counts LOOP
        CASE counted.facet >> 40
            WHEN 2 THEN principles := principles || (counted.facet & value_bits);
            WHEN 3 THEN sources := sources || (counted.facet & value_bits);
            WHEN 4 THEN people := people || (counted.facet & value_bits);
            WHEN 5 THEN tags := tags || (counted.facet & value_bits);
            ELSE NULL;
        END CASE;
    END LOOP;
    RETURN QUERY SELECT c.facet, c.results, c.at, n.slug, n.label, n.year, n.kind
    FROM unnest(counts) AS c LEFT JOIN (
        SELECT 2::bigint << 40 | p.number, p.slug::text, p.name::text, NULL::smallint, NULL::text
        FROM principles_principle p WHERE p.number = ANY (principles)
        UNION ALL
        SELECT 3::bigint << 40 | s.number, s.slug, s.title, s.year, s.kind
        FROM principles_source s WHERE s.number = ANY (sources)
        UNION ALL
        SELECT 4::bigint << 40 | a.id, a.slug, a.name, NULL, NULL
        FROM principles_person a WHERE a.id = ANY (people)
        UNION ALL
        SELECT 5::bigint << 40 | t.id, t.slug, t.name, NULL, NULL
        FROM principles_tag t WHERE t.id = ANY (tags)
    ) AS n(facet, slug, label, year, kind) ON n.facet = c.facet;
END $$;

-- As in 0018_ranking.sql, but that one row more than `most` is gathered, to say whether there are more.
-- The rows of the strictest level at which at least `enough` entries have as many of the `sought`
-- terms as it takes, or else of the last level. A level is an array of the queries to gather by.
-- `loose` are queries that find at least what a level asks for, and likely few rows: if they are no
-- more than are looked at, none has to come first, and those of the level are chosen among them.
-- The few entries that a stricter level found are looked at whatever else is, by a row of each: one
-- long text may have more paragraphs than are looked at. Filters never decide the level, so that they
-- only ever take results away; where the filters of one value each (`singles`) would leave rows
-- uncounted because there are more than `most`, those that satisfy them are gathered beside the rest.
CREATE OR REPLACE FUNCTION principles_search_candidates(
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
                '{}', loose[n:n], patterns, others, '{}', NULL, NULL, most + 1);
        END IF;
        IF cardinality(near) <= most THEN
            ids := ARRAY(SELECT e.ctid FROM principles_searchentry e
                WHERE e.ctid = ANY (near) AND (loose[n] = query OR e.vector @@ query));
        ELSE
            ids := principles_search_gather(
                stricter, queries, patterns, others, '{}', NULL, NULL, most + 1);
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
            stricter, queries, patterns, others, refused, since, until, most + 1);
    END IF;
    is_capped := cardinality(ids) > most;
    ids := ids[:most];
    is_exact := NOT is_capped;
    IF is_capped AND singles IS NOT NULL THEN
        queries := ARRAY(SELECT asked && singles FROM unnest(queries) AS asked);
        chosen := principles_search_gather(
            '{}', queries, patterns, others, refused, since, until, most + 1);
        is_exact := cardinality(chosen) <= most;
        ids := ARRAY(SELECT unnest(ids) UNION SELECT unnest(chosen[:most]));
    END IF;
END $$;

-- As in 0023_spelling.sql, and nothing is looked for where every word is known.
CREATE OR REPLACE FUNCTION principles_search_meant(
    unknown text[], OUT typed text, OUT word text, OUT entries integer, OUT lexeme text)
RETURNS SETOF record LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    most CONSTANT integer := 3; -- words that are compared so
    compared integer := 0;
    done text[] := '{}';
    alike text[] := '{}'; -- pairs that have been returned
BEGIN
    IF cardinality(unknown) = 0 THEN
        RETURN;
    END IF;
    FOR typed, word, entries, lexeme IN SELECT * FROM principles_search_like(unknown) LOOP
        -- Of shorter words principles/search/corrections keeps none that two slips lead to.
        IF greatest(length(typed), length(word)) >= 8
            OR public.levenshtein_less_equal(typed, word, 1) <= 1
        THEN
            done := done || typed;
        END IF;
        alike := alike || (typed || ' ' || word);
        RETURN NEXT;
    END LOOP;
    FOREACH typed IN ARRAY unknown LOOP
        EXIT WHEN compared = most;
        CONTINUE WHEN typed = ANY (done) OR typed !~ '^[[:alpha:]]{6,24}$';
        compared := compared + 1;
        done := done || typed;
        FOR word, entries, lexeme IN
            SELECT w.word, w.entries, w.lexeme FROM principles_word w
            WHERE w.word ~>=~ left(typed, 2) AND w.word ~<~ (left(typed, 2) || U&'\+10FFFF')
            AND length(w.word) BETWEEN length(typed) - 2 AND length(typed) + 2
            AND w.word <> typed AND w.word ~ '^[[:alpha:]]{3,24}$'
            AND public.levenshtein_less_equal(w.word, typed, 2) <= 2
            AND typed || ' ' || w.word <> ALL (alike)
        LOOP
            RETURN NEXT;
        END LOOP;
    END LOOP;
END $$;
