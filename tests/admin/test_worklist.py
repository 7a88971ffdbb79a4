"""What needs work: counted on the first page, listed by name, and gone when it is mended."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db.models import Func, QuerySet, TextField, Value
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from principles.admin import worklist
from principles.admin.worklist import MOST_COUNTED, WORKS, Row
from principles.models import (
    Passage,
    Person,
    Principle,
    Quote,
    Report,
    Source,
    Status,
    Verdict,
)
from principles.provenance.verification import recompute
from tests.admin.pages import address
from tests.factories import (
    PersonFactory,
    PrincipleFactory,
    QuoteFactory,
    SourceFactory,
    cite,
    published_principle,
    published_quote,
    speak,
    stored,
    support,
)

pytestmark = pytest.mark.django_db

WORDS = "Good process serves you."
CASES = {work.name: work for work in WORKS}


def sound_quote(text: str = WORDS, **fields: Any) -> Quote:
    """Return a public quote that needs no work."""
    source = SourceFactory()
    passage = stored(source, f"{text} And so on.")
    quote = published_quote(text, passage=passage, speakers=[PersonFactory()], **fields)
    recompute()
    return quote


def reports() -> Report:
    return Report.objects.create(quote=sound_quote(), words=WORDS, about="words", message="Hm.")


def lost() -> Quote:
    quote = sound_quote()
    quote.citations.update(is_adrift=True, passage=None, locator="p. 1", start=None, end=None)
    return quote


def elsewhere() -> Quote:
    quote = sound_quote()
    other = stored(Source.objects.get(), "Nothing of it.")
    quote.citations.update(passage=other, note="Said of a firm.", start=None, end=None)
    recompute()
    return quote


def altered() -> Quote:
    quote = sound_quote("Good process serves you so you can serve customers.")
    Quote.objects.update(text="Good process serves them so you can serve customers.")
    recompute()
    assert quote.citations.get().verdict == Verdict.ALTERED
    return quote


def unverified() -> Quote:
    quote = sound_quote()
    quote.citations.update(passage=None, locator="p. 1", start=None, end=None)
    recompute()
    return quote


def locator() -> Quote:
    quote = QuoteFactory()
    speak(quote, PersonFactory())
    cite(quote, SourceFactory(has_parts=True))
    return quote


def speaker() -> Quote:
    quote = sound_quote()
    quote.attributions.all().delete()
    return quote


def references() -> Principle:
    draft = QuoteFactory()
    shown = [sound_quote(), sound_quote("Customers come first.")]
    return published_principle(*shown, body=f"As it is said [Q{draft.number}].")


def thin() -> Principle:
    return published_principle(sound_quote())


def on_drafts() -> Principle:
    principle = published_principle(sound_quote(), sound_quote("Customers come first."))
    support(principle, QuoteFactory())
    return principle


def same_principle() -> Principle:
    PrincipleFactory(name="Write it down")
    return PrincipleFactory(name="Write it DOWN!")


def same_person() -> Person:
    PersonFactory(name="Grace Hopper")
    return PersonFactory(name="Gräce  hopper")


def same_source() -> Source:
    SourceFactory(title="On memos", year=1997)
    SourceFactory(title="On memos", year=1998)
    return SourceFactory(title="On memos.", year=1997)


def first_passage() -> Passage:
    return Passage.objects.earliest("position")


MAKE: dict[str, Callable[[], Any]] = {
    "reports": reports,
    "lost": lost,
    "elsewhere": elsewhere,
    "altered": altered,
    "unverified": unverified,
    "locator": locator,
    "speaker": speaker,
    "references": references,
    "thin": thin,
    "on-drafts": on_drafts,
    "same-principle": same_principle,
    "same-person": same_person,
    "same-source": same_source,
    "uncited": SourceFactory,
    "drafts": QuoteFactory,
    "draft-principles": PrincipleFactory,
}
MEND: dict[str, Callable[[Any], object]] = {
    "reports": lambda _: Report.objects.update(state="done", outcome="Nothing to mend."),
    "lost": lambda quote: quote.citations.update(is_adrift=False),
    "elsewhere": lambda quote: quote.citations.update(
        passage=Source.objects.get().passages.first()
    ),
    "altered": lambda quote: quote.citations.update(note="Said of a firm."),
    "unverified": lambda quote: quote.citations.update(passage=first_passage(), locator=""),
    "locator": lambda quote: quote.citations.update(locator="p. 3"),
    "speaker": lambda quote: speak(quote, PersonFactory()),
    "references": lambda principle: Principle.objects.filter(pk=principle.pk).update(body="Plain."),
    "thin": lambda principle: support(principle, sound_quote("Customers come first.")),
    "on-drafts": lambda principle: principle.supports.filter(quote__status="draft").delete(),
    "same-principle": lambda entry: Principle.objects.filter(pk=entry.pk).update(name="Say it"),
    "same-person": lambda person: Person.objects.filter(pk=person.pk).update(name="Ada Lovelace"),
    "same-source": lambda source: Source.objects.filter(pk=source.pk).update(title="On slides"),
    "uncited": lambda source: cite(QuoteFactory(), source),
    "drafts": lambda quote: quote.delete(),
    "draft-principles": lambda principle: principle.delete(),
}


def counts(desk: Client) -> dict[str, str]:
    return {row.work.name: row.count for row in desk.get("/admin/").context["work"]}


def listed(desk: Client, name: str) -> list[Any]:
    response = desk.get(Row(CASES[name], 0).address)
    return [entry.pk for entry in response.context["cl"].result_list]


@pytest.mark.parametrize("name", sorted(CASES))
def test_a_fault_is_counted_and_listed_until_it_is_mended(desk: Client, name: str) -> None:
    entry = MAKE[name]()
    assert name in counts(desk)
    assert entry.pk in listed(desk, name)
    MEND[name](entry)
    recompute()
    assert entry.pk not in listed(desk, name)


def test_what_is_sound_needs_no_work(desk: Client) -> None:
    published_principle(sound_quote(), sound_quote("Customers come first."))
    assert counts(desk) == {}
    assert "Nothing needs work." in desk.get("/admin/").content.decode()


def test_the_withdrawn_need_no_work(desk: Client) -> None:
    quote = speaker()
    quote.status = Status.WITHDRAWN
    quote.save()
    assert listed(desk, "speaker") == []


def test_a_row_leads_to_its_list_and_those_without_work_are_named(desk: Client) -> None:
    QuoteFactory()
    html = desk.get("/admin/").content.decode()
    assert f'href="{address(Quote)}?work=drafts"' in html
    assert "<li>Sources that nobody cites</li>" in html
    assert html.index("What needs work") < html.index('class="app-principles')


def test_many_are_not_counted_to_the_end(desk: Client) -> None:
    PrincipleFactory.create_batch(MOST_COUNTED + 1)
    assert counts(desk)["draft-principles"] == f"{MOST_COUNTED} or more"


@pytest.mark.parametrize("work", ["", "nonsense", "uncited"])
def test_an_unknown_kind_narrows_nothing(desk: Client, work: str) -> None:
    quote = QuoteFactory()
    response = desk.get(address(Quote), {"work": work}, follow=True)
    assert [entry.pk for entry in response.context["cl"].result_list] == [quote.pk]


def test_who_may_change_nothing_has_no_work(client: Client) -> None:
    QuoteFactory()
    client.force_login(User.objects.create_user("lou", is_staff=True))
    assert counts(client) == {}


def test_what_takes_long_to_count_is_said_not_to_be_counted(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    QuoteFactory()

    def slow() -> QuerySet[Quote]:
        asleep = Func(
            Value(5), template="pg_sleep(%(expressions)s)::text", output_field=TextField()
        )
        return Quote.objects.annotate(asleep=asleep).exclude(asleep="awake")

    monkeypatch.setattr(worklist, "MOST_MILLISECONDS", 50)
    costly = replace(CASES["elsewhere"], entries=slow)
    monkeypatch.setattr(worklist, "WORKS", (costly, CASES["drafts"]))
    assert counts(desk) == {"elsewhere": "not counted", "drafts": "1"}


def test_the_first_page_costs_one_query_for_each_kind(
    desk: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    desk.get("/admin/")
    on_drafts()
    with django_assert_max_num_queries(len(WORKS) + 6 + 4):  # four limit the time of one
        desk.get("/admin/")
