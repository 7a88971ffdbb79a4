-- What the database keeps true of the entries by itself, whatever writes: shell, admin, importer, psql.
-- Triggers fire in the order of their names: 00 waits for the writer's turn, 05 keeps what was
-- published, 10 to 12 set dates, 20 marks verdicts stale, 21 anchors, 22 counts paragraphs, 40 keeps addresses, 90 follows
-- in the index; 30 are the rules, which speak when the transaction ends.

-- One writer at a time ---------------------------------------------------------------------------
-- What an edit touches in other tables (verdicts, dates, the index) would be locked by two writers
-- in opposite orders, and a rule across tables would not see what the other is about to do. Readers
-- wait for nobody.

CREATE FUNCTION principles_take_turn() RETURNS void LANGUAGE sql AS $$
    SELECT pg_advisory_xact_lock(1886544227)
$$;

CREATE FUNCTION principles_wait_for_turn() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public AS $$
BEGIN
    PERFORM principles_take_turn();
    RETURN NULL;
END $$;

DO $$
DECLARE
    entry text;
BEGIN
    FOREACH entry IN ARRAY '{person,source,contribution,passage,tag,quote,attribution,citation,
        quotetag,principle,support,seealso,principletag}'::text[] LOOP
        EXECUTE format('CREATE TRIGGER principles_00_turn BEFORE INSERT OR UPDATE OR DELETE
            ON principles_%s FOR EACH STATEMENT EXECUTE FUNCTION principles_wait_for_turn()', entry);
    END LOOP;
END $$;

-- When an entry or something that belongs to it was saved ----------------------------------------

CREATE FUNCTION principles_set_modified() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.modified := now();
    RETURN NEW;
END $$;

-- A date once set stays, even where a record read before its publication is saved again.
CREATE FUNCTION principles_set_published_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        NEW.published_at := coalesce(NEW.published_at, OLD.published_at);
    END IF;
    IF NEW.status = 'published' AND NEW.published_at IS NULL THEN
        NEW.published_at := now();
    END IF;
    RETURN NEW;
END $$;

-- Arguments: the parent's table and key, the column of the child that names it.
CREATE FUNCTION principles_touch() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public AS $$
DECLARE
    computed CONSTANT text[] := '{verdict,start,end,paragraph,spans,typography_only,gives_part,folding_version,confirmed_digest,paragraphs_before}';
    touched bigint[];
BEGIN
    EXECUTE CASE TG_OP
        WHEN 'INSERT' THEN format('SELECT array_agg(DISTINCT %I) FROM new_rows', TG_ARGV[2])
        WHEN 'DELETE' THEN format('SELECT array_agg(DISTINCT %I) FROM old_rows', TG_ARGV[2])
        ELSE format(
            'SELECT array_agg(DISTINCT key) FROM old_rows o JOIN new_rows n USING (id),
                unnest(ARRAY[o.%1$I, n.%1$I]) AS key
             WHERE to_jsonb(o) - $1 <> to_jsonb(n) - $1', TG_ARGV[2])
    END INTO touched USING computed;
    IF touched IS NOT NULL THEN
        EXECUTE format(
            'UPDATE %1$I SET modified = now() WHERE %2$I IN (
                SELECT %2$I FROM %1$I WHERE %2$I = ANY ($1) AND modified <> now()
                ORDER BY %2$I FOR NO KEY UPDATE)', TG_ARGV[0], TG_ARGV[1])
            USING touched;
    END IF;
    RETURN NULL;
END $$;

DO $$
DECLARE
    entry text;
    child record;
BEGIN
    FOREACH entry IN ARRAY '{quote,principle,source,person}'::text[] LOOP
        EXECUTE format('CREATE TRIGGER principles_10_modified BEFORE INSERT OR UPDATE
            ON principles_%s FOR EACH ROW EXECUTE FUNCTION principles_set_modified()', entry);
    END LOOP;
    FOREACH entry IN ARRAY '{quote,principle}'::text[] LOOP
        EXECUTE format('CREATE TRIGGER principles_11_published_at BEFORE INSERT OR UPDATE
            ON principles_%s FOR EACH ROW EXECUTE FUNCTION principles_set_published_at()', entry);
    END LOOP;
    FOR child IN SELECT * FROM (VALUES
        ('attribution', 'quote', 'number', 'quote_id'),
        ('citation', 'quote', 'number', 'quote_id'),
        ('quotetag', 'quote', 'number', 'quote_id'),
        ('support', 'principle', 'number', 'principle_id'),
        ('seealso', 'principle', 'number', 'principle_id'),
        ('principletag', 'principle', 'number', 'principle_id'),
        ('passage', 'source', 'number', 'source_id'),
        ('contribution', 'source', 'number', 'source_id')
    ) AS c(name, parent, key, reference) LOOP
        EXECUTE format('CREATE TRIGGER principles_12_touch_inserted AFTER INSERT ON principles_%1$s
            REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
            EXECUTE FUNCTION principles_touch(%2$L, %3$L, %4$L)',
            child.name, 'principles_' || child.parent, child.key, child.reference);
        EXECUTE format('CREATE TRIGGER principles_12_touch_updated AFTER UPDATE ON principles_%1$s
            REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
            EXECUTE FUNCTION principles_touch(%2$L, %3$L, %4$L)',
            child.name, 'principles_' || child.parent, child.key, child.reference);
        EXECUTE format('CREATE TRIGGER principles_12_touch_deleted AFTER DELETE ON principles_%1$s
            REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
            EXECUTE FUNCTION principles_touch(%2$L, %3$L, %4$L)',
            child.name, 'principles_' || child.parent, child.key, child.reference);
    END LOOP;
END $$;

-- Verdicts go stale at once ----------------------------------------------------------------------

-- A verdict is taken back, with all that was computed beside it, where what was compared is another or
-- somebody says that it is stale. What is computed may be written.
CREATE FUNCTION principles_stale_citation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND
        (NEW.quote_id, NEW.source_id, NEW.passage_id, NEW.wording)
        IS NOT DISTINCT FROM (OLD.quote_id, OLD.source_id, OLD.passage_id, OLD.wording)
        AND NOT (NEW.verdict = 'stale' AND OLD.verdict <> 'stale')
    THEN
        RETURN NEW;
    END IF;
    NEW.verdict := 'stale';
    NEW.start := NULL;
    NEW."end" := NULL;
    NEW.paragraph := NULL;
    NEW.spans := '{}';
    NEW.typography_only := false;
    NEW.gives_part := false;
    NEW.folding_version := 0;
    RETURN NEW;
END $$;

CREATE TRIGGER principles_20_stale BEFORE INSERT OR UPDATE ON principles_citation
    FOR EACH ROW EXECUTE FUNCTION principles_stale_citation();

-- Statement triggers fire for no rows too, and this updates a table that has them: the callers
-- stop where nothing changed.
CREATE FUNCTION principles_make_stale(citations bigint[]) RETURNS void LANGUAGE sql AS $$
    UPDATE principles_citation SET verdict = 'stale' WHERE id IN (
        SELECT id FROM principles_citation WHERE id = ANY (citations) AND verdict <> 'stale'
        ORDER BY id FOR UPDATE)
$$;

-- The callers compare written rows with what they were. A statement of a function keeps its plan, and
-- one that was made for the single row of an edit pairs each old row with each new one; EXECUTE plans
-- with the rows there are.

CREATE FUNCTION principles_stale_by_quote() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public AS $$
DECLARE
    changed bigint[];
BEGIN
    EXECUTE 'SELECT array_agg(n.number) FROM new_rows n JOIN old_rows o USING (number)
        WHERE o.text <> n.text' INTO changed;
    IF changed IS NOT NULL THEN
        PERFORM principles_make_stale(ARRAY(
            SELECT id FROM principles_citation WHERE quote_id = ANY (changed)));
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER principles_20_stale AFTER UPDATE ON principles_quote
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION principles_stale_by_quote();

CREATE FUNCTION principles_stale_by_passage() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public AS $$
DECLARE
    changed bigint[];
BEGIN
    EXECUTE 'SELECT array_agg(n.id) FROM new_rows n JOIN old_rows o USING (id)
        WHERE o.text <> n.text' INTO changed;
    IF changed IS NOT NULL THEN
        PERFORM principles_make_stale(ARRAY(
            SELECT id FROM principles_citation WHERE passage_id = ANY (changed)));
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER principles_20_stale AFTER UPDATE ON principles_passage
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION principles_stale_by_passage();

CREATE FUNCTION principles_stale_by_source() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public AS $$
DECLARE
    changed bigint[];
BEGIN
    EXECUTE 'SELECT array_agg(n.number) FROM new_rows n JOIN old_rows o USING (number)
        WHERE o.level <> n.level' INTO changed;
    IF changed IS NOT NULL THEN
        PERFORM principles_make_stale(ARRAY(
            SELECT id FROM principles_citation WHERE source_id = ANY (changed)));
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER principles_20_stale AFTER UPDATE ON principles_source
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION principles_stale_by_source();

-- A citation and its passage ---------------------------------------------------------------------

-- A citation that names a passage is not adrift, whoever writes it.
CREATE FUNCTION principles_anchor() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.is_adrift := false;
    RETURN NEW;
END $$;

CREATE TRIGGER principles_21_anchor BEFORE INSERT OR UPDATE ON principles_citation
    FOR EACH ROW WHEN (NEW.passage_id IS NOT NULL AND NEW.is_adrift)
    EXECUTE FUNCTION principles_anchor();

-- Former addresses -------------------------------------------------------------------------------

CREATE FUNCTION principles_keep_address() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public AS $$
BEGIN
    EXECUTE format(
        'INSERT INTO principles_formeraddress (kind, slug, %1$I) VALUES ($1, $2, $3)
         ON CONFLICT (kind, slug) DO UPDATE SET %1$I = excluded.%1$I', TG_ARGV[0] || '_id')
        USING TG_ARGV[0], OLD.slug, (to_jsonb(OLD) ->> TG_ARGV[1])::bigint;
    DELETE FROM principles_formeraddress WHERE kind = TG_ARGV[0] AND slug = NEW.slug;
    RETURN NULL;
END $$;

CREATE TRIGGER principles_40_address AFTER UPDATE ON principles_principle FOR EACH ROW
    WHEN (OLD.slug <> NEW.slug) EXECUTE FUNCTION principles_keep_address('principle', 'number');
CREATE TRIGGER principles_40_address AFTER UPDATE ON principles_source FOR EACH ROW
    WHEN (OLD.slug <> NEW.slug) EXECUTE FUNCTION principles_keep_address('source', 'number');
CREATE TRIGGER principles_40_address AFTER UPDATE ON principles_person FOR EACH ROW
    WHEN (OLD.slug <> NEW.slug) EXECUTE FUNCTION principles_keep_address('person', 'id');
CREATE TRIGGER principles_40_address AFTER UPDATE ON principles_tag FOR EACH ROW
    WHEN (OLD.slug <> NEW.slug) EXECUTE FUNCTION principles_keep_address('tag', 'id');
