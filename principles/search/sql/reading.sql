-- How a query is read against the base, in one statement whose plan is kept.

-- What the terms are in the index, how many rows have them and how many have them as they are spelt, so
-- that whether one may be a slip need not be asked; what unknown ones may have meant, and what the last
-- may become; whether one is the number of an entry (Q44); what words of theirs name (`said` is all of
-- them in their order); what the filters and operators name; which quote stands at a place of a
-- principle; what else the terms may be written as (`written`); and of which people the note has them all.
-- What is parted by signs or has several words counts only where these stand in a row in some entry; that
-- is not looked up where all are common. The value of an operator may also be a slug: that of an address
-- stays when the name is changed. principles/search/reading says what becomes of it.
CREATE FUNCTION principles_search_read(
    said_words text, written text[], typed text[], joined_typed text[], phrases boolean[],
    filter_facets text[], filter_slugs text[],
    operator_facets text[], operator_values text[],
    placed_in integer, placed_at integer, known_to integer, completed_to integer,
    named_to integer)
RETURNS jsonb LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    RETURN (
WITH term AS (
    SELECT t.place, t.is_phrase, principles_qnorm(t.typed) AS words,
        principles_qnorm(t.joined) AS joined
    FROM unnest(typed, joined_typed, phrases)
        WITH ORDINALITY AS t(typed, joined, is_phrase, place)
), read AS MATERIALIZED (
    SELECT *, phraseto_tsquery('principles', words)
        || CASE WHEN joined = words THEN '' ELSE phraseto_tsquery('principles', joined) END AS query,
        tsvector_to_array(to_tsvector('principles', words)) AS lexemes,
        tsvector_to_array(to_tsvector('principles', joined)) AS joined_lexemes
    FROM term
), counted AS MATERIALIZED (
    SELECT read.*, CASE WHEN held > 0 AND (is_phrase OR cardinality(lexemes) = 1 OR held > known_to
            OR principles_held(query, 1) > 0) THEN held
        ELSE principles_held(query, known_to) END AS entries
    FROM read CROSS JOIN LATERAL (
        SELECT coalesce(min(coalesce(l.entries, 0)), 0) + CASE WHEN joined = words THEN 0 ELSE (
            SELECT coalesce(min(coalesce(j.entries, 0)), 0)
            FROM unnest(joined_lexemes) AS lexeme LEFT JOIN principles_lexeme j USING (lexeme))
            END AS held
        FROM unnest(lexemes) AS lexeme LEFT JOIN principles_lexeme l USING (lexeme)) AS h
    WHERE numnode(query) > 0
), alike AS MATERIALIZED (
    SELECT * FROM principles_search_meant(
        ARRAY(SELECT words FROM counted WHERE entries = 0 AND NOT is_phrase))
), said AS MATERIALIZED (
    SELECT to_tsvector('principles', principles_qnorm(said_words)) AS vector, (
        SELECT string_agg(quote_literal(lexeme), ' | ')::tsquery
        FROM read, unnest(lexemes) AS lexeme WHERE NOT is_phrase) AS anything
), called AS (
    SELECT quote_literal('#t' || id)::tsquery AS query, 'tag' AS kind, name AS label, name AS called
    FROM principles_tag, said
    WHERE to_tsvector('principles', principles_qnorm(name)) @@ said.anything
    AND principles_tag_is_public(id)
    UNION ALL
    SELECT quote_literal('#p' || p.number)::tsquery, 'principle', p.name, alias
    FROM said, principles_principle p, unnest(p.name::text || p.aliases::text[]) AS alias
    WHERE p.status = 'published'
    AND principles_words_of(p.name::text || p.aliases::text[]) @@ said.anything
    UNION ALL
    SELECT phraseto_tsquery('principles', principles_qnorm(other)), 'synonym', btrim(other), word
    FROM principles_synonyms s, said, unnest(string_to_array(s.words, ',')) AS word,
        unnest(string_to_array(s.words, ',')) AS other
    WHERE to_tsvector('principles', principles_qnorm(s.words)) @@ said.anything AND word <> other
    AND principles_held(phraseto_tsquery('principles', principles_qnorm(other)), 1) > 0
), named AS (
    SELECT r.place, c.query::text, c.kind, c.label,
        bool_or(to_tsvector('principles', r.words) @@ c.name) AS alone,
        (array_agg(c.called ORDER BY c.called <> c.label, length(c.called) DESC, c.called))[1]
            AS called
    FROM (SELECT *, phraseto_tsquery('principles', principles_qnorm(called)) AS name FROM called) c
    CROSS JOIN said
    JOIN read r ON NOT r.is_phrase AND numnode(r.query) > 0
        AND to_tsvector('principles', principles_qnorm(c.called)) @@ r.query
    WHERE numnode(c.name) > 0 AND numnode(c.query) > 0 AND said.vector @@ c.name
    GROUP BY r.place, c.query, c.kind, c.label
), writing AS (
    SELECT w.place, quote_literal(lexeme)::tsquery AS query, ARRAY[lexeme] AS lexemes
    FROM unnest(written) WITH ORDINALITY AS w(words, place)
    CROSS JOIN LATERAL (SELECT (ts_lexize('principles_english', words))[1] AS lexeme) AS single
    WHERE words ~ '^[a-z0-9]+$'
    UNION ALL
    SELECT w.place, phraseto_tsquery('principles', principles_qnorm(w.words)),
        tsvector_to_array(to_tsvector('principles', principles_qnorm(w.words)))
    FROM unnest(written) WITH ORDINALITY AS w(words, place) WHERE words !~ '^[a-z0-9]+$'
)
SELECT jsonb_build_object(
    'whole', phraseto_tsquery('principles', principles_qnorm(said_words))::text,
    'written', (SELECT jsonb_agg(jsonb_build_array(place, query::text, lexemes, CASE
            WHEN cardinality(lexemes) = 1 OR held = 0 OR held > known_to
                OR principles_held(query, 1) > 0 THEN held ELSE 0 END) ORDER BY place)
        FROM writing CROSS JOIN LATERAL (SELECT coalesce(min(coalesce(l.entries, 0)), 0) AS held
            FROM unnest(lexemes) AS lexeme LEFT JOIN principles_lexeme l USING (lexeme)) AS h),
    'rows', (SELECT entries FROM principles_lexicon),
    'terms', (SELECT jsonb_agg(jsonb_build_object(
            'place', place, 'words', words, 'joined', joined, 'query', query::text,
            'lexemes', lexemes, 'joined_lexemes', joined_lexemes, 'entries', entries,
            'is_number', EXISTS (SELECT FROM principles_searchentry e
                WHERE e.kind = CASE left(counted.words, 1)
                    WHEN 'q' THEN 'quote' WHEN 's' THEN 'source' ELSE 'principle' END
                AND e.number = substring(counted.words FROM '^[qsp]([0-9]{1,9})$')::integer
                AND e.passage = 0 AND e.part = 0 AND e.public), 'as_spelt',
            coalesce((SELECT w.entries FROM principles_word w WHERE w.word = words), 0))
            ORDER BY place)
        FROM counted),
    'like', (SELECT jsonb_agg(to_jsonb(alike)) FROM alike),
    'parted', (SELECT jsonb_object_agg(parted.typed, parted.words) FROM principles_search_parted(ARRAY(
        SELECT words FROM counted WHERE entries = 0 AND NOT is_phrase AND NOT EXISTS (
            SELECT FROM alike AS a WHERE a.typed = words
            AND public.levenshtein_less_equal(a.typed, a.word, 1) <= 1))) AS parted),
    'names', (SELECT jsonb_agg(jsonb_build_object('place', place, 'query', query, 'kind', kind,
            'label', label, 'called', called, 'alone', alone) ORDER BY place, kind, label) FROM named),
    'filters', (SELECT jsonb_agg(to_jsonb(applied))
        FROM principles_facet_applied(filter_facets, filter_slugs) AS applied),
    'operators', (SELECT jsonb_agg(jsonb_build_object('place', o.place, 'lexemes',
            principles_facet_named(o.facet, o.value, named_to)) ORDER BY o.place)
        FROM unnest(operator_facets, operator_values) WITH ORDINALITY AS o(facet, value, place)),
    'begun', (SELECT jsonb_agg(jsonb_build_array(word, lexeme, entries) ORDER BY entries DESC, word)
        FROM principles_search_begun((SELECT words FROM read ORDER BY place DESC LIMIT 1),
            completed_to)),
    'people', (SELECT jsonb_agg(to_jsonb(p)) FROM principles_people_noted(said_words, 3, 100) AS p),
    'quote', (SELECT s.quote_id FROM principles_support s
        JOIN principles_principle p ON p.number = s.principle_id AND p.status = 'published'
        JOIN principles_quote q ON q.number = s.quote_id AND q.status = 'published'
        WHERE s.principle_id = placed_in ORDER BY s.position, s.id
        OFFSET placed_at LIMIT 1)));
END $$;
