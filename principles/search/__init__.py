"""Search over the index table: what was typed, what matches it, in which order, and counted how.

Read it in the order of a search. `pages.result_page` runs the stages; each takes what the one
before returns, and every value on the way is a frozen dataclass.

=============  =====================================  ============================================
Stage          Module                                 From what to what
=============  =====================================  ============================================
scan           `scan`, `operators`                    text → `Token`s with positions
query          `query`, `questions`, `joining`        tokens → `Query`: terms and operators, frozen
lookup         `lookup`, `writings`; reading.sql      `Query` → `Lookup`: what the index knows
stand-ins      `stand_ins`, `corrections`, `terms`    → `ReadTerm`: typed, known, and what stands in
reading        `reading`, `narrowing`, `choices`      → `Reading`: all that is asked for
tsquery        `tsquery`                              terms → the text of every tsquery
senses         `interpreting`                         `Reading` → the same, narrowed to a name
levels         `levels`, `weights`                    `Reading` → `Level`: all terms, then fewer
ranking        `ranking`, `found`; ranking.sql        → `Found`: hits in order, total, counts
offers         `offers`, `misnamed`, `advising`       `Found` → words and names to try instead
results        `results`, `marks`, `notes`            hits → entries with their matches marked
grounds        `grounds`                              hit → by what it was found, word by word
facets         `facets`, `filters`                    counts → values to narrow by
=============  =====================================  ============================================

Facets are declared in `models.facets`, each once; whatever a stage does for a facet it reads there.

A search is two statements, `lookup` and `ranking`. `corrections`, `offers` and `misnamed` ask more,
and only where a word or name is unknown or rare; `results` fetches the entries. `deadline` ends a
search that takes too long.

Only for a million entries, and without effect on what a small base answers:

- bounded candidates: a search looks at 200 rows at most (`bounds`, gathering.sql);
- prominence: which rows are looked at first (`prominence`, rows.sql);
- levels by chance: whether a level's rows are few is estimated, not counted (`bounds`);
- capped counts: where more rows match, a facet's counts are the least it has (ranking.sql);
- parallel rebuild: the index is made anew by several workers at once (rebuild.sql).

Beside the search: `suggestions`, `continued`, `values`, `named` and `numbered` complete what is
being typed; `matching` is the search of the editors' desk; `neighbours`, `sightings` compare texts;
`lexicon` keeps the words by which searches are ranked, corrected and completed; `wordlists` knows
the words that English has, and which of them are of one family.

Terms:

- token: a word, phrase, "or" or operator, with its offsets in the text; a query is rewritten,
  completed or corrected by replacing tokens;
- term: a word or quoted phrase of a query; choice: what "or" joins, on each side of it a term or
  several; most often just one term;
- operator: a filter typed among the words (year:1997); filter: one applied by the address;
- typed, known, stand-in: a term as typed, what the index says of it, and other words that find it:
  equivalents that editors name, other writings of the same (day one, day 1), its family,
  corrections of an unknown word, completions of the last one;
- family: words of which one is derived from the other: autonomy, autonomous;
- real word: one of the language, whether the base has it or not; it is not corrected;
- function word: one that holds a sentence together; a telling word is any other;
- lexeme: a word as the index has it, stemmed; spelling: a word in normal form, not stemmed;
- row: a line of the index table, one for each entry and one for each paragraph of a source's text;
- entry: a principle, quote or source; hit: an entry that was found;
- level: how many terms a row needs, and of which weight;
- candidate: a row that is looked at, or a word of which an unknown one may be a typo;
- tier: how prominent a row is.
"""
