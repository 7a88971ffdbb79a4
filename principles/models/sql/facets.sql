-- Facets: what a row of the index can be narrowed by and is counted under. What stands between /* and */
-- is said of each facet as principles/models/facets declares it (models/facet_sql).

-- Letters as a number, the digits from 1 to 26 of a number to the base 27, and the other way round: eight
-- letters fit into the 40 bits of a value.
CREATE FUNCTION principles_letters(word text) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    number bigint := 0;
BEGIN
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

-- The counts with the names of what they count, looked up for all values of a facet at once; values that
-- are no entries have none here.
CREATE FUNCTION principles_facet_labels(counts principles_facet_count[], OUT facet bigint,
    OUT results bigint, OUT at bigint, OUT slug text, OUT label text, OUT year smallint,
    OUT source_kind text)
RETURNS SETOF record LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    of_value CONSTANT bigint := (1::bigint << 40) - 1;
BEGIN
    RETURN QUERY SELECT c.facet, c.results, c.at, n.slug, n.label, n.year, n.kind
    FROM unnest(counts) AS c LEFT JOIN (
    /*labels*/
    ) AS n ON n.facet = c.facet;
END $$;

-- The public entries that applied filters name: facet and slug of each, by place.
CREATE FUNCTION principles_facet_applied(facets text[], slugs text[], OUT facet text, OUT slug text,
    OUT id bigint, OUT lexeme text, OUT label text, OUT year integer)
RETURNS SETOF record LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    IF cardinality(facets) > 0 THEN
        RETURN QUERY
    /*applied*/;
    END IF;
END $$;

-- The lexemes of `most` public entries that the value of an operator names, by words of their names or by
-- their slug, as that of an address stays when the name is changed; or by their number.
CREATE FUNCTION principles_facet_named(facet text, value text, most integer) RETURNS text[]
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    asked CONSTANT tsquery := plainto_tsquery('principles', principles_qnorm(value));
    named CONSTANT tsquery := replace(asked::text || ' ', ''' ', ''':A ')::tsquery;
    numbered CONSTANT tsquery := (SELECT string_agg(quote_literal(lexeme), ' & ')
        FROM unnest(principles_number_lexemes(facet, coalesce(
            substring(value FROM '^[PSps]?([0-9]{1,9})$'), '0')::integer)) AS lexeme)::tsquery;
BEGIN
    CASE facet
        /*by row*/
        /*by name*/
    END CASE;
END $$;
