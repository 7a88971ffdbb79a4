-- What functions of the search hand on to one another.

-- What the index should hold of something, before words are made of it. Fields a to d are the weights A
-- to D, and e has what is only said about it, which weighs as little as d and makes no row prominent;
-- `place` is where a row stands in its source.
CREATE TYPE principles_search_document AS (
    kind text, number integer, passage bigint, part integer, public boolean, supports boolean,
    facets bigint[], year smallint, place integer[], a text[], b text[], c text[], d text[], e text[]);

-- A row of the index before it is in the table, which numbers it.
CREATE TYPE principles_search_made AS (
    kind text, number integer, passage bigint, part integer, public boolean, supports boolean,
    facets bigint[], year smallint, place integer[], length smallint, words text, vector tsvector);

-- A value of a facet, how many results it has, and which in the order of its facet's values it is.
CREATE TYPE principles_facet_count AS (facet bigint, results bigint, at bigint);
