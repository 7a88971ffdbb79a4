-- What the models cannot say of the tables.

-- A citation's passage is one of its source.
ALTER TABLE principles_citation ADD CONSTRAINT citation_passage_of_its_source
    FOREIGN KEY (passage_id, source_id) REFERENCES principles_passage (id, source_id)
    DEFERRABLE INITIALLY DEFERRED;

-- What people and sources are called, read once for each of them and not once for each of their quotes.
-- No model knows these columns: nothing but the rows of quotes is made of them.
ALTER TABLE principles_person ADD COLUMN as_field principles_field
    GENERATED ALWAYS AS (principles_field_of(name, 'B')) STORED;
ALTER TABLE principles_source ADD COLUMN as_field principles_field
    GENERATED ALWAYS AS (principles_field_of(title || coalesce(' ' || year::text, ''), 'C')) STORED;

-- What words of a query may name: tags, people and principles by the words of their names alone. The
-- index of the entries has every principle with such a word anywhere in its text, and says nothing of
-- which few have it in their name.
CREATE INDEX principles_tag_words ON principles_tag
    USING gin (to_tsvector('principles', principles_qnorm(name)));
CREATE INDEX principles_person_words ON principles_person
    USING gin (to_tsvector('principles', principles_qnorm(name)));
CREATE INDEX principles_principle_words ON principles_principle
    USING gin (principles_words_of(name::text || aliases::text[])) WITH (fastupdate = off);

-- What half a name is looked up by: its words, then how it begins.
CREATE INDEX principles_principle_names ON principles_principle
    USING gin (principles_name_words(array_prepend(name::text, aliases::text[])))
    WITH (fastupdate = off);
CREATE INDEX principles_person_names ON principles_person
    USING gin (principles_name_words(ARRAY[name, sort_name]::text[])) WITH (fastupdate = off);
CREATE INDEX principles_source_names ON principles_source
    USING gin (principles_name_words(ARRAY[title]::text[])) WITH (fastupdate = off);
CREATE INDEX principles_tag_names ON principles_tag
    USING gin (principles_name_words(ARRAY[name]::text[])) WITH (fastupdate = off);

CREATE INDEX principles_person_begins ON principles_person
    (lower(name) text_pattern_ops);
CREATE INDEX principles_source_begins ON principles_source
    (lower(title) text_pattern_ops);
CREATE INDEX principles_tag_begins ON principles_tag (lower(name) text_pattern_ops);

-- The one row that tells how old the words are.
INSERT INTO principles_lexicon (id, entries, changes) VALUES (1, 0, 0);
