-- A document as a row of the index: its words, how many are its own, and the vector that is searched.

-- A search that matches very many rows looks at the prominent ones first. How prominent a row is
-- stands in the vector: a row repeats its lexemes as ^f, ^0 and ^1 if it is of the foremost tier, as ^0
-- and ^1 if of the next, as ^1 if of the last, so that the shortest posting lists of a common word
-- belong to the best rows. Prominent are principles, quotes of few words, and a quote that supports a
-- principle as if it were eight words shorter. In the 1,000,000 sentences of the benchmark the tiers ^0
-- and ^1 hold about 4 % and 17 % of the rows. Of a word that most sentences have, the first of these is
-- tens of thousands of rows, which take longer to put in order than everything else in a search: so
-- the foremost are few, principles and quotes of five words or less that support one, 4 in 1,000.
CREATE FUNCTION principles_prominence(
    kind text, part integer, length integer, supports boolean)
RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN part > 0 THEN '{}'::text[]
        WHEN kind = 'principle' OR supports AND length <= 5 THEN '{^f,^0,^1}'
        WHEN kind = 'source' THEN '{^1}'
        WHEN length - CASE WHEN supports THEN 8 ELSE 0 END <= 4 THEN '{^0,^1}'
        WHEN length - CASE WHEN supports THEN 8 ELSE 0 END <= 8 THEN '{^1}'
        ELSE '{}' END
$$;

-- What texts say in one word and spell in several: "e-mail" is indexed as "email" too, "1,000.50" as
-- "1000.50", "U.S.A." as "USA", "l'été" as "été". After an apostrophe, English endings (it's, he'll) are
-- left out. Five of six sentences of the benchmark have none, and to look for the sign of one costs less
-- than to begin a query that finds none.
CREATE FUNCTION principles_compounds_in(texts text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    joined_sign CONSTANT text := U&'[[:alnum:]][-\2010\2011][[:alnum:]]|[0-9],[0-9]'
        '|[[:alpha:]][.][[:alpha:]]';
    joined CONSTANT text := U&'([[:alnum:]]+(?:[-\2010\2011][[:alnum:]]+)+'
        '|[0-9]{1,3}(?:,[0-9]{3})+(?:[.][0-9]+)?'
        '|\\m(?:[[:alpha:]][.]){2,}[[:alpha:]]?(?![[:alnum:]]))';
    elided_sign CONSTANT text := U&'\\m[[:alpha:]]{1,2}[''\2019\02BC][[:alnum:]]';
    elided CONSTANT text := U&'\\m[[:alpha:]]{1,2}[''\2019\02BC](?!(?:s|t|m|d|re|ve|ll)\\M)'
        '([[:alnum:]]+(?:[''\2019\02BC][[:alnum:]]+)*)';
    compounds text[] := '{}';
BEGIN
    IF texts ~ joined_sign THEN
        compounds := ARRAY(SELECT CASE WHEN strpos(matched[1], ',') > 0 THEN replace(matched[1], ',', '')
                ELSE translate(matched[1], U&'-.\2010\2011', '') END
            FROM regexp_matches(texts, joined, 'g') AS matched);
    END IF;
    IF texts ~ elided_sign THEN
        compounds := compounds || ARRAY(SELECT matched[1]
            FROM regexp_matches(texts, elided, 'gi') AS matched);
    END IF;
    RETURN compounds;
END $$;

-- A tsvector holds a megabyte at most, so of what is longer than a book's chapter only the whole
-- words of the first 120,000 characters are indexed, `used` of them by weightier fields.
CREATE FUNCTION principles_search_cut(lines text, used integer) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN length(lines) <= 120000 - used THEN lines
        ELSE coalesce(substring(left(lines, greatest(0, 120000 - used)) FROM '^.* '), '') END
$$;

-- The number of a row in two lexemes, thousands and rest: =q12k and =345 of quote 12345. One lexeme for
-- each number would make the index of a million quotes half as large again and its building a third
-- longer, for lists of one row each. The casts to text let the planner put it in place of its call.
CREATE FUNCTION principles_number_lexemes(kind text, number integer) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ARRAY['=' || left(kind, 1) || (number / 1000)::text || 'k', '=' || (number % 1000)::text]
$$;

-- The words of a row as the table has them, `length` of them in the field that is its own. Fields B and
-- C may be given as they were read already (`principles_field`). What is long is cut; that it may be is
-- told by its bytes, which need not be counted. No value has a statement of its own where there is
-- another way: to begin one costs more than to do it, as PL/pgSQL does plain expressions without. A
-- compound and a lexeme have no line end, by which values and lexemes are joined and parted.
CREATE FUNCTION principles_search_row(document principles_search_document,
    names principles_field DEFAULT NULL, titles principles_field DEFAULT NULL,
    OUT words text, OUT length smallint, OUT vector tsvector)
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    sign CONSTANT text := U&'[[:alnum:]][-.,''\2010\2011\2019\02BC][[:alnum:]]';
    a text := principles_search_lines(document.a);
    b text;
    c text;
    d text := CASE WHEN document.d = '{}' THEN '' ELSE principles_search_lines(document.d) END;
    e text := '';
    f text := CASE WHEN document.e = '{}' THEN '' ELSE principles_search_lines(document.e) END;
    own text;
    together CONSTANT text := array_to_string(
        document.a || document.b || document.c || document.d || document.e, E'\n');
    tier text;
    lexemes text[];
    stems text;
BEGIN
    b := CASE WHEN names IS NULL THEN principles_search_lines(document.b) ELSE names.words END;
    c := CASE WHEN titles IS NULL THEN principles_search_lines(document.c) ELSE titles.words END;
    IF together ~ sign THEN
        e := principles_search_lines(principles_compounds_in(together));
    END IF;
    IF octet_length(a) + octet_length(b) + octet_length(c) + octet_length(d) + octet_length(e)
        + octet_length(f) > 120000
    THEN
        a := principles_search_cut(a, 0);
        b := principles_search_cut(b, length(a));
        c := principles_search_cut(c, length(a || b));
        d := principles_search_cut(d, length(a || b || c));
        e := principles_search_cut(e, length(a || b || c || d));
        f := principles_search_cut(f, length(a || b || c || d || e));
        names := NULL;
        titles := NULL;
    END IF;
    words := a || E'\n' || b || E'\n' || c || E'\n' || d || E'\n' || e
        || CASE WHEN f = '' THEN '' ELSE E'\n' || f END;
    own := CASE WHEN document.part > 0 THEN d ELSE a END;
    length := least(30000, greatest(1, octet_length(own) - octet_length(replace(own, ' ', '')) - 1));
    vector := setweight(to_tsvector('principles', a), 'A')
        || CASE WHEN names IS NULL THEN setweight(to_tsvector('principles', b), 'B')
            ELSE names.vector END
        || CASE WHEN titles IS NULL THEN setweight(to_tsvector('principles', c), 'C')
            ELSE titles.vector END;
    IF d <> '' OR e <> '' THEN
        vector := vector || setweight(to_tsvector('principles', d || E'\n' || e), 'D');
    END IF;
    lexemes := principles_facet_lexemes(document.facets);
    IF document.part = 0 THEN
        lexemes := lexemes || principles_number_lexemes(document.kind, document.number);
    END IF;
    FOREACH tier IN ARRAY principles_prominence(
        document.kind, document.part, length, document.supports)
    LOOP
        stems := array_to_string(tsvector_to_array(vector), E'\n' || tier);
        IF stems <> '' THEN
            lexemes := lexemes || string_to_array(tier || stems, E'\n');
        END IF;
    END LOOP;
    IF f <> '' THEN
        vector := vector || setweight(to_tsvector('principles', f), 'D');
    END IF;
    vector := vector || array_to_tsvector(lexemes);
END $$;
