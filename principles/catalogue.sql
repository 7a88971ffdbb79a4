-- A digest of the functions, triggers and views that the base has, by what PostgreSQL keeps of them as it
-- was written, so that another version of PostgreSQL and a restored dump give the same.
SELECT md5(string_agg(made, E'\n' ORDER BY made COLLATE "C")) FROM (
    SELECT concat_ws(' ', p.proname, r.typname, p.prosrc, p.provolatile, p.proparallel, p.proisstrict,
        p.proconfig::text, (SELECT string_agg(t.typname, ',' ORDER BY place)
            FROM unnest(p.proargtypes) WITH ORDINALITY AS argument(type, place)
            JOIN pg_type t ON t.oid = argument.type)) AS made
    FROM pg_proc p JOIN pg_type r ON r.oid = p.prorettype
    WHERE p.pronamespace = 'public'::regnamespace AND p.proname LIKE 'principles\_%'
    UNION ALL
    SELECT concat_ws(' ', c.relname, g.tgname, p.proname, g.tgtype, g.tgenabled)
    FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid JOIN pg_proc p ON p.oid = g.tgfoid
    WHERE NOT g.tgisinternal AND p.proname LIKE 'principles\_%'
    UNION ALL
    SELECT relname FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'v' AND relname LIKE 'principles\_%'
) AS every
