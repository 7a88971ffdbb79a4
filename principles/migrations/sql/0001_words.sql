-- Words as search and identity see them. Two foldings, on purpose: this one is lossy and serves
-- search and `words_digest`; principles/text keeps offsets and decides verdicts. The acute accent
-- standing for an apostrophe goes first, since NFKC would make a space of it. Scripts that put no
-- space between words get one around each letter (the ranges are UNSPACED in principles/text), so
-- that a word of theirs is a phrase.

CREATE FUNCTION principles_qnorm(words text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT btrim(
        regexp_replace(
            regexp_replace(
                translate(
                    lower(public.unaccent(
                        'public.unaccent'::regdictionary,
                        normalize(replace(words, U&'\00B4', ''''), NFKC)
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
    )
$$;
