"""Tantivy in two set-ups: as its query parser has it, and as somebody who knows it would tune it.

Both index the same entries, in this process, with the facets as fast fields. Plain: any of the
words, and any with one letter wrong. Expert: all of the words over text and names, any of them
where fewer than ten entries have all; a word that the index has in no form is looked for with a
letter wrong and as the beginning of one; words as spelt count more than their stems.
"""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.benchmarks import prose
from tests.benchmarks.engines import (
    FACETS,
    SHOWN,
    VALUES,
    Answer,
    Engine,
    built,
    finish,
    rows,
)

ENOUGH = 10
KINDS = ("principle", "quote", "source")
_COUNTED = {facet: {"terms": {"field": facet, "size": VALUES}} for facet in FACETS}
_PHRASE = re.compile(r'"([^"]+)"')


class Tantivy(Engine):
    """The plain set-up: the parser's own, fuzzy by one letter."""

    name = "tantivy plain"

    def __init__(self, folder: Path, path: Path) -> None:
        self.tantivy: Any = import_module("tantivy")
        place, is_complete = built(folder, "tantivy", path=path, program=__file__)
        self.schema = self._schema()
        self.index = self.tantivy.Index(self.schema, path=str(place))
        if not is_complete:
            started = time.perf_counter()
            self._fill(path)
            finish(place, path=path, program=__file__, started=started)
        self.index.reload()
        self.searcher = self.index.searcher()

    def _schema(self) -> Any:
        made = self.tantivy.SchemaBuilder()
        made.add_text_field("text", tokenizer_name="en_stem")
        made.add_text_field("names", tokenizer_name="default")
        made.add_text_field("spelt", tokenizer_name="default")
        made.add_unsigned_field("key", indexed=True, fast=True)
        for facet in FACETS:
            made.add_unsigned_field(facet, fast=True)
        return made.build()

    def _fill(self, path: Path) -> None:
        writer = self.index.writer(heap_size=256_000_000, num_threads=1)
        for row in rows(path):
            entry = self.tantivy.Document()
            folded = prose.key(row.text)
            entry.add_text("text", folded)
            entry.add_text("spelt", folded)
            entry.add_text("names", prose.key(row.names))
            entry.add_unsigned("key", row.number * 4 + KINDS.index(row.kind))
            entry.add_unsigned("kind", KINDS.index(row.kind))
            if row.source:
                entry.add_unsigned("source", row.source)
            if row.year is not None:
                entry.add_unsigned("year", row.year)
            if row.kind == "quote":
                entry.add_unsigned("verdict", 4)
            for facet, values in (
                ("person", row.people),
                ("tag", row.tags),
                ("principle", row.principles),
            ):
                for value in values:
                    entry.add_unsigned(facet, value)
            writer.add_document(entry)
        writer.commit()
        writer.wait_merging_threads()

    def search(self, text: str, *, is_counted: bool = True) -> Answer:
        return self._answer(self._query(text), is_counted=is_counted)

    def matches(self, text: str) -> int:
        """Return how many entries have all the words in their text."""
        query = self.index.parse_query(prose.key(text), ["text"], conjunction_by_default=True)
        return int(self.searcher.search(query, 1, count=True).count)

    def _query(self, text: str) -> Any:
        fields = ["text", "names"]
        exact = self.index.parse_query(text, fields)
        fuzzy = self.index.parse_query(text, fields, fuzzy_fields={"text": (False, 1, True)})
        return self._together([exact, fuzzy], self.tantivy.Occur.Should)

    def _together(self, parts: Sequence[Any], occur: Any) -> Any:
        return self.tantivy.Query.boolean_query([(occur, part) for part in parts])

    def _answer(self, query: Any, *, is_counted: bool) -> Answer:
        found = self.searcher.search(query, SHOWN, count=True)
        keys = self.searcher.fast_field_values("key", [address for _, address in found.hits])
        counted = self.searcher.aggregate(query, _COUNTED) if is_counted else {}
        return Answer(
            hits=tuple((KINDS[key % 4], key // 4) for key in keys),
            total=int(found.count),
            values=sum(len(values["buckets"]) for values in counted.values()),
        )


class ExpertTantivy(Tantivy):
    """The tuned set-up."""

    name = "tantivy expert"

    def __init__(self, folder: Path, path: Path) -> None:
        super().__init__(folder, path)
        builder = self.tantivy.TextAnalyzerBuilder(self.tantivy.Tokenizer.simple())
        self.stemmer = builder.filter(self.tantivy.Filter.stemmer("english")).build()

    def _query(self, text: str) -> Any:
        parts = [self._phrase(words) for words in _PHRASE.findall(text)]
        parts += [self._word(word) for word in prose.key(_PHRASE.sub(" ", text)).split()]
        query = self._together(parts, self.tantivy.Occur.Must)
        if len(parts) < 2 or self.searcher.search(query, ENOUGH, count=False).hits[ENOUGH - 1 :]:
            return query
        return self._together(parts, self.tantivy.Occur.Should)

    def _phrase(self, words: str) -> Any:
        quoted = f'"{prose.key(words)}"'
        return self.index.parse_query(quoted, ["spelt"])

    def _word(self, word: str) -> Any:
        queries = self.tantivy.Query
        if self._is_known(word):
            boosts = {"spelt": 0.3, "text": 1.0, "names": 0.7}
            return self.index.parse_query(word, list(boosts), field_boosts=boosts)
        parts = [queries.fuzzy_term_query(self.schema, "spelt", word, 1, True, False)]
        parts.append(queries.regex_query(self.schema, "spelt", f"{word}.*"))
        return self._together(parts, self.tantivy.Occur.Should)

    def _is_known(self, word: str) -> bool:
        forms = {"spelt": word, "names": word, "text": self.stemmer.analyze(word)[0]}
        return any(self.searcher.doc_freq(field, form) for field, form in forms.items())
