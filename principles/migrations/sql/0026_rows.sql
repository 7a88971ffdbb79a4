-- What people and sources are called is read once for each of them, not once for each of their quotes.

-- The words of a field as a row has them, and their vector with the field's weight.
CREATE TYPE principles_field AS (words text, vector tsvector);

CREATE FUNCTION principles_field_of(field_value text, weight "char") RETURNS principles_field
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    field principles_field;
BEGIN
    field.words := principles_search_lines(ARRAY[field_value]);
    field.vector := setweight(to_tsvector('principles', field.words), weight);
    RETURN field;
END $$;

-- No model knows these columns: nothing but the rows of quotes is made of them.
ALTER TABLE principles_person ADD COLUMN as_field principles_field
    GENERATED ALWAYS AS (principles_field_of(name, 'B')) STORED;
ALTER TABLE principles_source ADD COLUMN as_field principles_field
    GENERATED ALWAYS AS (principles_field_of(title || coalesce(' ' || year::text, ''), 'C')) STORED;

-- As in 0020_rows.sql; fields B and C may be given as they were read already. Compounds are looked for
-- in each field where there is one in any.
DROP FUNCTION principles_search_row(principles_search_document);
CREATE FUNCTION principles_search_row(document principles_search_document,
    names principles_field DEFAULT NULL, titles principles_field DEFAULT NULL,
    OUT words text, OUT length smallint, OUT vector tsvector)
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    sign CONSTANT text := U&'[[:alnum:]][-.,''\2010\2011\2019\02BC][[:alnum:]]';
    compound_sign CONSTANT text := U&'[[:alnum:]][-\2010\2011][[:alnum:]]|[0-9],[0-9]'
        '|[[:alpha:]][.][[:alpha:]]|\\m[[:alpha:]]{1,2}[''\2019\02BC][[:alnum:]]';
    a text := principles_search_lines(document.a);
    b text;
    c text;
    d text := principles_search_lines(document.d);
    e text := '';
    own text;
    together CONSTANT text := array_to_string(
        document.a || document.b || document.c || document.d, E'\n');
    compounds text[] := '{}';
    field_value text;
    tier text;
    lexemes text[];
    stems text;
BEGIN
    b := CASE WHEN names IS NULL THEN principles_search_lines(document.b) ELSE names.words END;
    c := CASE WHEN titles IS NULL THEN principles_search_lines(document.c) ELSE titles.words END;
    IF together ~ sign AND together ~ compound_sign THEN
        FOREACH field_value IN ARRAY document.a || document.b || document.c || document.d LOOP
            IF field_value ~ compound_sign THEN
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
        names := NULL;
        titles := NULL;
    END IF;
    words := a || E'\n' || b || E'\n' || c || E'\n' || d || E'\n' || e;
    own := CASE WHEN document.part > 0 THEN d ELSE a END;
    length := least(30000, greatest(1, length(own) - length(replace(own, ' ', '')) - 1));
    vector := setweight(to_tsvector('principles', a), 'A');
    IF b <> '' THEN
        vector := vector || CASE WHEN names IS NULL
            THEN setweight(to_tsvector('principles', b), 'B') ELSE names.vector END;
    END IF;
    IF c <> '' THEN
        vector := vector || CASE WHEN titles IS NULL
            THEN setweight(to_tsvector('principles', c), 'C') ELSE titles.vector END;
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

-- As in 0020_rows.sql, with the one name and the one title of a quote that has no more as they were
-- read already.
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
    ARRAY[q.text] AS a, said.names || cited.wordings AS b, cited.titles AS c, '{}'::text[] AS d,
    CASE WHEN cardinality(said.names) = 1 AND cited.wordings IS NULL THEN said.as_field END
        AS names,
    CASE WHEN cardinality(cited.titles) = 1 THEN cited.as_field END AS titles
FROM principles_quote q
CROSS JOIN LATERAL (
    SELECT array_agg(principles_facet('principle', principle_id) ORDER BY principle_id) AS facets
    FROM principles_support s WHERE s.quote_id = q.number AND 'published' = (
        SELECT status FROM principles_principle WHERE number = s.principle_id)) AS supported
CROSS JOIN LATERAL (
    SELECT array_agg(principles_facet('person', p.id) ORDER BY p.id) AS facets,
        array_agg(p.name::text ORDER BY a.position, a.id) AS names,
        (array_agg(p.as_field))[1] AS as_field
    FROM principles_attribution a JOIN principles_person p ON p.id = a.person_id
    WHERE a.quote_id = q.number) AS said
CROSS JOIN LATERAL (
    SELECT array_agg(principles_facet('tag', tag_id) ORDER BY tag_id) AS facets
    FROM principles_quotetag WHERE quote_id = q.number) AS tagged
CROSS JOIN LATERAL (
    SELECT array_agg(DISTINCT principles_facet('source', s.number)) AS sources,
        array_agg(DISTINCT concat_ws(' ', s.title, s.year)) AS titles,
        (array_agg(s.as_field))[1] AS as_field,
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


CREATE OR REPLACE FUNCTION principles_quote_documents(keys bigint[])
RETURNS SETOF principles_search_document LANGUAGE sql STABLE AS $$
    SELECT kind, number, passage, part, public, facets, year, place, a, b, c, d
    FROM principles_quote_document WHERE number = ANY (keys)
$$;

CREATE OR REPLACE FUNCTION principles_quote_rows(first_number integer, last_number integer)
RETURNS TABLE (kind text, number integer, passage bigint, part integer, public boolean,
    facets bigint[], year smallint, place integer[], length smallint, words text, vector tsvector)
LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1000000 ROWS 2000 AS $$
BEGIN
    RETURN QUERY
    SELECT d.kind, d.number, d.passage, d.part, d.public, d.facets, d.year, d.place,
        (d.entry).length, (d.entry).words, (d.entry).vector
    FROM (SELECT *, principles_search_row(ROW(q.kind, q.number, q.passage, q.part, q.public,
            q.facets, q.year, q.place, q.a, q.b, q.c, q.d)::principles_search_document,
            q.names, q.titles) AS entry
        FROM principles_quote_document AS q
        WHERE q.number BETWEEN first_number AND last_number OFFSET 0) AS d;
END $$;

-- Takes every index off the table and returns what makes them again, that of vectors last. No other
-- table may refer to its primary key.
DROP FUNCTION principles_search_take_indexes;
CREATE FUNCTION principles_take_indexes(indexed regclass) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
    makes text[] := '{}';
    drops text;
    make text;
BEGIN
    FOR drops, make IN
        SELECT CASE WHEN c.oid IS NULL THEN format('DROP INDEX %s', i.indexrelid::regclass)
                ELSE format('ALTER TABLE %s DROP CONSTRAINT %I', indexed, c.conname) END,
            CASE WHEN c.oid IS NULL THEN pg_get_indexdef(i.indexrelid)
                ELSE format('ALTER TABLE %s ADD CONSTRAINT %I %s', indexed, c.conname,
                    pg_get_constraintdef(c.oid)) END
        FROM pg_index i
        LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.conrelid = i.indrelid
        WHERE i.indrelid = indexed
        ORDER BY i.indexrelid = 'search_entry_vector'::regclass, i.indexrelid
    LOOP
        EXECUTE drops;
        makes := makes || make;
    END LOOP;
    RETURN makes;
END $$;

-- As in 0021_rebuild.sql, but the vectors' index is made by two processes as well, not by three on what
-- are often two processors.
CREATE OR REPLACE FUNCTION principles_search_rebuild() RETURNS void LANGUAGE plpgsql
SET maintenance_work_mem = '192MB' SET work_mem = '16MB' SET parallel_setup_cost = 0
SET parallel_tuple_cost = 0 SET parallel_leader_participation = off
SET client_min_messages = warning AS $$
DECLARE
    is_empty boolean;
    indexes text[];
    index text;
    quotes text;
BEGIN
    PERFORM principles_take_turn();
    is_empty := NOT EXISTS (SELECT FROM principles_searchentry);
    IF is_empty THEN
        indexes := principles_take_indexes('principles_searchentry');
    END IF;
    SELECT string_agg(format(' UNION ALL SELECT * FROM principles_quote_rows(%s, %s)',
            first, first + 4999), '')
        INTO quotes FROM generate_series(1,
            (SELECT coalesce(max(number), 1) FROM principles_quote), 5000) AS first;
    -- What each call returns is held to the end, in memory as far as this allows.
    PERFORM set_config('work_mem', '256kB', true);
    EXECUTE 'CREATE TEMPORARY TABLE principles_fresh AS SELECT * FROM principles_principle_rows()
        UNION ALL SELECT * FROM principles_source_rows()' || quotes;
    PERFORM set_config('work_mem', '16MB', true);
    IF is_empty THEN
        PERFORM principles_search_fill();
        FOREACH index IN ARRAY trim_array(indexes, 1) LOOP
            EXECUTE index;
        END LOOP;
    ELSE
        PERFORM principles_search_write_fresh(false);
    END IF;
    CREATE TEMPORARY TABLE principles_fresh AS
        SELECT kind, number, passage, part, public, facets, year, place,
            r.length, r.words, r.vector
        FROM principles_paragraph_documents(ARRAY(SELECT id FROM principles_passage)) AS document
        CROSS JOIN LATERAL principles_search_row(document) AS r;
    PERFORM principles_search_write_fresh(true);
    IF is_empty THEN
        EXECUTE indexes[cardinality(indexes)];
    ELSE
        PERFORM gin_clean_pending_list('search_entry_vector');
    END IF;
END $$;
