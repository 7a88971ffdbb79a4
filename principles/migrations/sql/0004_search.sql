-- The search index: kept true by the database, in the transaction that writes.
-- `principles_<kind>_documents(keys)` says what the index should hold, `principles_search_refresh`
-- makes it so, and the triggers at the end say when.

-- Words: stemmed as English, none left out, so that "to be or not to be" can be found.
CREATE TEXT SEARCH DICTIONARY principles_english (TEMPLATE = snowball, LANGUAGE = english);
CREATE TEXT SEARCH CONFIGURATION principles (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION principles
    ALTER MAPPING FOR asciiword, word, numword WITH principles_english;

-- What a text says in one word and spells in several: "e-mail" is indexed as "email" too, "1,000.50"
-- as "1000.50", "U.S.A." as "USA", "l'été" as "été". After an apostrophe, English endings (it's,
-- he'll) are left out.
CREATE FUNCTION principles_compounds(words text) RETURNS SETOF text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
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

-- Several values of a field as lines, each between spaces: a phrase cannot cross from one to
-- the next.
CREATE FUNCTION principles_search_lines(field_values text[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(string_agg(' ' || principles_qnorm(left(value, 120000)) || ' ', E'\n'), '')
    FROM unnest(field_values) AS value WHERE value <> ''
$$;

-- A tsvector holds a megabyte at most, so of what is longer than a book's chapter only the whole
-- words of the first 120,000 characters are indexed, `used` of them by weightier fields.
CREATE FUNCTION principles_search_cut(lines text, used integer) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN length(lines) <= 120000 - used THEN lines
        ELSE coalesce(substring(left(lines, greatest(0, 120000 - used)) FROM '^.* '), '') END
$$;

-- The words that a source gives: all it has from the first that matches to the last, but where it
-- opens only windows, the matching stretches without what stands between them. An altered quote
-- has other words there, which count as quoted while the windows of 40 words meet
-- (principles/excerpts has the same rule). Hidden text gives no words at all.
CREATE FUNCTION principles_given_words(
    access text, verdict text, stored text, first integer, last integer, spans integer[])
RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE access
        WHEN 'full' THEN coalesce(substr(stored, first + 1, last - first), '')
        WHEN 'window' THEN (
            SELECT coalesce(btrim(string_agg(substr(stored, start + 1, stop - start) || CASE
                WHEN next IS NULL THEN ''
                WHEN verdict = 'altered' AND (SELECT count(*) FROM regexp_matches(
                    substr(stored, stop + 1, next - stop), '\S+', 'g')) <= 80
                THEN substr(stored, stop + 1, next - stop)
                ELSE ' … ' END, '' ORDER BY place)), '')
            FROM (SELECT CASE WHEN verdict = 'altered' AND first IS NOT NULL
                THEN ARRAY[first, first] || spans || ARRAY[last, last] ELSE spans END AS at) edges,
            LATERAL (SELECT n, at[2 * n - 1], at[2 * n], at[2 * n + 1]
                FROM generate_series(1, cardinality(at) / 2) AS n) AS s(place, start, stop, next))
        ELSE '' END
$$;

CREATE FUNCTION principles_search_filters(
    kind text, number integer, part integer, people bigint[], sources bigint[],
    principles bigint[], tags bigint[], year smallint, verdicts text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ARRAY['#k' || kind]
        || CASE WHEN part = 0 THEN ARRAY['=' || left(kind, 1) || number] END
        || ARRAY(SELECT '#a' || person FROM unnest(people) AS person)
        || ARRAY(SELECT '#s' || source FROM unnest(sources) AS source)
        || ARRAY(SELECT '#p' || principle FROM unnest(principles) AS principle)
        || ARRAY(SELECT '#t' || tag FROM unnest(tags) AS tag)
        || CASE WHEN year IS NOT NULL THEN ARRAY['#y' || year] END
        || ARRAY(SELECT '#v' || verdict FROM unnest(verdicts) AS verdict)
$$;

-- What the index should hold ---------------------------------------------------------------------
-- Fields a to d are the weights A to D.

CREATE TYPE principles_search_document AS (
    kind text, number integer, passage bigint, part integer, public boolean, people bigint[],
    sources bigint[], principles bigint[], tags bigint[], year smallint, verdicts text[],
    a text[], b text[], c text[], d text[]);

CREATE FUNCTION principles_quote_documents(keys bigint[]) RETURNS SETOF principles_search_document
LANGUAGE sql STABLE AS $$
    SELECT 'quote', q.number, 0::bigint, 0, q.status = 'published',
        ARRAY(SELECT person_id FROM principles_attribution
            WHERE quote_id = q.number ORDER BY position, id),
        ARRAY(SELECT DISTINCT source_id::bigint FROM principles_citation
            WHERE quote_id = q.number ORDER BY 1),
        ARRAY(SELECT p.number::bigint FROM principles_support s
            JOIN principles_principle p ON p.number = s.principle_id AND p.status = 'published'
            WHERE s.quote_id = q.number ORDER BY 1),
        ARRAY(SELECT tag_id FROM principles_quotetag WHERE quote_id = q.number ORDER BY 1),
        (SELECT s.year FROM principles_citation c
            JOIN principles_source s ON s.number = c.source_id
            WHERE c.quote_id = q.number
            ORDER BY c.role <> 'original', c.position, c.id LIMIT 1),
        ARRAY(SELECT DISTINCT CASE verdict WHEN 'stale' THEN 'unverified' ELSE verdict::text END
            FROM principles_citation WHERE quote_id = q.number ORDER BY 1),
        ARRAY[q.text],
        ARRAY(SELECT p.name FROM principles_attribution a
            JOIN principles_person p ON p.id = a.person_id
            WHERE a.quote_id = q.number ORDER BY a.position, a.id)
        || ARRAY(SELECT given.words FROM principles_citation c
            JOIN principles_source s ON s.number = c.source_id
            LEFT JOIN principles_passage p ON p.id = c.passage_id
            CROSS JOIN LATERAL (SELECT CASE WHEN p.id IS NULL THEN c.wording
                ELSE principles_given_words(
                    s.text_access, c.verdict, p.text, c.start, c."end", c.spans) END AS words) AS given
            WHERE c.quote_id = q.number
            AND principles_qnorm(given.words) <> principles_qnorm(q.text)
            ORDER BY c.position, c.id),
        ARRAY(SELECT concat_ws(' ', s.title, s.year) FROM principles_source s
            WHERE s.number IN (SELECT source_id FROM principles_citation WHERE quote_id = q.number)
            ORDER BY s.number),
        '{}'::text[]
    FROM principles_quote q WHERE q.number = ANY (keys)
$$;

-- A principle is found under the people and sources of its published quotes.
CREATE FUNCTION principles_principle_documents(keys bigint[])
RETURNS SETOF principles_search_document LANGUAGE sql STABLE AS $$
    SELECT 'principle', p.number, 0::bigint, 0, p.status = 'published',
        ARRAY(SELECT DISTINCT a.person_id FROM principles_support s
            JOIN principles_quote q ON q.number = s.quote_id AND q.status = 'published'
            JOIN principles_attribution a ON a.quote_id = q.number
            WHERE s.principle_id = p.number ORDER BY 1),
        ARRAY(SELECT DISTINCT c.source_id::bigint FROM principles_support s
            JOIN principles_quote q ON q.number = s.quote_id AND q.status = 'published'
            JOIN principles_citation c ON c.quote_id = q.number
            WHERE s.principle_id = p.number ORDER BY 1),
        ARRAY[p.number::bigint],
        ARRAY(SELECT tag_id FROM principles_principletag WHERE principle_id = p.number ORDER BY 1),
        NULL::smallint,
        '{}'::text[],
        ARRAY[p.name] || p.aliases::text[],
        ARRAY[p.maxim],
        ARRAY[p.summary],
        ARRAY[regexp_replace(p.body, '\[Q[0-9]+\]|\]\([^)]*\)', ' ', 'g')]
    FROM principles_principle p WHERE p.number = ANY (keys)
$$;

CREATE FUNCTION principles_source_documents(keys bigint[]) RETURNS SETOF principles_search_document
LANGUAGE sql STABLE AS $$
    SELECT 'source', s.number, 0::bigint, 0, principles_source_is_public(s.number),
        ARRAY(SELECT person_id FROM principles_contribution
            WHERE source_id = s.number GROUP BY person_id ORDER BY min(position), person_id),
        ARRAY[s.number::bigint], '{}'::bigint[], '{}'::bigint[], s.year, '{}'::text[],
        ARRAY[concat_ws(' ', s.title, s.year)],
        ARRAY(SELECT p.name FROM principles_contribution c
            JOIN principles_person p ON p.id = c.person_id
            WHERE c.source_id = s.number GROUP BY p.id ORDER BY min(c.position), p.id),
        ARRAY[s.kind, s.publisher,
            (SELECT title FROM principles_source WHERE number = s.container_id)],
        ARRAY[s.note]
    FROM principles_source s WHERE s.number = ANY (keys)
$$;

CREATE FUNCTION principles_paragraphs(stored text, OUT words text, OUT part bigint)
RETURNS SETOF record LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT piece, row_number() OVER (ORDER BY place)
    FROM regexp_split_to_table(stored, '\n\s*\n') WITH ORDINALITY AS split(piece, place)
    WHERE piece ~ '\S'
$$;

-- The keys are those of passages. Only the full text of a public source is for the public.
CREATE FUNCTION principles_paragraph_documents(keys bigint[])
RETURNS SETOF principles_search_document LANGUAGE sql STABLE AS $$
    SELECT 'source', p.source_id, p.id, paragraph.part::integer,
        r.public AND s.text_access = 'full', r.people, r.sources, '{}'::bigint[], '{}'::bigint[],
        r.year, '{}'::text[], '{}'::text[], '{}'::text[], '{}'::text[], ARRAY[paragraph.words]
    FROM principles_passage p
    JOIN principles_source s ON s.number = p.source_id
    JOIN principles_searchentry r ON r.kind = 'source' AND r.number = p.source_id AND r.part = 0
    CROSS JOIN LATERAL principles_paragraphs(p.text) AS paragraph
    WHERE p.id = ANY (keys)
$$;

-- Making it so -----------------------------------------------------------------------------------

-- Locks the entries' rows before anything is computed: whoever comes second then sees what the
-- first has written, so the index is right whichever of two writers ends last. No statement here
-- is put together as text, so that each is planned once per connection.
CREATE FUNCTION principles_search_refresh(document_kind text, keys bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    row_kind CONSTANT text := CASE document_kind WHEN 'paragraph' THEN 'source' ELSE document_kind END;
    entries bigint[] := keys;
    documents principles_search_document[];
BEGIN
    IF coalesce(cardinality(keys), 0) = 0 THEN
        RETURN;
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
    ELSE
        DELETE FROM principles_searchentry e
            WHERE e.kind = row_kind AND e.number = ANY (keys) AND e.part = 0
            AND e.number NOT IN (SELECT d.number FROM unnest(documents) AS d);
    END IF;
    INSERT INTO principles_searchentry AS e (kind, number, passage, part, public, people,
        sources, principles, tags, year, verdicts, words, vector)
    SELECT kind, number, passage, part, public, people, sources, principles, tags, year,
        verdicts, concat_ws(E'\n', la, lb, lc, ld, le),
        setweight(to_tsvector('principles', la), 'A')
        || setweight(to_tsvector('principles', lb), 'B')
        || setweight(to_tsvector('principles', lc), 'C')
        || setweight(to_tsvector('principles', ld || ' ' || le), 'D')
        || array_to_tsvector(principles_search_filters(kind, number, part, people, sources,
            principles, tags, year, verdicts))
    FROM unnest(documents) AS document
    CROSS JOIN LATERAL (SELECT principles_search_cut(principles_search_lines(a), 0) AS la) AS fa
    CROSS JOIN LATERAL (SELECT principles_search_cut(
        principles_search_lines(b), length(la)) AS lb) AS fb
    CROSS JOIN LATERAL (SELECT principles_search_cut(
        principles_search_lines(c), length(la || lb)) AS lc) AS fc
    CROSS JOIN LATERAL (SELECT principles_search_cut(
        principles_search_lines(d), length(la || lb || lc)) AS ld) AS fd
    CROSS JOIN LATERAL (SELECT principles_search_cut(principles_search_lines(ARRAY(
        SELECT principles_compounds(v) FROM unnest(a || b || c || d) AS v)),
        length(la || lb || lc || ld)) AS le) AS fe
    ORDER BY number, passage, part
    ON CONFLICT (kind, number, passage, part) DO UPDATE SET
        public = excluded.public, people = excluded.people, sources = excluded.sources,
        principles = excluded.principles, tags = excluded.tags, year = excluded.year,
        verdicts = excluded.verdicts, words = excluded.words, vector = excluded.vector
    WHERE (e.public, e.words, e.vector, e.people, e.year) IS DISTINCT FROM
        (excluded.public, excluded.words, excluded.vector, excluded.people, excluded.year);
    IF document_kind = 'source' THEN
        PERFORM principles_search_follow_source(keys);
    END IF;
END $$;

-- Paragraphs carry what their source's row says, without being read again.
CREATE FUNCTION principles_search_follow_source(keys bigint[]) RETURNS void LANGUAGE sql AS $$
    UPDATE principles_searchentry e
    SET public = r.public AND s.text_access = 'full', people = r.people, year = r.year,
        vector = ts_delete(e.vector, principles_search_filters(e.kind, e.number, e.part, e.people,
                e.sources, e.principles, e.tags, e.year, e.verdicts::text[]))
            || array_to_tsvector(principles_search_filters(e.kind, e.number, e.part, r.people,
                e.sources, e.principles, e.tags, r.year, e.verdicts::text[]))
    FROM principles_searchentry r JOIN principles_source s ON s.number = r.number
    WHERE r.kind = 'source' AND r.part = 0 AND r.number = ANY (keys)
    AND e.kind = 'source' AND e.part > 0 AND e.number = r.number
    AND (e.public, e.people, e.year)
        IS DISTINCT FROM (r.public AND s.text_access = 'full', r.people, r.year)
$$;

-- What depends on what ---------------------------------------------------------------------------

CREATE FUNCTION principles_search_quotes(keys bigint[]) RETURNS void LANGUAGE sql AS $$
    SELECT principles_search_refresh('quote', keys)
$$;

CREATE FUNCTION principles_search_principles(keys bigint[]) RETURNS void LANGUAGE sql AS $$
    SELECT principles_search_refresh('principle', keys)
$$;

CREATE FUNCTION principles_search_paragraphs(keys bigint[]) RETURNS void LANGUAGE sql AS $$
    SELECT principles_search_refresh('paragraph', keys)
$$;

-- A container is public while a part of it is.
CREATE FUNCTION principles_search_sources(keys bigint[]) RETURNS void LANGUAGE sql AS $$
    WITH RECURSIVE whole(number) AS (
        SELECT unnest(keys)
        UNION
        SELECT s.container_id FROM principles_source s JOIN whole w ON s.number = w.number
        WHERE s.container_id IS NOT NULL
    )
    SELECT principles_search_refresh('source', array_agg(number ORDER BY number)) FROM whole
$$;

CREATE FUNCTION principles_search_principles_of_quotes(keys bigint[]) RETURNS void
LANGUAGE sql AS $$
    SELECT principles_search_principles(array_agg(DISTINCT principle_id::bigint))
    FROM principles_support WHERE quote_id = ANY (keys)
$$;

CREATE FUNCTION principles_search_sources_of_quotes(keys bigint[]) RETURNS void LANGUAGE sql AS $$
    SELECT principles_search_sources(array_agg(DISTINCT source_id::bigint))
    FROM principles_citation WHERE quote_id = ANY (keys)
$$;

CREATE FUNCTION principles_search_quotes_of_principles(keys bigint[]) RETURNS void
LANGUAGE sql AS $$
    SELECT principles_search_quotes(array_agg(DISTINCT quote_id::bigint))
    FROM principles_support WHERE principle_id = ANY (keys)
$$;

CREATE FUNCTION principles_search_quotes_of_sources(keys bigint[]) RETURNS void LANGUAGE sql AS $$
    SELECT principles_search_quotes(array_agg(DISTINCT quote_id::bigint))
    FROM principles_citation WHERE source_id = ANY (keys)
$$;

CREATE FUNCTION principles_search_parts_of_sources(keys bigint[]) RETURNS void LANGUAGE sql AS $$
    SELECT principles_search_sources(array_agg(number::bigint))
    FROM principles_source WHERE container_id = ANY (keys)
$$;

CREATE FUNCTION principles_search_quotes_of_people(keys bigint[]) RETURNS void LANGUAGE sql AS $$
    SELECT principles_search_quotes(array_agg(DISTINCT quote_id::bigint))
    FROM principles_attribution WHERE person_id = ANY (keys)
$$;

CREATE FUNCTION principles_search_sources_of_people(keys bigint[]) RETURNS void LANGUAGE sql AS $$
    SELECT principles_search_sources(array_agg(DISTINCT source_id::bigint))
    FROM principles_contribution WHERE person_id = ANY (keys)
$$;

-- When -------------------------------------------------------------------------------------------

-- Arguments: the key of the table, then in threes: what to refresh, the column that names it, the
-- columns that matter to it. Stops where no row is concerned: statement triggers fire for none too.
CREATE FUNCTION principles_search_on_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    concerned bigint[];
BEGIN
    FOR i IN 1 .. TG_NARGS - 1 BY 3 LOOP
        EXECUTE CASE TG_OP
            WHEN 'INSERT' THEN format('SELECT array_agg(DISTINCT %1$I ORDER BY %1$I) FROM new_rows',
                TG_ARGV[i + 1])
            WHEN 'DELETE' THEN format('SELECT array_agg(DISTINCT %1$I ORDER BY %1$I) FROM old_rows',
                TG_ARGV[i + 1])
            ELSE format('SELECT array_agg(DISTINCT key ORDER BY key)
                FROM old_rows o JOIN new_rows n USING (%1$I),
                    LATERAL (VALUES (o.%2$I), (n.%2$I)) AS named(key)
                WHERE ROW(o.%3$s) IS DISTINCT FROM ROW(n.%4$s)',
                TG_ARGV[0], TG_ARGV[i + 1],
                replace(TG_ARGV[i + 2], ',', ',o.'), replace(TG_ARGV[i + 2], ',', ',n.'))
            END INTO concerned;
        concerned := array_remove(concerned, NULL);
        IF cardinality(concerned) > 0 THEN
            EXECUTE format('SELECT principles_search_%s($1)', TG_ARGV[i]) USING concerned;
        END IF;
    END LOOP;
    RETURN NULL;
END $$;

DO $$
DECLARE
    feeding record;
    wanted text;
BEGIN
    FOR feeding IN SELECT * FROM (VALUES
        ('quote', 'number', '{
            quotes,number,"text,status",
            principles_of_quotes,number,status,
            sources_of_quotes,number,status}'::text[]),
        ('attribution', 'id', '{
            quotes,quote_id,"quote_id,person_id,position",
            principles_of_quotes,quote_id,"quote_id,person_id"}'),
        ('citation', 'id', '{
            quotes,quote_id,"quote_id,source_id,passage_id,wording,role,position,verdict,start,\"end\",spans",
            principles_of_quotes,quote_id,"quote_id,source_id",
            sources,source_id,"quote_id,source_id"}'),
        ('quotetag', 'id', '{quotes,quote_id,"quote_id,tag_id"}'),
        ('support', 'id', '{
            quotes,quote_id,"quote_id,principle_id",
            principles,principle_id,"quote_id,principle_id"}'),
        ('principle', 'number', '{
            principles,number,"name,aliases,maxim,summary,body,status",
            quotes_of_principles,number,status}'),
        ('principletag', 'id', '{principles,principle_id,"principle_id,tag_id"}'),
        ('person', 'id', '{
            quotes_of_people,id,name,
            sources_of_people,id,name}'),
        ('source', 'number', '{
            sources,number,"title,kind,year,publisher,note,text_access,container_id",
            sources,container_id,container_id,
            parts_of_sources,number,title,
            quotes_of_sources,number,"title,year,text_access"}'),
        ('contribution', 'id', '{sources,source_id,"source_id,person_id,position"}'),
        ('passage', 'id', '{paragraphs,id,"text,source_id"}')
    ) AS f(name, key, follows) LOOP
        SELECT string_agg(quote_literal(argument), ', ' ORDER BY place) INTO wanted
            FROM unnest(feeding.key || feeding.follows) WITH ORDINALITY AS a(argument, place);
        EXECUTE format('CREATE TRIGGER principles_90_search_inserted AFTER INSERT
            ON principles_%s REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
            EXECUTE FUNCTION principles_search_on_change(%s)', feeding.name, wanted);
        EXECUTE format('CREATE TRIGGER principles_90_search_updated AFTER UPDATE
            ON principles_%s REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
            FOR EACH STATEMENT EXECUTE FUNCTION principles_search_on_change(%s)',
            feeding.name, wanted);
        EXECUTE format('CREATE TRIGGER principles_90_search_deleted AFTER DELETE
            ON principles_%s REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
            EXECUTE FUNCTION principles_search_on_change(%s)', feeding.name, wanted);
    END LOOP;
END $$;

-- What was there before the index was.
SELECT principles_search_refresh('quote', ARRAY(SELECT number FROM principles_quote));
SELECT principles_search_refresh('principle', ARRAY(SELECT number FROM principles_principle));
SELECT principles_search_refresh('source', ARRAY(SELECT number FROM principles_source));
SELECT principles_search_refresh('paragraph', ARRAY(SELECT id FROM principles_passage));
