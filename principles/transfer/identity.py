"""Which base a bundle belongs to, and what of it this base cannot take.

A bundle of the same base, or one loaded into an empty base, is matched by number. Numbers of
another base mean other entries, so such a bundle is refused until it can be given new numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import connection

from principles.models import Base, Principle, Quote, Source, Tag
from principles.models.sentences import sentence_of
from principles.transfer.problems import BundleError, Place, Problem
from principles.transfer.records import Bundle, PrincipleRecord, QuoteRecord, SourceRecord


def join_base(bundle: Bundle) -> None:
    """Make sure that the bundle's numbers are this base's; an empty base takes the bundle's id."""
    if bundle.base is None or bundle.base == Base.objects.current_id():
        return
    if any(model.objects.exists() for model in (Source, Quote, Principle)):
        reason = (
            f"This bundle comes from another base than this one, whose id is "
            f"{Base.objects.current_id()}: the same numbers mean other entries in each. "
            "Load it into an empty base."
        )
        raise BundleError([Problem(Place("base.toml"), "id", reason)])
    Base.objects.adopt(bundle.base)


def conflicts(bundle: Bundle) -> Iterator[Problem]:
    """Yield what stands against loading the bundle in this base; five queries."""
    yield from _slugs_taken(Source, bundle.sources)
    yield from _slugs_taken(Principle, bundle.principles)
    yield from _tag_names_taken(bundle)
    yield from _words_entered_twice(bundle)


def _slugs_taken(
    model: type[Source | Principle],
    records: Iterable[SourceRecord] | Iterable[PrincipleRecord],
) -> Iterator[Problem]:
    by_slug = {record.slug: record for record in records}
    numbers = [record.number for record in by_slug.values()]
    others = model.objects.filter(slug__in=by_slug).exclude(number__in=numbers)
    for slug, number in others.values_list("slug", "number"):
        reason = f"Number {number} of this base, which is not in the bundle, has that slug."
        yield Problem(by_slug[slug].place, "slug", reason)


def _tag_names_taken(bundle: Bundle) -> Iterator[Problem]:
    by_name = {tag.name.casefold(): tag for tag in bundle.tags}
    others = Tag.objects.exclude(slug__in=[tag.slug for tag in bundle.tags])
    for slug, name in others.values_list("slug", "name"):
        if name.casefold() in by_name:
            sentence = sentence_of("tag_name_once_in_any_case")
            reason = f"{sentence} It is “{slug}” of this base, which is not in the bundle."
            yield Problem(by_name[name.casefold()].place, "name", reason)


def _words_entered_twice(bundle: Bundle) -> Iterator[Problem]:
    """Yield quotes with the words of another, by the database's own idea of the same words."""
    firsts = [quote for quote in bundle.quotes if not quote.same_words_as]
    digests = _digests(firsts)
    numbers = {quote.number: quote for quote in bundle.quotes}
    first: dict[str, str] = {
        digest: f"Q{number} of this base"
        for number, digest in Quote.objects.filter(
            words_digest__in=set(digests.values()), same_words_as=None
        )
        .exclude(number__in=numbers)
        .values_list("number", "words_digest")
    }
    for quote in firsts:
        digest = digests[quote.number]
        if digest in first:
            reason = f"{first[digest]} has the same words. {sentence_of('quote_words_once')}"
            yield Problem(quote.place, "text", reason)
        first.setdefault(digest, f"Q{quote.number}")


def _digests(quotes: Iterable[QuoteRecord]) -> dict[int, str]:
    texts = {quote.number: quote.text for quote in quotes}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT number, md5(principles_qnorm(words))"
            " FROM unnest(%s::int[], %s::text[]) AS given(number, words)",
            [list(texts), list(texts.values())],
        )
        return dict(cursor.fetchall())
