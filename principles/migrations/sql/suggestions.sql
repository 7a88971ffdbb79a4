-- What is offered while a reader types: words beside the words before, and names by any of their words.

-- Words ------------------------------------------------------------------------------------------
-- A word that has no line with it is a compound put into one (customerobsessed, beside the text's
-- customer-obsessed) and found, but never offered.

-- Whether the word stands in the text of some row that satisfies the query.
CREATE OR REPLACE FUNCTION principles_stands(query tsquery, word text) RETURNS boolean
LANGUAGE plpgsql STABLE SET enable_seqscan = off AS $$
BEGIN
    RETURN EXISTS (SELECT FROM principles_searchentry e
        WHERE e.public AND e.vector @@ query AND e.words LIKE '% ' || word || ' %'
            AND e.words ~ format(E'[^\n] %1$s | %1$s [^\n]', word));
END $$;

-- Which words with that beginning stand in rows that satisfy both queries, and in how many: for a
-- query that few rows satisfy, since they are read; `most` of them and no more.
CREATE OR REPLACE FUNCTION principles_completed_beside(
    query tsquery, beside tsquery, beginning text, most integer)
RETURNS TABLE (word text, entries bigint)
LANGUAGE plpgsql STABLE ROWS 25 SET enable_seqscan = off AS $$
BEGIN
    RETURN QUERY SELECT m[1], count(*) FROM (
        SELECT e.words FROM principles_searchentry e
        WHERE e.public AND e.vector @@ query AND (e.vector @@ beside) IS TRUE
            AND e.words LIKE '% ' || beginning || '%' LIMIT most) held,
        regexp_matches(held.words, format(
            E'(?<=[^\n] )%1$s[^ \n]+|(?<= )%1$s[^ \n]+(?= [^\n])', beginning), 'g') AS m
    GROUP BY m[1];
END $$;

-- Names ------------------------------------------------------------------------------------------
-- They are not stemmed here, since the stem of half a word is not half of the stem.

-- The path is kept because indexes are built and restored with an empty one.
CREATE OR REPLACE FUNCTION principles_name_words(names text[]) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1000 SET search_path FROM CURRENT AS $$
    SELECT array_to_tsvector(coalesce(array_agg(DISTINCT left(word, 40)), '{}'))
    FROM unnest(names) AS name, string_to_table(principles_qnorm(name), ' ') AS word
    WHERE word <> ''
$$;

-- The query for names that have all the words, the last of which may be unfinished.
CREATE OR REPLACE FUNCTION principles_name_query(typed text) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path FROM CURRENT AS $$
    SELECT coalesce(string_agg(quote_literal(left(word, 40))
        || CASE place WHEN count THEN ':*' ELSE '' END, ' & '), '')::tsquery
    FROM (SELECT word, place, count(*) OVER ()
        FROM string_to_table(principles_qnorm(typed), ' ') WITH ORDINALITY AS t(word, place)
        WHERE word <> '') words
$$;

CREATE INDEX IF NOT EXISTS principles_principle_names ON principles_principle
    USING gin (principles_name_words(array_prepend(name::text, aliases::text[])))
    WITH (fastupdate = off);
CREATE INDEX IF NOT EXISTS principles_person_names ON principles_person
    USING gin (principles_name_words(ARRAY[name, sort_name]::text[])) WITH (fastupdate = off);
CREATE INDEX IF NOT EXISTS principles_source_names ON principles_source
    USING gin (principles_name_words(ARRAY[title]::text[])) WITH (fastupdate = off);
CREATE INDEX IF NOT EXISTS principles_tag_names ON principles_tag
    USING gin (principles_name_words(ARRAY[name]::text[])) WITH (fastupdate = off);
