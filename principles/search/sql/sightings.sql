-- Where words that somebody pastes may stand: stored paragraphs and quotes that have them all, else
-- those that can have more than half of what tells them from other words. All functions but the last
-- read public rows alone, so that what a text keeps back neither shows nor crowds others out. principles/search/sightings
-- says why, and how many. The planner knows none of these queries when it plans, and would read all
-- rows in the hope of an early end: so sequential scans are off.

-- How many public rows hold the lexeme, counted from the index up to `most`.
CREATE FUNCTION principles_rows_holding(lexeme text, most integer) RETURNS bigint
LANGUAGE plpgsql STABLE SET enable_seqscan = off AS $$
BEGIN
    RETURN (SELECT count(*) FROM (SELECT FROM principles_searchentry e
        WHERE e.vector @@ quote_literal(lexeme)::tsquery AND e.public LIMIT most) AS held);
END $$;

-- Rows that have the given words in a row: of those that have their rarest lexemes, `read` are
-- looked at.
CREATE FUNCTION principles_sightings_exact(given text, lexemes text[], read integer)
RETURNS SETOF principles_searchentry LANGUAGE plpgsql STABLE ROWS 5 SET enable_seqscan = off AS $$
DECLARE
    rarest CONSTANT tsquery := (SELECT string_agg(quote_literal(l), ' & ')
        FROM unnest(lexemes[:8]) AS l)::tsquery;
BEGIN
    RETURN QUERY SELECT e.* FROM (
            SELECT * FROM principles_searchentry held
            WHERE held.vector @@ rarest AND held.public LIMIT read) AS e
        WHERE strpos(e.words, ' ' || given || ' ') > 0 AND (e.part > 0 OR e.kind = 'quote')
        LIMIT 20;
END $$;

-- Rows that satisfy the query, `read` of them and no more, each with what it has of the weight of
-- the lexemes; the `most` that have most.
CREATE FUNCTION principles_sightings_near(query tsquery, lexemes text[], entries bigint[],
    total bigint, read integer, most integer,
    OUT is_quote boolean, OUT number integer, OUT passage bigint, OUT part integer, OUT share float)
RETURNS SETOF record LANGUAGE plpgsql STABLE ROWS 5 SET enable_seqscan = off AS $$
DECLARE
    subjects CONSTANT tsquery[] := ARRAY(SELECT quote_literal(l)::tsquery FROM unnest(lexemes) AS l);
    weights CONSTANT float[] := ARRAY(SELECT ln(1 + total::float / greatest(1, n))
        FROM unnest(entries) AS n);
    whole CONSTANT float := (SELECT sum(w) FROM unnest(weights) AS w);
BEGIN
    RETURN QUERY SELECT e.kind = 'quote', e.number, e.passage, e.part,
            coalesce((SELECT sum(weight) FROM unnest(subjects, weights) AS s(subject, weight)
                WHERE e.vector @@ subject), 0) / whole AS had
        FROM (SELECT * FROM principles_searchentry held
            WHERE held.vector @@ query AND held.public LIMIT read) AS e
        WHERE e.part > 0 OR e.kind = 'quote'
        ORDER BY had DESC, e.number, e.passage, e.part LIMIT most;
END $$;

-- How many of `total` rows hold `needed` of the lexemes that stand in so many entries each, as if
-- one had nothing to do with another.
CREATE FUNCTION principles_expected(entries bigint[], needed integer, total bigint)
RETURNS float
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    chances float[] := array_fill(0::float, ARRAY[needed + 1]);
    entry bigint;
BEGIN
    chances[1] := 1;
    FOREACH entry IN ARRAY entries LOOP
        FOR held IN REVERSE needed..1 LOOP
            chances[held + 1] := chances[held + 1]
                + chances[held] * least(1, entry::float / greatest(1, total));
        END LOOP;
    END LOOP;
    RETURN chances[needed + 1] * total;
END $$;

-- Where the given words may stand, `lexemes` being theirs, the rarest first, each in so many
-- `entries` of `total`. Of the lexemes that are no stop words, less than half may be lost, and
-- `most_lost` at most; so many more are asked for, the rarest, that few rows satisfy the quorum,
-- and where too many do, more of them are asked to be there. That is for words that stand in no
-- text as given, other than in a collection of quotes, which shows nothing.
CREATE FUNCTION principles_sightings(given text, lexemes text[], entries bigint[],
    total bigint, most_lost integer, read integer,
    OUT is_quote boolean, OUT number integer, OUT passage bigint, OUT part integer,
    OUT share float, OUT is_exact boolean)
RETURNS SETOF record LANGUAGE plpgsql STABLE ROWS 10 AS $$
DECLARE
    own CONSTANT text[] := tsvector_to_array(to_tsvector('pg_catalog.english', given));
    telling text[];
    counts bigint[];
    known integer;
    lost integer;
    needed integer := 2;
    is_source boolean;
    is_shown boolean := false;
BEGIN
    IF entries[1] > 0 THEN
        FOR is_quote, number, passage, part, share, is_exact, is_source IN
            SELECT e.kind = 'quote', e.number, e.passage, e.part, 1, true, s.level <> 'aggregator'
            FROM principles_sightings_exact(given, lexemes, read * 10) AS e
            LEFT JOIN principles_source s ON e.kind = 'source' AND s.number = e.number
        LOOP
            RETURN NEXT;
            is_shown := is_shown OR coalesce(is_source, false);
        END LOOP;
        IF is_shown THEN
            RETURN;
        END IF;
    END IF;
    SELECT array_agg(l ORDER BY place), array_agg(n ORDER BY place) INTO telling, counts
        FROM unnest(lexemes, entries) WITH ORDINALITY AS u(l, n, place)
        WHERE n > 0 AND (l = ANY (own) OR cardinality(own) = 0);
    known := coalesce(cardinality(telling), 0);
    IF known = 0 THEN
        RETURN;
    END IF;
    lost := (greatest(cardinality(own), known) - 1) / 2
        - (SELECT count(*) FROM unnest(lexemes, entries) AS u(l, n) WHERE n = 0 AND l = ANY (own));
    IF lost >= 0 THEN
        lost := least(lost, most_lost, greatest(0, known - needed));
        WHILE principles_expected(counts[:lost + needed], needed, total) > read / 3 LOOP
            IF lost + needed < least(8, known) THEN
                needed := needed + 1;
            ELSIF lost > 0 THEN
                lost := lost - 1;
                needed := least(known, needed + 1);
            ELSE
                EXIT;
            END IF;
        END LOOP;
        RETURN QUERY SELECT n.*, false FROM principles_sightings_near(
            principles_quorum(telling[:lost + needed], least(known, needed)) && '''#ksource'''::tsquery,
            telling[:14], counts[:14], total, read, 6) AS n;
    END IF;
    RETURN QUERY SELECT n.*, false FROM principles_sightings_near(
        principles_quorum(telling[:6], least(known, 2)) && '''#kquote'''::tsquery,
        telling[:14], counts[:14], total, read / 4, 3) AS n;
END $$;

-- Whether the public sees the source of the paragraph, whatever its access.
CREATE FUNCTION principles_paragraph_is_public(source integer, part integer)
RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN part > 0 AND (SELECT r.public FROM principles_searchentry r
        WHERE r.kind = 'source' AND r.number = source AND r.passage = 0 AND r.part = 0);
END $$;

-- Paragraphs of public texts that are kept back in part or whole, with the given words in a row; where
-- `cited`, of passages that are cited alone. The caller decides what of it may show.
CREATE FUNCTION principles_sightings_withheld(given text, lexemes text[], cited boolean, read integer)
RETURNS SETOF principles_searchentry LANGUAGE plpgsql STABLE ROWS 5 SET enable_seqscan = off AS $$
DECLARE
    rarest CONSTANT tsquery := (SELECT string_agg(quote_literal(l), ' & ')
        FROM unnest(lexemes[:8]) AS l)::tsquery;
BEGIN
    RETURN QUERY SELECT e.* FROM (
            SELECT * FROM principles_searchentry held
            WHERE held.vector @@ rarest AND held.part > 0 AND NOT held.public AND (NOT cited
                OR EXISTS (SELECT FROM principles_citation c
                    WHERE c.passage_id = held.passage AND c.start IS NOT NULL))
            LIMIT read) AS e
        WHERE strpos(e.words, ' ' || given || ' ') > 0
            AND principles_paragraph_is_public(e.number, e.part)
        LIMIT 200;
END $$;
