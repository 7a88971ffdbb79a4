-- The version of what readers see: a random value in one row, new in every transaction that changes
-- anything an answer depends on. It is written when the transaction commits, so that what changed and
-- the version are seen in the same instant, and a rollback, also to a savepoint, takes back both.

CREATE FUNCTION principles_note_change() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public AS $$
BEGIN
    INSERT INTO principles_change DEFAULT VALUES ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;

-- Runs twice at commit: the first time among the rules, which speak then and may lock rows; the second
-- time, for the update that it makes itself, behind them. So the row of the version is the last lock of
-- every transaction, nobody waits for it longer than a commit takes, and nobody waits in a circle. Where
-- the rules are asked before the commit (principles_let_rules_speak), it waits on.
CREATE FUNCTION principles_write_version() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public AS $$
BEGIN
    IF current_setting('principles.are_rules_asked', true) = 'yes' THEN
        RETURN NULL;
    ELSIF NOT NEW.is_last THEN
        UPDATE principles_change SET is_last = true WHERE writer = NEW.writer;
    ELSE
        UPDATE principles_version SET value = gen_random_uuid();
        DELETE FROM principles_change WHERE writer = NEW.writer;
    END IF;
    RETURN NULL;
END $$;

-- Lets all deferred rules speak inside the transaction, and leaves the version to its end.
CREATE FUNCTION principles_let_rules_speak() RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public AS $$
BEGIN
    PERFORM set_config('principles.are_rules_asked', 'yes', true);
    SET CONSTRAINTS ALL IMMEDIATE;
    SET CONSTRAINTS ALL DEFERRED;
    PERFORM set_config('principles.are_rules_asked', 'no', true);
    UPDATE principles_change SET is_last = false WHERE writer = pg_current_xact_id();
END $$;

CREATE CONSTRAINT TRIGGER principles_99_version AFTER INSERT OR UPDATE ON principles_change
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION principles_write_version();

DO $$
DECLARE
    shown text;
BEGIN
    FOREACH shown IN ARRAY '{/*shown*/}'::text[] LOOP
        EXECUTE format('CREATE TRIGGER principles_95_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE
            ON %I FOR EACH STATEMENT EXECUTE FUNCTION principles_note_change()', shown);
    END LOOP;
END $$;
