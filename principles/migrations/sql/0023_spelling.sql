-- What an unknown word may have meant: words like it (0007_reading.sql), or else, for a long one, those
-- of the same first two letters in which two others are wrong, added or left out. As all of these are
-- compared with it, that takes 2 to 8 ms where 300,000 words are known, and is done for three at most:
-- the first that can be compared so and that nothing is like. As in 0017_spelling.sql, where words that
-- were not compared counted too, and repeated ones each time.
CREATE OR REPLACE FUNCTION principles_search_meant(
    unknown text[], OUT typed text, OUT word text, OUT entries integer, OUT lexeme text)
RETURNS SETOF record LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    most CONSTANT integer := 3; -- words that are compared so
    compared integer := 0;
    done text[] := '{}';
    alike text[] := '{}'; -- pairs that have been returned
BEGIN
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
