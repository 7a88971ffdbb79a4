-- What people and sources are called, read once for each of them and not once for each of their quotes.

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
