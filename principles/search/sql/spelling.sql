-- What half a word may become, and what a word that nothing has may have meant.

-- The commonest words that begin with what was typed; for few letters they are kept ready.
CREATE FUNCTION principles_search_begun(
    begun text, most integer, OUT word text, OUT lexeme text, OUT entries integer)
RETURNS SETOF record LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF begun !~ '^[[:alpha:]]{2,24}$' THEN
        RETURN;
    ELSIF length(begun) <= 3 THEN
        RETURN QUERY SELECT w.word, w.lexeme, w.entries
            FROM principles_completion c, unnest(c.words) AS completed
            JOIN principles_word w ON w.word = completed
            WHERE c.prefix = begun AND w.word <> begun
            ORDER BY w.entries DESC, w.word LIMIT most;
    ELSE
        -- What LIKE would ask of the index, said so that a kept plan can use it.
        RETURN QUERY SELECT w.word, w.lexeme, w.entries FROM principles_word w
            WHERE w.word ~>~ begun AND w.word ~<~ (begun || U&'\+10FFFF')
            ORDER BY w.entries DESC, w.word LIMIT most;
    END IF;
END $$;

-- Words of the base that share with an unknown one a form with one letter left out, or have two of its
-- letters in each other's place (costumer, dya).
CREATE FUNCTION principles_search_like(
    unknown text[], OUT typed text, OUT word text, OUT entries integer, OUT lexeme text)
RETURNS SETOF record LANGUAGE plpgsql STABLE
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
    IF cardinality(unknown) = 0 THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH key AS MATERIALIZED (
        SELECT u.word AS meant, u.word AS form FROM unnest(unknown) AS u(word)
        WHERE u.word ~ '^[[:alpha:]]{3,24}$'
        UNION
        SELECT u.word, overlay(u.word PLACING '' FROM place FOR 1)
        FROM unnest(unknown) AS u(word), generate_series(1, length(u.word)) AS place
        WHERE u.word ~ '^[[:alpha:]]{3,24}$'
    ), candidate AS (
        SELECT k.meant, d.word AS form FROM key k JOIN principles_deletion d ON d.deletion = k.form
        UNION SELECT meant, form FROM key
        UNION
        SELECT u.word, overlay(overlay(u.word PLACING substr(u.word, other, 1) FROM place FOR 1)
            PLACING substr(u.word, place, 1) FROM other FOR 1)
        FROM unnest(unknown) AS u(word), generate_series(1, length(u.word) - 1) AS place,
            generate_series(place + 1, length(u.word)) AS other
        WHERE u.word ~ '^[[:alpha:]]{3,24}$' AND substr(u.word, place, 1) <> substr(u.word, other, 1)
    )
    SELECT c.meant, w.word, w.entries, w.lexeme
    FROM candidate c JOIN principles_word w ON w.word = c.form
    WHERE w.word <> c.meant AND w.word ~ '^[[:alpha:]]{3,24}$';
END $$;

-- What an unknown word may have meant: words like it, or else, for a long one, those of the same first
-- two letters in which two others are wrong, added or left out. As all of these are compared with it,
-- that takes 2 to 8 ms where 300,000 words are known, and is done for three at most: the first that can
-- be compared so and that nothing is like. Nothing is looked for where every word is known.
CREATE FUNCTION principles_search_meant(
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

-- The two words that an unknown one was put together from, if they stand side by side in some row: day
-- and 1 of day1, long and term of longterm. Where there are several such pairs, the one whose rarer word
-- is the commonest. Three words are parted at most, each in three ways, and not into two that very many
-- rows have: to look through all these for words that never meet would take too long.
CREATE FUNCTION principles_search_parted(unknown text[], OUT typed text, OUT words text)
RETURNS SETOF record LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
    most CONSTANT integer := 3;
    most_entries CONSTANT integer := 20000; -- of the rarer word
    single CONSTANT text := '..|[ai0-9]'; -- of one sign only these are words
BEGIN
    FOREACH typed IN ARRAY unknown[:most] LOOP
        CONTINUE WHEN typed !~ '^[[:alnum:]]{3,24}$' OR typed ~ '^[0-9]+$';
        SELECT pair.words INTO words FROM (
            SELECT o.word || ' ' || t.word AS words, least(o.entries, t.entries) AS entries
            FROM generate_series(1, length(typed) - 1) AS place
            JOIN principles_word o ON o.word = left(typed, place)
            JOIN principles_word t ON t.word = substr(typed, place + 1)
            WHERE o.word ~ single AND t.word ~ single
                AND least(o.entries, t.entries) <= most_entries
            ORDER BY 2 DESC, 1 LIMIT most) AS pair
        WHERE principles_held(phraseto_tsquery('principles', pair.words), 1) > 0 LIMIT 1;
        CONTINUE WHEN NOT FOUND;
        RETURN NEXT;
    END LOOP;
END $$;
