-- What begins the name of a tag, as 0008_suggestions.sql has it of principles, people and sources.
CREATE INDEX principles_tag_names ON principles_tag
    USING gin (principles_name_words(ARRAY[name]::text[])) WITH (fastupdate = off);
