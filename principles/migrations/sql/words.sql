-- Words as search and identity see them: their normal form, how they are stemmed, and what of a field
-- is indexed. The tables are built on this file.

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
                || ' ' || principles_qnorm(left(field_value, 120000)) || ' ';
        END IF;
    END LOOP;
    RETURN lines;
END $$;

-- A tsvector holds a megabyte at most, so of what is longer than a book's chapter only the whole
-- words of the first 120,000 characters are indexed, `used` of them by weightier fields.
CREATE FUNCTION principles_search_cut(lines text, used integer) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN length(lines) <= 120000 - used THEN lines
        ELSE coalesce(substring(left(lines, greatest(0, 120000 - used)) FROM '^.* '), '') END
$$;

-- The vector of names, for indexes of their words. The path is kept because indexes are built and
-- restored with an empty one.
CREATE FUNCTION principles_words_of(names text[]) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1000 SET search_path FROM CURRENT AS $$
    SELECT to_tsvector('principles', principles_search_lines(names))
$$;
