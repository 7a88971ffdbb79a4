-- What else is offered while a reader types: quotes of which the words typed are a part, and words that
-- differ in a letter from those typed.

-- Public quotes that have the words in a row, in their own text, the last of them unfinished unless
-- something stands after it; with the word that the last becomes there. Those that begin so come first,
-- then the shortest. They are looked for by the rarest words that are finished; where more rows than
-- `looked_through` have even the rarest, among prominent ones only (rows.sql has how few those are).
CREATE FUNCTION principles_continued(typed text, most integer, looked_through integer)
RETURNS TABLE (number integer, quote text, word text)
LANGUAGE plpgsql STABLE ROWS 3 SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    said CONSTANT text := principles_qnorm(typed);
    is_finished CONSTANT boolean := typed ~ '[^[:alnum:]''’]$';
    before CONSTANT text := CASE WHEN is_finished THEN said ELSE substring(said FROM '^(.*) ') END;
    sought CONSTANT text := '% ' || said || CASE WHEN is_finished THEN ' %' ELSE '%' END;
    -- All rows of a single word are read, of several those that have them together.
    readable CONSTANT integer := looked_through / CASE WHEN before ~ ' ' THEN 1 ELSE 6 END;
    asked tsquery;
BEGIN
    IF before IS NULL OR said !~ ' ' THEN
        RETURN;
    END IF;
    SELECT string_agg(quote_literal(tier || rare.lexeme), ' & ')::tsquery INTO asked
    FROM (
        SELECT known.lexeme, known.entries, min(known.entries) OVER () AS fewest FROM (
            SELECT DISTINCT (ts_lexize('principles_english', b))[1] AS lexeme,
                coalesce(l.entries, 0) AS entries
            FROM string_to_table(before, ' ') AS b
            LEFT JOIN principles_lexeme l ON l.lexeme = (ts_lexize('principles_english', b))[1]
        ) AS known ORDER BY known.entries LIMIT 3
    ) AS rare CROSS JOIN LATERAL (
        SELECT CASE WHEN fewest <= readable THEN '' WHEN fewest <= 20 * readable THEN '^0' ELSE '^f' END
            AS tier) AS t;
    RETURN QUERY SELECT e.number, q.text, CASE WHEN is_finished THEN '' ELSE substring(said FROM '[^ ]*$')
            || substring(e.words FROM ' ' || said || '([^ ]*) ') END
        FROM (SELECT held.number, held.words, held.length FROM principles_searchentry held
            WHERE held.public AND held.vector @@ asked AND held.kind = 'quote'
                AND split_part(held.words, E'\n', 1) LIKE sought
            ORDER BY NOT starts_with(held.words, ' ' || said), held.length, held.number
            LIMIT most) AS e
        JOIN principles_quote q ON q.number = e.number
        ORDER BY NOT starts_with(e.words, ' ' || said), e.length, e.number;
END $$;

-- Words of the base that differ from one that it lacks in a letter, or in two that changed places, the
-- commonest first; where more may be typed of it, also those of which the beginning differs so, if their
-- first three letters are right. One that no more than `looked_up` rows have in any form is looked up, as it may have
-- been withdrawn since the words were read. None of a word that is there.
CREATE FUNCTION principles_one_letter_off(misspelt text, is_begun boolean, looked_up integer, most integer)
RETURNS TABLE (word text)
LANGUAGE plpgsql STABLE ROWS 3 SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    begins CONSTANT text := left(misspelt, 3);
    begins_end CONSTANT text := begins || chr(1114111);
BEGIN
    IF misspelt !~ '^[[:alpha:]]{4,24}$' OR EXISTS (SELECT FROM principles_word w WHERE w.word = misspelt) THEN
        RETURN;
    END IF;
    RETURN QUERY WITH candidate AS (
        SELECT c.word, c.entries, c.lexeme, true AS is_whole
        FROM principles_search_like(ARRAY[misspelt]) AS c
        WHERE levenshtein_less_equal(c.word, misspelt, 1) <= 1 OR length(c.word) = length(misspelt)
            AND ARRAY(SELECT string_to_table(c.word, NULL) ORDER BY 1)
                = ARRAY(SELECT string_to_table(misspelt, NULL) ORDER BY 1)
        UNION ALL
        SELECT w.word, w.entries, w.lexeme, false FROM principles_word w
        WHERE is_begun AND w.word ~>=~ begins AND w.word ~<~ begins_end
            AND length(w.word) > length(misspelt) AND w.word ~ '^[[:alpha:]]+$'
            AND least(levenshtein_less_equal(left(w.word, length(misspelt)), misspelt, 1),
                levenshtein_less_equal(left(w.word, length(misspelt) + 1), misspelt, 1),
                levenshtein_less_equal(left(w.word, length(misspelt) - 1), misspelt, 1)) <= 1
    )
    SELECT near.word FROM (
        SELECT c.word, bool_or(c.is_whole) AS is_whole, max(c.entries) AS entries,
            max(l.entries) AS rows
        FROM candidate c LEFT JOIN principles_lexeme l ON l.lexeme = c.lexeme
        GROUP BY c.word ORDER BY 2 DESC, 3 DESC, 1 OFFSET 0
    ) AS near
    WHERE near.rows > looked_up OR principles_stands(phraseto_tsquery('principles', near.word), near.word)
    LIMIT most;
END $$;
