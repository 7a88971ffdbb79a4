-- A third tier of prominence, in front of the two of 0007_index.sql: of a word that most sentences
-- have, the first of these holds tens of thousands of rows of a million, which take longer to put in
-- order than everything else in a search. The foremost, ^f, are principles and quotes of five words or
-- less that support one: 4 in 1,000 of the rows of the benchmark.
CREATE OR REPLACE FUNCTION principles_prominence(
    kind text, part integer, length integer, supports boolean)
RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    RETURN CASE
        WHEN part > 0 THEN '{}'
        WHEN kind = 'principle' OR supports AND length <= 5 THEN '{^f,^0,^1}'
        WHEN kind = 'source' THEN '{^1}'
        WHEN length - CASE WHEN supports THEN 8 ELSE 0 END <= 4 THEN '{^0,^1}'
        WHEN length - CASE WHEN supports THEN 8 ELSE 0 END <= 8 THEN '{^1}'
        ELSE '{}' END;
END $$;

-- As in 0011_writing.sql, with the new tier.
CREATE OR REPLACE FUNCTION principles_search_words_of_principles(keys bigint[]) RETURNS void
LANGUAGE sql SET plan_cache_mode = force_generic_plan SET gin_pending_list_limit = '256kB' AS $$
    UPDATE principles_searchentry e
    SET public = document.public, length = r.length, words = r.words,
        vector = ts_delete(e.vector, ARRAY(SELECT tier || lexeme
            FROM unnest(tsvector_to_array(ts_filter(e.vector, '{a,b,c,d}'))) AS lexeme,
                unnest('{"",^f,^0,^1}'::text[]) AS tier)) || r.vector
    FROM principles_principle_texts(keys) AS document
    CROSS JOIN LATERAL principles_search_row(document) AS r
    WHERE e.kind = 'principle' AND e.number = document.number AND e.passage = 0 AND e.part = 0
    AND (e.public, e.words) IS DISTINCT FROM (document.public, r.words)
$$;

UPDATE principles_searchentry SET vector = vector || array_to_tsvector(ARRAY(
    SELECT '^f' || lexeme FROM unnest(tsvector_to_array(ts_filter(vector, '{a,b,c,d}'))) AS lexeme))
WHERE kind = 'principle' OR kind = 'quote' AND facets[2] >> 40 = 2 AND length <= 5;
SELECT gin_clean_pending_list('search_entry_vector');
