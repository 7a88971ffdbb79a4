-- A citation that names a passage is not adrift, whoever writes it.
CREATE FUNCTION principles_anchor() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.is_adrift := false;
    RETURN NEW;
END $$;

CREATE TRIGGER principles_21_anchor BEFORE INSERT OR UPDATE ON principles_citation
    FOR EACH ROW WHEN (NEW.passage_id IS NOT NULL AND NEW.is_adrift)
    EXECUTE FUNCTION principles_anchor();
