-- Only for a million entries: bounded candidates. A search looks at no more rows than `most`, and this
-- says which. ranking.sql ranks them; principles/search/levels says what each level asks for.

-- The first `most` public rows that are `kept` or satisfy any of the queries, in the order of the
-- queries: those of `every` together ask for all there is, those in `front` for the rows to look at
-- first; one that is null is passed over. Where there are several, paragraphs come last of all. A row
-- has to have the words of each of `patterns` letter for letter, or satisfy what is asked for beside it
-- (`others`), and those of no `refused`. Rows are named by where they stand, which is the cheapest way
-- back to them and holds for as long as the statement does. No sequential scan: its order changes with
-- who else reads, and pages would repeat.
CREATE FUNCTION principles_search_gather(kept tid[], front tsquery[], every tsquery[],
    patterns text[], others tsquery[], refused text[], since integer, until integer, most integer)
RETURNS tid[] LANGUAGE plpgsql STABLE
SET enable_seqscan = off SET enable_indexscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    asked tsquery[] := array_remove(front || every, NULL);
    last integer := cardinality(asked);
    is_paragraph boolean; -- null where both are asked for
    gathered tid[] := kept;
    nearer tsquery;
BEGIN
    IF last > 1 AND EXISTS (SELECT FROM principles_searchentry WHERE part > 0) THEN
        asked := asked || array_remove(every, NULL);
        is_paragraph := false;
    END IF;
    FOR step IN 1 .. cardinality(asked) LOOP
        EXIT WHEN cardinality(gathered) >= most;
        IF step > last THEN
            is_paragraph := true;
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
-- terms as it takes, or else of the last level. A level is an object of queries, as text, of how many
-- terms a row needs (`fewest`), and how much of their `weights` (`weighing`) unless it has an `ample` number of them; levels that come after the
-- one that is taken are never read. One that is `sparse` is read only where nothing has all terms. The
-- queries of `every` together ask for all rows, those in `front` for the rows to look at first.
-- `loose` finds at least what the level asks for, and likely few rows: if they are no more than are
-- looked at, none has to come first, and those of the level are chosen among them.
-- The few entries that a stricter level found are looked at whatever else is, by a row of each: one
-- long text may have more paragraphs than are looked at. Filters never decide the level, so that they
-- only ever take results away; where the filters of one value each (`singles`) would leave rows
-- uncounted because there are more than `most`, those that satisfy them are gathered beside the rest.
-- One row more than `most` is gathered, to say whether there are more.
CREATE FUNCTION principles_search_candidates(
    levels jsonb, sought tsquery[], weights real[], patterns text[], others tsquery[], refused text[],
    narrow tsquery, singles tsquery, since integer, until integer,
    ample integer, enough integer, most integer,
    OUT fewest integer, OUT weighing real, OUT is_capped boolean, OUT is_exact boolean, OUT ids tid[])
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    last CONSTANT integer := jsonb_array_length(levels) - 1;
    level jsonb;
    has_all boolean := false;
    foremost tsquery[];
    asked tsquery[];
    loose tsquery;
    looser tsquery; -- of the level before
    near tid[];
    stricter tid[] := '{}';
    entries tid[];
    chosen tid[];
BEGIN
    ids := '{}';
    FOR n IN 0 .. last LOOP
        level := levels -> n;
        EXIT WHEN has_all AND (level ->> 'sparse')::boolean;
        foremost := ARRAY(SELECT query::tsquery FROM jsonb_array_elements_text(level -> 'front') AS query);
        asked := ARRAY(SELECT query::tsquery FROM jsonb_array_elements_text(level -> 'every') AS query);
        fewest := (level ->> 'fewest')::integer;
        weighing := (level ->> 'weighing')::real;
        looser := loose;
        loose := (level ->> 'loose')::tsquery;
        IF loose IS NULL THEN
            near := NULL;
        ELSIF n = 0 OR loose IS DISTINCT FROM looser THEN
            near := principles_search_gather(
                '{}', '{}', ARRAY[loose], patterns, others, '{}', NULL, NULL, most + 1);
        END IF;
        IF cardinality(near) <= most THEN
            ids := ARRAY(SELECT e.ctid FROM principles_searchentry e
                WHERE e.ctid = ANY (near)
                    AND (loose = ANY (asked) OR EXISTS (
                        SELECT FROM unnest(asked) AS query WHERE e.vector @@ query)));
        ELSE
            ids := principles_search_gather(
                stricter, foremost, asked, patterns, others, '{}', NULL, NULL, most + 1);
        END IF;
        EXIT WHEN n = last;
        IF cardinality(ids) < enough AND fewest = cardinality(sought) THEN
            stricter := ids;
            has_all := cardinality(ids) > 0;
            CONTINUE;
        END IF;
        EXIT WHEN enough <= (SELECT count(*) FROM (
            SELECT FROM principles_searchentry e WHERE e.ctid = ANY (ids) AND e.part = 0
            AND (fewest = cardinality(sought) OR (
                SELECT count(*) >= fewest AND (sum(t.weight) >= weighing OR count(*) >= ample)
                FROM unnest(sought, weights) AS t(query, weight) WHERE e.vector @@ t.query))
            LIMIT enough) AS entry);
        entries := ARRAY(
            WITH complete AS MATERIALIZED (
                SELECT e.ctid, e.kind, e.number, e.passage, e.part FROM principles_searchentry e
                WHERE e.ctid = ANY (ids) AND (fewest = cardinality(sought) OR (
                    SELECT count(*) >= fewest AND (sum(t.weight) >= weighing OR count(*) >= ample)
                    FROM unnest(sought, weights) AS t(query, weight) WHERE e.vector @@ t.query)))
            SELECT DISTINCT ON (kind, number) ctid FROM complete
            ORDER BY kind, number, passage, part);
        EXIT WHEN cardinality(entries) >= enough;
        stricter := entries;
        has_all := has_all OR (fewest = cardinality(sought) AND cardinality(entries) > 0);
    END LOOP;
    IF narrow IS NOT NULL OR since IS NOT NULL OR until IS NOT NULL OR cardinality(refused) > 0 THEN
        foremost := ARRAY(SELECT coalesce(query && narrow, query) FROM unnest(foremost) AS query);
        asked := ARRAY(SELECT coalesce(query && narrow, query) FROM unnest(asked) AS query);
        stricter := ARRAY(SELECT e.ctid FROM principles_searchentry e WHERE e.ctid = ANY (stricter)
            AND (narrow IS NULL OR e.vector @@ narrow)
            AND (cardinality(refused) = 0 OR NOT e.words ~ ANY (refused))
            AND (since IS NULL OR e.year >= since) AND (until IS NULL OR e.year <= until));
        ids := principles_search_gather(
            stricter, foremost, asked, patterns, others, refused, since, until, most + 1);
    END IF;
    is_capped := cardinality(ids) > most;
    ids := ids[:most];
    is_exact := NOT is_capped;
    IF is_capped AND singles IS NOT NULL THEN
        foremost := ARRAY(SELECT query && singles FROM unnest(foremost) AS query);
        asked := ARRAY(SELECT query && singles FROM unnest(asked) AS query);
        chosen := principles_search_gather(
            '{}', foremost, asked, patterns, others, refused, since, until, most + 1);
        is_exact := cardinality(chosen) <= most;
        ids := ARRAY(SELECT unnest(ids) UNION SELECT unnest(chosen[:most]));
    END IF;
END $$;
