-- Words as search and identity see them: their normal form, how they are stemmed, and what of a field
-- is indexed. Columns and indexes of the tables are built on these functions, so a dump is restored by
-- calling them, with an empty search_path: each names everything of this base with its schema.

-- The normal form. Two foldings, on purpose: this one is lossy and serves search and `words_digest`;
-- principles/text keeps offsets and decides verdicts. The acute accent standing for an apostrophe goes
-- first, since NFKC would make a space of it; soft hyphens go too, or they would end words. Scripts
-- that put no space between words get one around each letter (the ranges are UNSPACED in
-- principles/text), so that a word of theirs is a phrase.
--
-- Most text has plain letters only, of which nothing but case and signs has to change, and is read in a
-- fifth of the time: a space between two plain words, which is most of what is between them, is not
-- matched in order to be replaced by itself.
CREATE FUNCTION principles_qnorm(words text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
    IF octet_length(words) = length(words) THEN
        RETURN btrim(regexp_replace(replace(replace(lower(words), '''', ''), '`', ''),
            '[^a-z0-9 ][^a-z0-9]*| [^a-z0-9]+', ' ', 'g'));
    END IF;
    RETURN btrim(
        regexp_replace(
            regexp_replace(
                translate(
                    lower(public.unaccent(
                        'public.unaccent'::regdictionary,
                        normalize(translate(words, U&'\00B4\00AD', ''''), NFKC)
                    )),
                    U&'''\2018\2019\02BC\0060\00AD\200B\200C\200D\2060\FEFF', ''
                ),
                U&'([\2E80-\2FDF\3005-\3007\3041-\30FF\31F0-\31FF\3400-\4DBF\4E00-\9FFF'
                '\F900-\FAFF\FF66-\FF9F\+020000-\+03FFFF'
                '\0E01-\0E5B\0E81-\0EDF\1000-\109F\1780-\17FF])',
                ' \1 ', 'g'
            ),
            '[^[:alnum:]]+', ' ', 'g'
        )
    );
END $$;

-- Words are stemmed as English, and none is left out, so that "to be or not to be" can be found.
CREATE TEXT SEARCH DICTIONARY principles_english (TEMPLATE = snowball, LANGUAGE = english);
CREATE TEXT SEARCH CONFIGURATION principles (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION principles
    ALTER MAPPING FOR asciiword, word, numword WITH principles_english;

-- Several values of a field as lines, each between spaces: a phrase cannot cross from one to the next.
CREATE FUNCTION principles_search_lines(field_values text[]) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    lines text := '';
    field_value text;
BEGIN
    FOREACH field_value IN ARRAY coalesce(field_values, '{}') LOOP
        IF field_value <> '' THEN
            lines := lines || CASE WHEN lines = '' THEN '' ELSE E'\n' END
                || ' ' || public.principles_qnorm(left(field_value, 120000)) || ' ';
        END IF;
    END LOOP;
    RETURN lines;
END $$;

-- The vector of names, for indexes of their words.
CREATE FUNCTION principles_words_of(names text[]) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1000
RETURN to_tsvector('public.principles', public.principles_search_lines(names));

-- The vector of names by their whole words, for half a word is looked up among these, and the stem of
-- half a word is not half of the stem.
CREATE FUNCTION principles_name_words(names text[]) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1000
RETURN (
    SELECT array_to_tsvector(coalesce(array_agg(DISTINCT left(word, 40)), '{}'))
    FROM unnest(names) AS name, string_to_table(public.principles_qnorm(name), ' ') AS word
    WHERE word <> ''
);

-- The words of a field as a row has them, and their vector with the field's weight.
CREATE TYPE principles_field AS (words text, vector tsvector);

CREATE FUNCTION principles_field_of(field_value text, weight "char") RETURNS principles_field
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    field public.principles_field;
BEGIN
    field.words := public.principles_search_lines(ARRAY[field_value]);
    field.vector := setweight(to_tsvector('public.principles', field.words), weight);
    RETURN field;
END $$;
