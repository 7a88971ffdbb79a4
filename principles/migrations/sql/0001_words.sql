-- Words as search and identity see them. Two foldings, on purpose: this one is lossy and serves
-- search and `words_digest`; principles/text.py keeps offsets and decides verdicts. The acute accent
-- standing for an apostrophe goes first, since NFKC would make a space of it.

CREATE FUNCTION principles_qnorm(words text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT btrim(
        regexp_replace(
            translate(
                lower(public.unaccent(
                    'public.unaccent'::regdictionary,
                    normalize(replace(words, U&'\00B4', ''''), NFKC)
                )),
                U&'''\2018\2019\02BC\0060\00AD\200B\200C\200D\2060\FEFF', ''
            ),
            '[^[:alnum:]]+', ' ', 'g'
        )
    )
$$;
