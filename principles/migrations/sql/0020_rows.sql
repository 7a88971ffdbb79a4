-- The rows of the index, made in three quarters of the time. What is made is the same, but for the
-- titles of several sources of a quote, which come by the alphabet and once where they are equal.

-- As in 0004_search.sql, but not STRICT, since what is so is not made part of the statement that
-- asks it but planned anew each time. Of NULL it finds nothing.
CREATE OR REPLACE FUNCTION principles_compounds(words text) RETURNS SETOF text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN found[1] ~ '^[0-9,.]+$' THEN replace(found[1], ',', '')
        ELSE regexp_replace(found[1], U&'[-.\2010\2011]', '', 'g') END
    FROM regexp_matches(words, U&'([[:alnum:]]+(?:[-\2010\2011][[:alnum:]]+)+'
        '|[0-9]{1,3}(?:,[0-9]{3})+(?:[.][0-9]+)?'
        '|\\m(?:[[:alpha:]][.]){2,}[[:alpha:]]?(?![[:alnum:]]))', 'g') AS found
    UNION ALL
    SELECT found[1]
    FROM regexp_matches(words, U&'\\m[[:alpha:]]{1,2}[''\2019\02BC]'
        '(?!(?:s|t|m|d|re|ve|ll)\\M)([[:alnum:]]+(?:[''\2019\02BC][[:alnum:]]+)*)', 'gi') AS found
$$;

-- As in 0019_rebuild.sql. Compounds are looked for where there are any, not at each apostrophe or
-- stop between letters, and what is long is told by its bytes, which need not be counted.
CREATE OR REPLACE FUNCTION principles_search_row(document principles_search_document,
    OUT words text, OUT length smallint, OUT vector tsvector)
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    a text := principles_search_lines(document.a);
    b text := principles_search_lines(document.b);
    c text := principles_search_lines(document.c);
    d text := principles_search_lines(document.d);
    e text := '';
    own text;
    field_values CONSTANT text[] := document.a || document.b || document.c || document.d;
    compounds text[] := '{}';
    field_value text;
    tier text;
    lexemes text[];
    stems text;
BEGIN
    IF array_to_string(field_values, E'\n')
        ~ U&'[[:alnum:]][-.,''\2010\2011\2019\02BC][[:alnum:]]'
    THEN
        FOREACH field_value IN ARRAY field_values LOOP
            IF field_value ~ U&'[[:alnum:]][-\2010\2011][[:alnum:]]|[0-9],[0-9]'
                '|[[:alpha:]][.][[:alpha:]]|\\m[[:alpha:]]{1,2}[''\2019\02BC][[:alnum:]]'
            THEN
                compounds := compounds || ARRAY(
                    SELECT compound FROM principles_compounds(field_value) AS compound);
            END IF;
        END LOOP;
        e := principles_search_lines(compounds);
    END IF;
    IF octet_length(a) + octet_length(b) + octet_length(c) + octet_length(d) + octet_length(e)
        > 120000
    THEN
        a := principles_search_cut(a, 0);
        b := principles_search_cut(b, length(a));
        c := principles_search_cut(c, length(a || b));
        d := principles_search_cut(d, length(a || b || c));
        e := principles_search_cut(e, length(a || b || c || d));
    END IF;
    words := a || E'\n' || b || E'\n' || c || E'\n' || d || E'\n' || e;
    own := CASE WHEN document.part > 0 THEN d ELSE a END;
    length := least(30000, greatest(1, length(own) - length(replace(own, ' ', '')) - 1));
    vector := setweight(to_tsvector('principles', a), 'A');
    IF b <> '' THEN
        vector := vector || setweight(to_tsvector('principles', b), 'B');
    END IF;
    IF c <> '' THEN
        vector := vector || setweight(to_tsvector('principles', c), 'C');
    END IF;
    IF d <> '' OR e <> '' THEN
        vector := vector || setweight(to_tsvector('principles', d || E'\n' || e), 'D');
    END IF;
    lexemes := principles_facet_lexemes(document.facets);
    IF document.part = 0 THEN
        lexemes := lexemes || ('=' || left(document.kind, 1) || document.number);
    END IF;
    FOREACH tier IN ARRAY principles_prominence(
        document.kind, document.part, length, document.facets[2] >> 40 = 2)
    LOOP
        stems := array_to_string(tsvector_to_array(vector), E'\n' || tier);
        IF stems <> '' THEN
            lexemes := lexemes || string_to_array(tier || stems, E'\n');
        END IF;
    END LOOP;
    vector := vector || array_to_tsvector(lexemes);
END $$;

-- As in 0011_writing.sql; citations and their sources are read once, and what is there once is not
-- sorted. `first` is the citation that a quote is dated and placed by: of its original if there is
-- one, else by position.
CREATE OR REPLACE VIEW principles_quote_document AS
SELECT 'quote'::text AS kind, q.number, 0::bigint AS passage, 0 AS part,
    q.status = 'published' AS public,
    ARRAY[principles_facet('kind', 2)] || supported.facets || cited.sources || said.facets
        || tagged.facets || CASE WHEN cited.first[4] IS NOT NULL
            THEN ARRAY[principles_facet('year', cited.first[4])] END || cited.verdicts AS facets,
    cited.first[4]::smallint AS year,
    CASE WHEN cited.first IS NULL THEN '{}'
        ELSE ARRAY[cited.first[5], cited.first[6], cited.first[7], cited.first[2]]::integer[]
        END AS place,
    ARRAY[q.text] AS a, said.names || cited.wordings AS b, cited.titles AS c, '{}'::text[] AS d
FROM principles_quote q
CROSS JOIN LATERAL (
    SELECT array_agg(principles_facet('principle', principle_id) ORDER BY principle_id) AS facets
    FROM principles_support s WHERE s.quote_id = q.number AND 'published' = (
        SELECT status FROM principles_principle WHERE number = s.principle_id)) AS supported
CROSS JOIN LATERAL (
    SELECT array_agg(principles_facet('person', p.id) ORDER BY p.id) AS facets,
        array_agg(p.name::text ORDER BY a.position, a.id) AS names
    FROM principles_attribution a JOIN principles_person p ON p.id = a.person_id
    WHERE a.quote_id = q.number) AS said
CROSS JOIN LATERAL (
    SELECT array_agg(principles_facet('tag', tag_id) ORDER BY tag_id) AS facets
    FROM principles_quotetag WHERE quote_id = q.number) AS tagged
CROSS JOIN LATERAL (
    SELECT array_agg(DISTINCT principles_facet('source', s.number)) AS sources,
        array_agg(DISTINCT concat_ws(' ', s.title, s.year)) AS titles,
        array_agg(DISTINCT principles_facet('verdict', CASE c.verdict
                WHEN 'verbatim' THEN 1 WHEN 'elided' THEN 2 WHEN 'altered' THEN 3 ELSE 4 END))
            AS verdicts,
        array_agg(given.words ORDER BY c.position, c.id) FILTER (WHERE given.words <> ''
            AND principles_qnorm(given.words) <> principles_qnorm(q.text)) AS wordings,
        min(ARRAY[(c.role <> 'original')::integer, c.position, c.id, s.year, s.number, p.position,
            c.start]) AS first
    FROM principles_citation c
    JOIN principles_source s ON s.number = c.source_id
    LEFT JOIN principles_passage p ON p.id = c.passage_id
    CROSS JOIN LATERAL (SELECT CASE WHEN p.id IS NULL THEN c.wording
        ELSE principles_given_words(
            s.text_access, c.verdict, p.text, c.start, c."end", c.spans) END AS words) AS given
    WHERE c.quote_id = q.number) AS cited;

-- As in 0011_writing.sql. What a function returns among the columns is used as it is; among the
-- tables it is stored and read again.
CREATE OR REPLACE FUNCTION principles_quote_rows(first_number integer, last_number integer)
RETURNS TABLE (kind text, number integer, passage bigint, part integer, public boolean,
    facets bigint[], year smallint, place integer[], length smallint, words text, vector tsvector)
LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1000000 ROWS 2000 AS $$
BEGIN
    RETURN QUERY
    SELECT d.kind, d.number, d.passage, d.part, d.public, d.facets, d.year, d.place,
        (d.entry).length, (d.entry).words, (d.entry).vector
    FROM (SELECT *, principles_search_row(ROW(q.*)::principles_search_document) AS entry
        FROM principles_quote_document AS q
        WHERE q.number BETWEEN first_number AND last_number OFFSET 0) AS d;
END $$;

SELECT principles_search_refresh('quote', ARRAY(SELECT quote_id::bigint FROM principles_citation
    GROUP BY quote_id HAVING count(DISTINCT source_id) > 1));
