-- Facets: what a row of the index can be narrowed by and is counted under. What stands between /* and */
-- is said of each facet as principles/models/facets declares it (models/facet_sql).

-- Letters as a number, the digits from 1 to 26 of a number to the base 27, and the other way round: eight
-- letters fit into the 40 bits of a value. Null for anything else.
CREATE FUNCTION principles_letters(word text) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    number bigint := 0;
BEGIN
    IF word !~ '^[a-z]{2,8}$' THEN
        RETURN NULL;
    END IF;
    FOR place IN 1 .. length(word) LOOP
        number := number * 27 + ascii(substr(word, place, 1)) - 96;
    END LOOP;
    RETURN number;
END $$;

CREATE FUNCTION principles_letters(number bigint) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    word text := '';
    rest bigint := number;
BEGIN
    WHILE rest > 0 LOOP
        word := chr((rest % 27)::integer + 96) || word;
        rest := rest / 27;
    END LOOP;
    RETURN word;
END $$;

CREATE FUNCTION principles_facet_number(facet text) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE facet /*numbers*/ END::bigint
$$;

-- A value of a facet as one number, so that all facets of a row are one array and are counted together:
-- the facet's number shifted left by 40 bits, and the value's. Years before our era stay above zero.
CREATE FUNCTION principles_facet(facet text, value bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT principles_facet_number(facet) << 40
        | value + CASE facet /*offsets*/ ELSE 0 END
$$;

-- The same of a value that is a word.
CREATE FUNCTION principles_facet(facet text, value text) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT principles_facet_number(facet) << 40 | CASE facet
        /*numbers of text*/ END::bigint
$$;

-- Several values of a facet. What is called for every row is PL/pgSQL, which keeps its plans; SQL
-- functions that are not one plain expression are planned anew each time.
CREATE FUNCTION principles_facets(facet text, facet_values bigint[]) RETURNS bigint[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    RETURN ARRAY(SELECT principles_facet(facet, value) FROM unnest(facet_values) AS value
        WHERE value IS NOT NULL ORDER BY value);
END $$;

-- What a filter looks for in the vector: #kquote, #p4, #s2, #a1, #t12, #y1997, #vverbatim. A loop,
-- since a query of its own costs more to begin than a row has facets.
CREATE FUNCTION principles_facet_lexemes(facets bigint[]) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    of_value CONSTANT bigint := (1::bigint << 40) - 1;
    lexemes text[] := '{}';
    facet bigint;
BEGIN
    FOREACH facet IN ARRAY facets LOOP
        lexemes := array_append(lexemes, CASE facet >> 40
            /*lexemes*/
            END);
    END LOOP;
    RETURN lexemes;
END $$;

-- The values of these facets, of those alone that have them, in the order they have.
CREATE FUNCTION principles_facets_of(facets bigint[], VARIADIC wanted text[]) RETURNS bigint[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ARRAY(SELECT facet FROM unnest(facets) AS facet
        WHERE facet >> 40 = ANY (ARRAY(SELECT principles_facet_number(name) FROM unnest(wanted) AS name)))
$$;
