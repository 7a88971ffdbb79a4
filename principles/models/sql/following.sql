-- When the index follows the entries: which of its rows depend on what, and the triggers.

-- What depends on what ---------------------------------------------------------------------------

-- Writes the rows that follow entries with these keys: the entries' own (`quotes`), or those of entries
-- that depend on them (`quotes_of_people`).
CREATE FUNCTION principles_search_follow(followers text, keys bigint[]) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    entries bigint[] := keys;
BEGIN
    CASE followers
        WHEN 'quotes', 'principles', 'words_of_principles', 'sources', 'paragraphs' THEN
            NULL;
        WHEN 'principles_of_quotes' THEN
            entries := ARRAY(SELECT principle_id FROM principles_support
                WHERE quote_id = ANY (keys));
        WHEN 'sources_of_quotes' THEN
            entries := ARRAY(SELECT source_id FROM principles_citation
                WHERE quote_id = ANY (keys));
        WHEN 'quotes_of_principles' THEN
            entries := ARRAY(SELECT quote_id FROM principles_support
                WHERE principle_id = ANY (keys));
        WHEN 'quotes_of_sources' THEN
            entries := ARRAY(SELECT quote_id FROM principles_citation
                WHERE source_id = ANY (keys));
        -- Where a quote stands in its source follows from where the passage stands, and what from its heading.
        WHEN 'quotes_of_passages' THEN
            entries := ARRAY(SELECT quote_id FROM principles_citation
                WHERE passage_id = ANY (keys));
        WHEN 'quotes_of_people' THEN
            entries := ARRAY(SELECT quote_id FROM principles_attribution
                WHERE person_id = ANY (keys));
        WHEN 'sources_of_people' THEN
            entries := ARRAY(SELECT source_id FROM principles_contribution
                WHERE person_id = ANY (keys));
        WHEN 'parts_of_sources' THEN
            entries := ARRAY(SELECT number FROM principles_source
                WHERE container_id = ANY (keys));
    END CASE;
    -- A container is public while a part of it is.
    IF followers IN ('sources', 'sources_of_quotes', 'sources_of_people', 'parts_of_sources') THEN
        entries := ARRAY(WITH RECURSIVE whole(number) AS (
            SELECT unnest(entries)
            UNION
            SELECT s.container_id FROM principles_source s JOIN whole w ON s.number = w.number
            WHERE s.container_id IS NOT NULL
        )
        SELECT number FROM whole);
    END IF;
    entries := ARRAY(SELECT DISTINCT entry FROM unnest(entries) AS entry ORDER BY entry);
    CASE
        WHEN followers = 'words_of_principles' THEN
            PERFORM principles_search_words_of_principles(entries);
        WHEN followers = 'parts_of_sources' THEN
            PERFORM principles_search_refresh('source', entries);
        ELSE
            PERFORM principles_search_refresh(rtrim(split_part(followers, '_', 1), 's'), entries);
    END CASE;
END $$;

-- When -------------------------------------------------------------------------------------------

-- Arguments: the key of the table, then in threes: what follows (`principles_search_follow`), the column
-- that names it, the columns that matter to it. Stops where no row is concerned: statement triggers fire
-- for none too. What it executes is planned with the rows there are.
CREATE FUNCTION principles_search_on_change() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public AS $$
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
            PERFORM principles_search_follow(TG_ARGV[i], concerned);
        END IF;
    END LOOP;
    RETURN NULL;
END $$;

DO $$
DECLARE
    feeding record;
    happening record;
    wanted text;
BEGIN
    FOR feeding IN SELECT * FROM (VALUES
        ('quote', 'number', '{
            quotes,number,"text,status,language,note,standing_evidence,real_origin",
            principles_of_quotes,number,status,
            sources_of_quotes,number,status}'::text[]),
        ('attribution', 'id', '{
            quotes,quote_id,"quote_id,person_id,position",
            principles_of_quotes,quote_id,"quote_id,person_id"}'),
        ('citation', 'id', '{
            quotes,quote_id,"quote_id,source_id,passage_id,wording,role,position,verdict,start,\"end\",spans,note",
            principles_of_quotes,quote_id,"quote_id,source_id",
            sources,source_id,"quote_id,source_id"}'),
        ('quotetag', 'id', '{quotes,quote_id,"quote_id,tag_id"}'),
        ('support', 'id', '{
            quotes,quote_id,"quote_id,principle_id,note",
            principles,principle_id,"quote_id,principle_id"}'),
        ('principle', 'number', '{
            principles,number,"name,aliases,maxim,summary,body,status",
            quotes_of_principles,number,status}'),
        ('principletag', 'id', '{principles,principle_id,"principle_id,tag_id"}'),
        ('person', 'id', '{
            quotes_of_people,id,name,
            sources_of_people,id,name}'),
        ('source', 'number', '{
            sources,number,"title,kind,year,publisher,summary,note,text_access,container_id,identifiers",
            sources,container_id,container_id,
            parts_of_sources,number,title,
            quotes_of_sources,number,"title,year,text_access,publisher"}'),
        ('contribution', 'id', '{sources,source_id,"source_id,person_id,position"}'),
        ('passage', 'id', '{
            paragraphs,id,"heading,text,source_id,position",
            quotes_of_passages,id,"position,heading"}')
    ) AS f(name, key, follows) LOOP
        SELECT string_agg(quote_literal(argument), ', ' ORDER BY place) INTO wanted
            FROM unnest(feeding.key || feeding.follows) WITH ORDINALITY AS a(argument, place);
        FOR happening IN SELECT * FROM (VALUES
            ('inserted', 'INSERT', 'NEW TABLE AS new_rows'),
            ('updated', 'UPDATE', 'OLD TABLE AS old_rows NEW TABLE AS new_rows'),
            ('deleted', 'DELETE', 'OLD TABLE AS old_rows')
        ) AS h(name, event, tables) WHERE (feeding.name, h.name) <> ('principle', 'updated') LOOP
            EXECUTE format('CREATE TRIGGER principles_90_search_%s AFTER %s
                ON principles_%s REFERENCING %s FOR EACH STATEMENT
                EXECUTE FUNCTION principles_search_on_change(%s)',
                happening.name, happening.event, feeding.name, happening.tables, wanted);
        END LOOP;
    END LOOP;
END $$;

-- A principle that is updated keeps its facets, which none of its own columns changes: they may be
-- thousands.
CREATE TRIGGER principles_90_search_updated AFTER UPDATE ON principles_principle
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION principles_search_on_change('number',
        'words_of_principles', 'number', 'name,aliases,maxim,summary,body,status',
        'quotes_of_principles', 'number', 'status');
