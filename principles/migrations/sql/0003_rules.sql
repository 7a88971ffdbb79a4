-- Rules that hold whatever writes: shell, admin, importer, psql.
-- Triggers fire in the order of their names: 00 waits for the writer's turn, 10 sets columns,
-- 20 marks verdicts stale.

-- One writer at a time ---------------------------------------------------------------------------
-- What an edit touches in other tables (verdicts, dates, the index) would be locked by two writers
-- in opposite orders, and a rule across tables would not see what the other is about to do. Readers
-- wait for nobody.

CREATE FUNCTION principles_take_turn() RETURNS void LANGUAGE sql AS $$
    SELECT pg_advisory_xact_lock(1886544227)
$$;

CREATE FUNCTION principles_wait_for_turn() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE FUNCTION principles_touch() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    computed CONSTANT text[] := '{verdict,start,end,paragraph,spans,typography_only,gives_part,folding_version}';
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

CREATE FUNCTION principles_stale_by_quote() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed bigint[];
BEGIN
    SELECT array_agg(n.number) INTO changed
        FROM new_rows n JOIN old_rows o USING (number) WHERE o.text <> n.text;
    IF changed IS NOT NULL THEN
        PERFORM principles_make_stale(ARRAY(
            SELECT id FROM principles_citation WHERE quote_id = ANY (changed)));
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER principles_20_stale AFTER UPDATE ON principles_quote
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION principles_stale_by_quote();

CREATE FUNCTION principles_stale_by_passage() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed bigint[];
BEGIN
    SELECT array_agg(n.id) INTO changed
        FROM new_rows n JOIN old_rows o USING (id) WHERE o.text <> n.text;
    IF changed IS NOT NULL THEN
        PERFORM principles_make_stale(ARRAY(
            SELECT id FROM principles_citation WHERE passage_id = ANY (changed)));
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER principles_20_stale AFTER UPDATE ON principles_passage
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION principles_stale_by_passage();

CREATE FUNCTION principles_stale_by_source() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed bigint[];
BEGIN
    SELECT array_agg(n.number) INTO changed
        FROM new_rows n JOIN old_rows o USING (number) WHERE o.level <> n.level;
    IF changed IS NOT NULL THEN
        PERFORM principles_make_stale(ARRAY(
            SELECT id FROM principles_citation WHERE source_id = ANY (changed)));
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER principles_20_stale AFTER UPDATE ON principles_source
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION principles_stale_by_source();

-- A citation's passage is one of its source ------------------------------------------------------

ALTER TABLE principles_citation ADD CONSTRAINT citation_passage_of_its_source
    FOREIGN KEY (passage_id, source_id) REFERENCES principles_passage (id, source_id)
    DEFERRABLE INITIALLY DEFERRED;

-- What is public, beyond a status of its own -----------------------------------------------------

CREATE FUNCTION principles_source_is_public(source integer) RETURNS boolean
LANGUAGE sql STABLE AS $$
    WITH RECURSIVE part(number) AS (
        SELECT source
        UNION
        SELECT s.number FROM principles_source s JOIN part p ON s.container_id = p.number
    )
    SELECT EXISTS (
        SELECT FROM part
        JOIN principles_citation c ON c.source_id = part.number
        JOIN principles_quote q ON q.number = c.quote_id AND q.status = 'published')
$$;

-- Rules of publication, across tables: they speak when the transaction ends ----------------------

CREATE FUNCTION principles_refuse(rule text, sentence text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = sentence, CONSTRAINT = rule;
END $$;

CREATE FUNCTION principles_check_quote(quote integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    source_title text;
    first_number integer;
BEGIN
    IF EXISTS (SELECT FROM principles_quote WHERE number = quote AND status = 'published') THEN
        IF NOT EXISTS (SELECT FROM principles_citation WHERE quote_id = quote) THEN
            PERFORM principles_refuse('quote_published_with_a_citation', format(
                'Q%s is published, so it needs a citation: name the source that has the words.', quote));
        END IF;
        SELECT s.title INTO source_title FROM principles_citation c
            JOIN principles_source s ON s.number = c.source_id
            WHERE c.quote_id = quote AND s.has_parts
            AND c.passage_id IS NULL AND c.locator !~ '\S' LIMIT 1;
        IF FOUND THEN
            PERFORM principles_refuse('quote_published_with_a_locator', format(
                'Q%s is published, and “%s” has parts: say where in it, by a passage or a locator.',
                quote, source_title));
        END IF;
    END IF;
    SELECT q.same_words_as_id INTO first_number FROM principles_quote q
        JOIN principles_quote f ON f.number = q.same_words_as_id
        WHERE q.number = quote
        AND (f.words_digest <> q.words_digest OR f.same_words_as_id IS NOT NULL);
    IF FOUND THEN
        PERFORM principles_refuse('quote_double_has_the_same_words', format(
            'Q%s does not have the same words as Q%s, or Q%s is itself entered as a double.',
            quote, first_number, first_number));
    END IF;
    SELECT coalesce(same_words_as_id, number) INTO first_number
        FROM principles_quote WHERE number = quote;
    PERFORM FROM principles_quote d
        WHERE (d.number = first_number OR d.same_words_as_id = first_number) AND d.number <> quote
        AND (SELECT array_agg(person_id ORDER BY person_id) FROM principles_attribution
                WHERE quote_id = d.number)
            IS NOT DISTINCT FROM
            (SELECT array_agg(person_id ORDER BY person_id) FROM principles_attribution
                WHERE quote_id = quote);
    IF FOUND THEN
        PERFORM principles_refuse('quote_double_has_other_speakers', format(
            'Q%s has the same words and the same speakers as another quote: keep one of them.', quote));
    END IF;
END $$;

CREATE FUNCTION principles_check_principle(principle integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    principle_name text;
    unknown text;
BEGIN
    SELECT name INTO principle_name FROM principles_principle
        WHERE number = principle AND status = 'published';
    IF FOUND AND NOT EXISTS (
        SELECT FROM principles_support s JOIN principles_quote q ON q.number = s.quote_id
        WHERE s.principle_id = principle AND q.status = 'published')
    THEN
        PERFORM principles_refuse('principle_published_with_a_quote', format(
            '“%s” is published, so it needs a published quote to rest on. Link one, or withdraw the principle first.',
            principle_name));
    END IF;
    SELECT 'Q' || r[1] INTO unknown FROM principles_principle p,
        regexp_matches(p.body, '\[Q([1-9][0-9]{0,8})\]', 'g') r
        WHERE p.number = principle
        AND NOT EXISTS (SELECT FROM principles_quote q WHERE q.number = r[1]::integer) LIMIT 1;
    IF FOUND THEN
        PERFORM principles_refuse('principle_refers_to_known_quotes', format(
            'The body refers to %s, and there is no such quote.', unknown));
    END IF;
END $$;

CREATE FUNCTION principles_on_quote() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM principles_check_quote(NEW.number);
    PERFORM principles_check_quote(number) FROM principles_quote
        WHERE same_words_as_id = NEW.number;
    IF TG_OP = 'UPDATE' AND OLD.status = 'published' AND NEW.status <> 'published' THEN
        PERFORM principles_check_principle(principle_id)
            FROM principles_support WHERE quote_id = NEW.number;
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER principles_30_rules_inserted AFTER INSERT ON principles_quote
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.status = 'published' OR NEW.same_words_as_id IS NOT NULL)
    EXECUTE FUNCTION principles_on_quote();

CREATE CONSTRAINT TRIGGER principles_30_rules_updated AFTER UPDATE ON principles_quote
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN ((OLD.status, OLD.text, OLD.same_words_as_id)
        IS DISTINCT FROM (NEW.status, NEW.text, NEW.same_words_as_id))
    EXECUTE FUNCTION principles_on_quote();

CREATE FUNCTION principles_on_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM principles_check_quote(OLD.quote_id);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM principles_check_quote(NEW.quote_id);
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER principles_30_rules_inserted AFTER INSERT OR DELETE ON principles_citation
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION principles_on_evidence();

CREATE CONSTRAINT TRIGGER principles_30_rules_updated AFTER UPDATE ON principles_citation
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN ((OLD.quote_id, OLD.source_id, OLD.passage_id, OLD.locator)
        IS DISTINCT FROM (NEW.quote_id, NEW.source_id, NEW.passage_id, NEW.locator))
    EXECUTE FUNCTION principles_on_evidence();

CREATE CONSTRAINT TRIGGER principles_30_rules AFTER INSERT OR UPDATE OR DELETE
    ON principles_attribution
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION principles_on_evidence();

CREATE FUNCTION principles_on_source() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.has_parts AND NOT OLD.has_parts THEN
        PERFORM principles_check_quote(quote_id)
            FROM principles_citation WHERE source_id = NEW.number;
    END IF;
    IF EXISTS (
        WITH RECURSIVE whole(number) AS (
            SELECT NEW.container_id
            UNION
            SELECT s.container_id FROM principles_source s JOIN whole w ON s.number = w.number
        )
        SELECT FROM whole WHERE number = NEW.number)
    THEN
        PERFORM principles_refuse('source_is_no_part_of_itself',
            format('“%s” would be a part of itself: choose another container.', NEW.title));
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER principles_30_rules AFTER UPDATE ON principles_source
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN ((OLD.has_parts, OLD.container_id) IS DISTINCT FROM (NEW.has_parts, NEW.container_id))
    EXECUTE FUNCTION principles_on_source();

CREATE FUNCTION principles_on_principle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM principles_check_principle(NEW.number);
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER principles_30_rules_inserted AFTER INSERT ON principles_principle
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION principles_on_principle();

CREATE CONSTRAINT TRIGGER principles_30_rules_updated AFTER UPDATE ON principles_principle
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN ((OLD.status, OLD.body) IS DISTINCT FROM (NEW.status, NEW.body))
    EXECUTE FUNCTION principles_on_principle();

CREATE FUNCTION principles_on_support() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM principles_check_principle(OLD.principle_id);
    RETURN NULL;
END $$;

-- A draft may be deleted, but not from under a text that refers to it.
CREATE FUNCTION principles_on_quote_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM principles_check_principle(number)
        FROM principles_principle WHERE strpos(body, '[Q' || OLD.number || ']') > 0;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER principles_30_rules_deleted AFTER DELETE ON principles_quote
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION principles_on_quote_deleted();

CREATE CONSTRAINT TRIGGER principles_30_rules AFTER UPDATE OR DELETE ON principles_support
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION principles_on_support();

-- What was once published is kept ----------------------------------------------------------------

CREATE FUNCTION principles_keep_published() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.published_at IS NOT NULL THEN
        PERFORM principles_refuse(TG_ARGV[0] || '_once_published_is_kept', format(
            'This %s was published once, so its address must keep answering: withdraw it instead of deleting it.',
            TG_ARGV[0]));
    END IF;
    RETURN OLD;
END $$;

CREATE TRIGGER principles_05_keep BEFORE DELETE ON principles_quote
    FOR EACH ROW EXECUTE FUNCTION principles_keep_published('quote');
CREATE TRIGGER principles_05_keep BEFORE DELETE ON principles_principle
    FOR EACH ROW EXECUTE FUNCTION principles_keep_published('principle');

-- Former addresses -------------------------------------------------------------------------------

CREATE FUNCTION principles_keep_address() RETURNS trigger LANGUAGE plpgsql AS $$
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
