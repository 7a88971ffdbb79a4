-- What is offered while a reader types: words beside the words before, and names by any of their words;
-- continuing.sql has the rest.

-- Words ------------------------------------------------------------------------------------------
-- A word that has no line with it is a compound put into one (customerobsessed, beside the text's
-- customer-obsessed) and found, but never offered.

-- Whether the word stands in the text of some row that satisfies the query.
CREATE FUNCTION principles_stands(query tsquery, word text) RETURNS boolean
LANGUAGE plpgsql STABLE SET enable_seqscan = off AS $$
BEGIN
    RETURN EXISTS (SELECT FROM principles_searchentry e
        WHERE e.public AND e.vector @@ query AND e.words LIKE '% ' || word || ' %'
            AND e.words ~ format(E'[^\n] %1$s | %1$s [^\n]', word));
END $$;

-- Which words with that beginning stand in rows that satisfy both queries, in how many, and in how many
-- of them right after the words `before`: for a query that few rows satisfy, since they are read; `most`
-- of them and no more.
CREATE FUNCTION principles_completed_beside(
    query tsquery, beside tsquery, before text, beginning text, most integer)
RETURNS TABLE (word text, entries bigint, following bigint)
LANGUAGE plpgsql STABLE ROWS 25 SET enable_seqscan = off AS $$
BEGIN
    RETURN QUERY SELECT m[1], count(*),
        count(*) FILTER (WHERE held.words LIKE '% ' || before || ' ' || m[1] || ' %')
    FROM (
        SELECT e.words FROM principles_searchentry e
        WHERE e.public AND e.vector @@ query AND (e.vector @@ beside) IS TRUE
            AND e.words LIKE '% ' || beginning || '%' LIMIT most) held,
        regexp_matches(held.words, format(
            E'(?<=[^\n] )%1$s[^ \n]+|(?<= )%1$s[^ \n]+(?= [^\n])', beginning), 'g') AS m
    GROUP BY m[1];
END $$;

-- The likeliest words with that beginning. Where no more than `company` rows have the rarest word
-- before, those that stand beside it and no others, as a search would find nothing by them: first those
-- that come right after the words before, then by how many rows have both. Else the commonest, also
-- where nothing has the word before, which may be misspelt. Never the word before once more. One that no more than `looked_up` rows have
-- in any form is looked up in what the public sees now, as it may have been withdrawn since words were
-- read. Here and below in PL/pgSQL because a connection keeps its plans: to plan took longer than to
-- look.
CREATE FUNCTION principles_completed(
    before text, beginning text, company integer, looked_up integer, most integer)
RETURNS TABLE (word text)
LANGUAGE plpgsql STABLE ROWS 6 SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    beside CONSTANT tsquery := plainto_tsquery('principles', before);
    beginning_ends CONSTANT text := beginning || chr(1114111);
    word_before CONSTANT text := substring(before FROM '[^ ]*$');
    rarest tsquery;
BEGIN
    SELECT phraseto_tsquery('principles', w.word) INTO rarest FROM (
        SELECT b AS word, coalesce((SELECT l.entries FROM principles_lexeme l
            WHERE l.lexeme = (ts_lexize('principles_english', b))[1]), 0) AS entries
        FROM string_to_table(before, ' ') AS b WHERE b <> '') w
    WHERE w.entries <= company ORDER BY w.entries LIMIT 1;
    IF rarest IS NOT NULL THEN
        RETURN QUERY SELECT c.word
            FROM principles_completed_beside(rarest, beside, before, beginning, company) AS c
            WHERE c.word <> beginning AND c.word <> word_before
            ORDER BY c.following DESC, c.entries DESC, c.word LIMIT most;
        IF FOUND OR principles_held(rarest, 1) > 0 THEN
            RETURN;
        END IF;
    END IF;
    RETURN QUERY WITH candidate AS (
        SELECT begun AS word FROM principles_completion c, unnest(c.words) AS begun
        WHERE c.prefix = beginning
        UNION (
        SELECT w.word FROM principles_word w
        WHERE length(beginning) > 3 AND w.word ~>=~ beginning AND w.word ~<~ beginning_ends
        ORDER BY w.entries DESC, w.word LIMIT 25)
    )
    SELECT likely.word FROM (
        SELECT c.word, coalesce(w.entries, 0) AS entries, l.entries AS rows
        FROM candidate c
        LEFT JOIN principles_word w ON w.word = c.word
        LEFT JOIN principles_lexeme l ON l.lexeme = w.lexeme
        WHERE c.word <> beginning AND c.word <> word_before ORDER BY 2 DESC, 1 OFFSET 0
    ) likely
    WHERE likely.rows > looked_up
        OR principles_stands(phraseto_tsquery('principles', likely.word), likely.word)
    LIMIT most;
END $$;

-- Names ------------------------------------------------------------------------------------------
-- They are not stemmed here, since the stem of half a word is not half of the stem.

-- The query for names that have all the words, the last of which may be unfinished.
CREATE FUNCTION principles_name_query(typed text) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(string_agg(quote_literal(left(word, 40))
        || CASE place WHEN count THEN ':*' ELSE '' END, ' & '), '')::tsquery
    FROM (SELECT word, place, count(*) OVER ()
        FROM string_to_table(principles_qnorm(typed), ' ') WITH ORDINALITY AS t(word, place)
        WHERE word <> '') words
$$;

-- The public entries of these kinds that bear the name, up to `most` of each: first those that begin
-- so, by their letters, then those that have its words inside, by their place in an index; of these the
-- first that come up are put in order, `considered` of them. One letter is inside of half the titles.
-- Principles come by their place, and last those that bear it by another name, their `alias`. Where nothing
-- is typed, all are asked for by their letters.
CREATE FUNCTION principles_named(
    kinds text[], typed text, most integer, considered integer)
RETURNS TABLE (kind text, number integer, name text, slug text, year integer, alias text,
    publisher text)
LANGUAGE plpgsql STABLE ROWS 12 SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    asked CONSTANT tsquery := principles_name_query(typed);
    begins CONSTANT text := lower(typed);
    begins_end CONSTANT text := begins || chr(1114111);
    begun integer;
BEGIN
    IF numnode(asked) = 0 AND typed <> '' THEN
        RETURN;
    END IF;
    IF 'principle' = ANY (kinds) AND typed = '' THEN
        RETURN QUERY SELECT 'principle', p.number, p.name::text, p.slug::text, NULL::integer, NULL, ''
        FROM principles_principle p WHERE p.status = 'published' ORDER BY p.position, p.number LIMIT most;
    ELSIF 'principle' = ANY (kinds) THEN
        RETURN QUERY SELECT 'principle', p.number, p.name::text, p.slug::text, NULL::integer, (
            SELECT other FROM unnest(p.aliases) AS other
            WHERE NOT principles_name_words(ARRAY[p.name]::text[]) @@ asked
            AND principles_name_words(ARRAY[other]::text[]) @@ asked LIMIT 1)::text, ''
        FROM (
            SELECT * FROM principles_principle p WHERE p.status = 'published'
            AND principles_name_words(array_prepend(p.name::text, p.aliases::text[])) @@ asked
            ORDER BY NOT starts_with(lower(p.name), begins),
                NOT principles_name_words(ARRAY[p.name]::text[]) @@ asked, p.position, p.number
            LIMIT most
        ) p ORDER BY NOT starts_with(lower(p.name), begins),
            NOT principles_name_words(ARRAY[p.name]::text[]) @@ asked, p.position, p.number;
    END IF;
    /*names*/
END $$;
