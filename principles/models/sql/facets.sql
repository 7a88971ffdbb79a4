-- Facets: what a row of the index can be narrowed by and is counted under. Facet in
-- principles/models/search_index numbers them alike.

-- A value of a facet as one number, so that all facets of a row are one array and are counted
-- together: the facet's number shifted left by 40 bits, and the value's. Years before our era stay
-- above zero.
CREATE FUNCTION principles_facet(facet text, value bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT array_position(
        '{kind,principle,source,person,tag,year,verdict}'::text[], facet)::bigint << 40
        | CASE facet WHEN 'year' THEN value + 10000 ELSE value END
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
            WHEN 1 THEN '#k' || ('{principle,quote,source}'::text[])[facet & of_value]
            WHEN 2 THEN '#p' || (facet & of_value)
            WHEN 3 THEN '#s' || (facet & of_value)
            WHEN 4 THEN '#a' || (facet & of_value)
            WHEN 5 THEN '#t' || (facet & of_value)
            WHEN 6 THEN '#y' || (facet & of_value) - 10000
            WHEN 7 THEN '#v' || ('{verbatim,elided,altered,unverified}'::text[])[facet & of_value]
            END);
    END LOOP;
    RETURN lexemes;
END $$;
