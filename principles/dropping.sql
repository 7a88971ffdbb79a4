-- The statements that drop what can be replaced, one for each object.

-- What a table, the expression of a column, a constraint or an index needs, and what that needs in turn,
-- is kept. Constraints of type t belong to constraint triggers.
WITH RECURSIVE kept(classid, objid) AS (
    SELECT refclassid, refobjid FROM pg_depend
    WHERE classid = 'pg_attrdef'::regclass
    OR classid = 'pg_constraint'::regclass
        AND (SELECT contype FROM pg_constraint WHERE oid = objid) <> 't'
    OR classid = 'pg_class'::regclass
        AND (SELECT relkind FROM pg_class WHERE oid = objid) IN ('r', 'p', 'i')
    UNION
    SELECT d.refclassid, d.refobjid FROM pg_depend d JOIN kept k USING (classid, objid)
), made AS (
    SELECT p.oid FROM pg_proc p WHERE pronamespace = 'public'::regnamespace
    AND proname LIKE 'principles\_%%' AND proname <> ALL (%s) AND ('pg_proc'::regclass, p.oid) NOT IN (SELECT * FROM kept)
)
SELECT format('DROP TRIGGER %%I ON %%s', tgname, tgrelid::regclass) FROM pg_trigger
    WHERE tgfoid IN (SELECT oid FROM made)
UNION ALL
SELECT format('DROP VIEW %%s', oid::regclass) FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'v' AND relname LIKE 'principles\_%%'
UNION ALL
SELECT 'DROP ROUTINE ' || oid::regprocedure FROM made
UNION ALL
SELECT format('DROP TYPE %%s', oid::regtype) FROM pg_type t
    WHERE typnamespace = 'public'::regnamespace AND typname LIKE 'principles\_%%'
    AND (SELECT relkind FROM pg_class WHERE oid = typrelid) = 'c'
    AND ('pg_type'::regclass, oid) NOT IN (SELECT * FROM kept)
