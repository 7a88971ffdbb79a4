"""Any base comes back from its bundle as it was."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from principles.models import Quote, SeeAlso, Source, Status
from principles.transfer.exporting import bundle_files
from principles.transfer.packing import write_folder
from tests.factories import (
    PassageFactory,
    PersonFactory,
    PrincipleFactory,
    QuoteFactory,
    SourceFactory,
    cite,
    contribute,
    speak,
    support,
    tag,
)
from tests.transfer.loading import load
from tests.transfer.states import content, empty

AWKWARD = [
    "+++",
    "===",
    "\\===",
    "\\",
    '"',
    '"""',
    "\n",
    "\t",
    "[x]",
    "a = 1",
    "#",
    "é",
    "שלום",
    "’",
]
words = st.lists(st.sampled_from([*AWKWARD, "word", " "]), max_size=8).map(
    lambda parts: "".join(parts).strip()
)
Draw = st.DataObject


def make(draw: Draw) -> None:  # noqa: C901 (one loop for each kind of entry)
    """Make a base of a few entries in any relation, with texts that mean something in a file."""

    def some(entries: Sequence[Any]) -> list[Any]:
        return draw.draw(st.lists(st.sampled_from(entries), unique_by=id, max_size=3))

    people: list[Any] = [PersonFactory(note=draw.draw(words)) for _ in range(2)]
    sources: list[Any] = [
        SourceFactory(
            note=draw.draw(words), identifiers={"isbn": "1", draw.draw(words) or "k": "v"}
        )
        for _ in range(2)
    ]
    if draw.draw(st.booleans()):
        Source.objects.filter(pk=sources[0].pk).update(container=sources[1])
    passages: list[Any] = [
        PassageFactory(source=source, text=f"{draw.draw(words)}\n\nend".strip(), heading=heading)
        for source, heading in zip(sources, ("", "Its “title”"), strict=True)
    ]
    quotes: list[Any] = []
    for count in range(3):
        quote: Any = QuoteFactory(
            text=f"{draw.draw(words)} number {count}".strip(), note=draw.draw(words)
        )
        speak(quote, *some(people))
        for passage in some(passages):
            cite(quote, passage.source, passage=passage, note=draw.draw(words))
        tag(quote, *draw.draw(st.permutations(["one", "two"])))
        if quote.citations.exists():
            publish(quote, draw)
        quotes.append(quote)
    for source in sources:
        for person in some(people):
            contribute(source, person)
    principles: list[Any] = [
        PrincipleFactory(summary=f"S {draw.draw(words)}".strip(), body=draw.draw(words))
    ]
    principles.append(PrincipleFactory(aliases=["a", 'b "c"'], position=0))
    for principle in principles:
        for quote in some(quotes):
            support(principle, quote, note=draw.draw(words))
    SeeAlso.objects.create(principle=principles[0], other=principles[1], note="why")
    if draw.draw(st.booleans()):
        principles[0].slug += "-renamed"
        principles[0].save()


def publish(quote: Quote, draw: Draw) -> None:
    for status in draw.draw(st.sampled_from([[], ["published"], ["published", "withdrawn"]])):
        quote.status = Status(status)
        quote.save()


@pytest.mark.django_db
@settings(
    max_examples=15,
    deadline=None,
    phases=[Phase.generate],  # to shrink takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(draw=st.data())
def test_any_base_comes_back_as_it_was(draw: Draw) -> None:
    with transaction.atomic(), TemporaryDirectory() as directory:
        empty()
        make(draw)
        before = content()
        write_folder(bundle_files(), Path(directory) / "bundle")
        empty()
        load(Path(directory) / "bundle")
        assert content() == before
        transaction.set_rollback(True)
