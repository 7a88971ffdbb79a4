"""Entries for tests: valid as they come, so that a test names only what it is about."""

from typing import Any

import factory
from factory.django import DjangoModelFactory

from principles.models import (
    Attribution,
    Citation,
    Contribution,
    Passage,
    Person,
    Principle,
    PrincipleTag,
    Quote,
    QuoteTag,
    Source,
    Status,
    Support,
    Tag,
)


class PersonFactory(DjangoModelFactory[Person]):
    class Meta:
        model = Person

    name = factory.Sequence(lambda n: f"Ann Author{n}")
    sort_name = factory.LazyAttribute(lambda o: ", ".join(reversed(o.name.rsplit(" ", 1))))


class SourceFactory(DjangoModelFactory[Source]):
    class Meta:
        model = Source

    title = factory.Sequence(lambda n: f"A book, volume {n}")
    kind = Source.Kind.BOOK
    text_access = Source.Access.FULL


class PassageFactory(DjangoModelFactory[Passage]):
    class Meta:
        model = Passage

    source = factory.SubFactory(SourceFactory)
    position = factory.Sequence(lambda n: n + 1)
    label = factory.LazyAttribute(lambda o: f"p. {o.position}")
    text = factory.Sequence(lambda n: f"Stored sentence number {n} stands here.")


class TagFactory(DjangoModelFactory[Tag]):
    class Meta:
        model = Tag

    name = factory.Sequence(lambda n: f"tag {n}x")


class QuoteFactory(DjangoModelFactory[Quote]):
    """A draft; `published_quote()` makes one that the public sees."""

    class Meta:
        model = Quote

    text = factory.Sequence(lambda n: f"Sentence number {n} was said by somebody.")


class PrincipleFactory(DjangoModelFactory[Principle]):
    """A draft; `published_principle()` makes one that the public sees."""

    class Meta:
        model = Principle

    name = factory.Sequence(lambda n: f"Principle number {n}")
    maxim = "Do the thing well."
    summary = "Do the thing well, and say how it went."
    position = factory.Sequence(lambda n: n)


def cite(quote: Quote, source: Source, **fields: Any) -> Citation:
    """Cite the source for the quote, after the citations it has."""
    return Citation.objects.create(
        quote=quote, source=source, position=quote.citations.count() + 1, **fields
    )


def stored(source: Source, text: str, **fields: Any) -> Passage:
    """Store a passage after those the source has."""
    position = source.passages.count() + 1
    return PassageFactory(source=source, position=position, text=text, **fields)


def speak(quote: Quote, *people: Person) -> None:
    """Name the speakers of the quote, in order."""
    for position, person in enumerate(people, quote.attributions.count() + 1):
        Attribution.objects.create(quote=quote, person=person, position=position)


def contribute(source: Source, person: Person, **fields: Any) -> Contribution:
    """Name the person as a contributor of the source."""
    return Contribution.objects.create(source=source, person=person, **fields)


def support(principle: Principle, quote: Quote, **fields: Any) -> Support:
    """Let the quote support the principle, after those that do."""
    position = principle.supports.count() + 1
    return Support.objects.create(principle=principle, quote=quote, position=position, **fields)


def tag(entry: Quote | Principle, *names: str) -> None:
    """Tag the entry, making the tags that do not exist."""
    for name in names:
        found = Tag.objects.filter(name=name).first() or TagFactory(name=name)
        if isinstance(entry, Quote):
            QuoteTag.objects.create(content_object=entry, tag=found)
        else:
            PrincipleTag.objects.create(content_object=entry, tag=found)


def published_quote(
    text: str = "",
    *,
    source: Source | None = None,
    passage: Passage | None = None,
    speakers: list[Person] | None = None,
    tags: list[str] | None = None,
    **fields: Any,
) -> Quote:
    """Return a published quote with one citation; verdicts are computed by whoever needs them."""
    quote = QuoteFactory(**({"text": text} if text else {}), **fields)
    source = source or (passage.source if passage else SourceFactory())
    cite(quote, source, passage=passage)
    speak(quote, *(speakers or []))
    tag(quote, *(tags or []))
    quote.status = Status.PUBLISHED
    quote.save()
    return quote


def published_principle(*quotes: Quote, **fields: Any) -> Principle:
    """Return a published principle resting on the quotes, or on a new one."""
    tags = fields.pop("tags", [])
    principle = PrincipleFactory(**fields)
    for quote in quotes or (published_quote(),):
        support(principle, quote)
    tag(principle, *tags)
    principle.status = Status.PUBLISHED
    principle.save()
    return principle
