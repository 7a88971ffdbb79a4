-- The index is kept true by the database, in the transaction that writes. `principles_<kind>_documents`
-- say what it should hold (documents.sql, quotes.sql), `principles_search_row` makes rows of that
-- (rows.sql), `principles_search_refresh` writes them, and the triggers of following.sql say when.

-- Locks the entries' rows before anything is computed: whoever comes second then sees what the first
-- has written, so the index is right whichever of two writers ends last.
--
-- New rows wait in the index's pending list, which every search reads through and which is sorted in
-- when it is longer than the limit: one edit in a hundred pays for the others, together for less. Many
-- rows are sorted in at once. The statements are planned once for each connection: planning that of a
-- quote takes ten times as long as reading one.
CREATE FUNCTION principles_search_refresh(document_kind text, keys bigint[]) RETURNS void
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET gin_pending_list_limit = '256kB' AS $$
DECLARE
    row_kind CONSTANT text := CASE document_kind WHEN 'paragraph' THEN 'source' ELSE document_kind END;
    is_bulk CONSTANT boolean := coalesce(cardinality(keys), 0) > 500;
    entries bigint[] := keys;
    documents principles_search_document[];
BEGIN
    IF coalesce(cardinality(keys), 0) = 0 THEN
        RETURN;
    END IF;
    IF is_bulk THEN
        PERFORM set_config('gin_pending_list_limit', '4MB', true);
    END IF;
    IF document_kind = 'paragraph' THEN
        entries := ARRAY(SELECT source_id FROM principles_passage WHERE id = ANY (keys));
    END IF;
    PERFORM FROM principles_searchentry e
        WHERE e.kind = row_kind AND e.number = ANY (entries) AND e.part = 0
        ORDER BY e.number FOR UPDATE;
    CASE document_kind
        WHEN 'quote' THEN
            documents := ARRAY(SELECT entry FROM principles_quote_documents(keys) AS entry);
        WHEN 'principle' THEN
            documents := ARRAY(SELECT entry FROM principles_principle_documents(keys) AS entry);
        WHEN 'source' THEN
            documents := ARRAY(SELECT entry FROM principles_source_documents(keys) AS entry);
        WHEN 'paragraph' THEN
            documents := ARRAY(SELECT entry FROM principles_paragraph_documents(keys) AS entry);
    END CASE;
    IF document_kind = 'paragraph' THEN
        DELETE FROM principles_searchentry e WHERE e.passage = ANY (keys) AND e.part > 0
            AND (e.number, e.passage, e.part) NOT IN (
                SELECT d.number, d.passage, d.part FROM unnest(documents) AS d);
    ELSIF cardinality(documents) < cardinality(keys) THEN
        DELETE FROM principles_searchentry e
            WHERE e.kind = row_kind AND e.number = ANY (keys) AND e.part = 0
            AND e.number NOT IN (SELECT d.number FROM unnest(documents) AS d);
    END IF;
    INSERT INTO principles_searchentry AS e (kind, number, passage, part, public, supports, facets,
        year, place, length, words, vector)
    SELECT kind, number, passage, part, public, supports, facets, year, place,
        r.length, r.words, r.vector
    FROM unnest(documents) AS document CROSS JOIN LATERAL principles_search_row(document) AS r
    ORDER BY number, passage, part
    ON CONFLICT (kind, number, passage, part) DO UPDATE SET
        public = excluded.public, supports = excluded.supports, facets = excluded.facets,
        year = excluded.year, place = excluded.place, length = excluded.length, words = excluded.words,
        vector = excluded.vector
    WHERE (e.public, e.words, e.vector, e.place)
        IS DISTINCT FROM (excluded.public, excluded.words, excluded.vector, excluded.place);
    IF document_kind = 'source' THEN
        PERFORM principles_search_follow_source(keys);
    END IF;
    IF is_bulk THEN
        PERFORM gin_clean_pending_list('search_entry_vector');
    END IF;
END $$;

-- Paragraphs carry what their source's row says, without being read again.
CREATE FUNCTION principles_search_follow_source(keys bigint[]) RETURNS void
LANGUAGE sql AS $$
    UPDATE principles_searchentry e
    SET public = r.public AND s.text_access = 'full', facets = r.facets, year = r.year,
        vector = ts_delete(e.vector, principles_facet_lexemes(e.facets))
            || array_to_tsvector(principles_facet_lexemes(r.facets))
    FROM principles_searchentry r JOIN principles_source s ON s.number = r.number
    WHERE r.kind = 'source' AND r.part = 0 AND r.number = ANY (keys)
    AND e.kind = 'source' AND e.part > 0 AND e.number = r.number
    AND (e.public, e.facets) IS DISTINCT FROM (r.public AND s.text_access = 'full', r.facets)
$$;

-- Writes the words of principles anew and leaves what they can be filtered by. More of such rows may
-- wait to be sorted in: each has thousands of lexemes, nearly the same ones each time it is written, so
-- that ten rows take hardly longer than two, and a search looks through ten in no time that could be
-- measured.
CREATE FUNCTION principles_search_words_of_principles(keys bigint[]) RETURNS void
LANGUAGE sql SET plan_cache_mode = force_generic_plan SET gin_pending_list_limit = '1MB' AS $$
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
