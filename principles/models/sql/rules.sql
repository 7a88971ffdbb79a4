-- Rules of publication that constraints of one table cannot say, each with a sentence for the editor.
-- They hold whatever writes, and speak when the transaction ends; only a deletion is refused at once.

CREATE FUNCTION principles_refuse(rule text, sentence text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = sentence, CONSTRAINT = rule;
END $$;

-- What a quote needs ------------------------------------------------------------------------------

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

-- What a principle needs --------------------------------------------------------------------------

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
    SELECT 'Q' || quote INTO unknown FROM principles_principle p,
        unnest(principles_references(p.body)) AS quote
        WHERE p.number = principle
        AND NOT EXISTS (SELECT FROM principles_quote q WHERE q.number = quote) LIMIT 1;
    IF FOUND THEN
        PERFORM principles_refuse('principle_refers_to_known_quotes', format(
            'The body refers to %s, and there is no such quote.', unknown));
    END IF;
END $$;

-- What a source needs -----------------------------------------------------------------------------

CREATE FUNCTION principles_check_source(source integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    source_title text;
BEGIN
    SELECT title INTO source_title FROM principles_source WHERE number = source AND EXISTS (
        WITH RECURSIVE whole(number) AS (
            SELECT container_id FROM principles_source WHERE number = source
            UNION
            SELECT s.container_id FROM principles_source s JOIN whole w ON s.number = w.number
        )
        SELECT FROM whole w WHERE w.number = source);
    IF FOUND THEN
        PERFORM principles_refuse('source_is_no_part_of_itself',
            format('“%s” would be a part of itself: choose another container.', source_title));
    END IF;
END $$;

-- Return each of the entries that breaks a rule, where the triggers would stop at the first; `ask` is
-- one of the functions above.
CREATE FUNCTION principles_broken_rules(
    ask regproc, numbers integer[], OUT number integer, OUT rule text, OUT sentence text
) RETURNS SETOF record LANGUAGE plpgsql AS $$
BEGIN
    FOREACH number IN ARRAY numbers LOOP
        BEGIN
            EXECUTE format('SELECT %s($1)', ask) USING number;
        EXCEPTION WHEN check_violation THEN
            GET STACKED DIAGNOSTICS rule = CONSTRAINT_NAME, sentence = MESSAGE_TEXT;
            RETURN NEXT;
        END;
    END LOOP;
END $$;

-- When they are asked -----------------------------------------------------------------------------

CREATE FUNCTION principles_on_quote() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public AS $$
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

CREATE FUNCTION principles_on_evidence() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public AS $$
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

CREATE FUNCTION principles_on_source() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.has_parts AND NOT OLD.has_parts THEN
        PERFORM principles_check_quote(quote_id)
            FROM principles_citation WHERE source_id = NEW.number;
    END IF;
    PERFORM principles_check_source(NEW.number);
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER principles_30_rules_inserted AFTER INSERT ON principles_source
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.container_id IS NOT NULL)
    EXECUTE FUNCTION principles_on_source();

CREATE CONSTRAINT TRIGGER principles_30_rules AFTER UPDATE ON principles_source
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN ((OLD.has_parts, OLD.container_id) IS DISTINCT FROM (NEW.has_parts, NEW.container_id))
    EXECUTE FUNCTION principles_on_source();

CREATE FUNCTION principles_on_principle() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public AS $$
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

CREATE FUNCTION principles_on_support() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public AS $$
BEGIN
    PERFORM principles_check_principle(OLD.principle_id);
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER principles_30_rules AFTER UPDATE OR DELETE ON principles_support
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION principles_on_support();

-- A draft may be deleted, but not from under a text that refers to it.
CREATE FUNCTION principles_on_quote_deleted() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public AS $$
BEGIN
    PERFORM principles_check_principle(number)
        FROM principles_principle WHERE OLD.number = ANY (principles_references(body));
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER principles_30_rules_deleted AFTER DELETE ON principles_quote
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION principles_on_quote_deleted();

-- What was once published is kept ----------------------------------------------------------------

CREATE FUNCTION principles_keep_published() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public AS $$
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
