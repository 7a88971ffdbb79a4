"""The index is true after whatever was written, inside the transaction that wrote it."""

import random
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import Value
from django.db.models.functions import Concat, Replace
from hypothesis import HealthCheck
from hypothesis import settings as tried
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from principles.models import (
    Attribution,
    Citation,
    Contribution,
    Lexicon,
    Passage,
    Person,
    Principle,
    Quote,
    QuoteTag,
    SearchEntry,
    Source,
    Status,
    Support,
    Tag,
)
from principles.models.facets import PRINCIPLE, TAG
from principles.models.tags import PrincipleTag
from principles.search.filters import Filters
from principles.search.lexicon import is_outdated, refresh
from principles.search.pages import result_page
from principles.search.query import parse
from tests.factories import (
    PassageFactory,
    PersonFactory,
    PrincipleFactory,
    QuoteFactory,
    SourceFactory,
    TagFactory,
    cite,
    contribute,
    published_principle,
    published_quote,
    stored,
    support,
    tag,
)
from tests.search.plans import plans
from tests.writers import Writer

pytestmark = pytest.mark.django_db
LINKS: list[tuple[Any, str, Any]] = [
    (Attribution, "quote", Quote),
    (Attribution, "person", Person),
    (Citation, "quote", Quote),
    (Support, "quote", Quote),
    (Support, "principle", Principle),
    (Contribution, "source", Source),
    (Contribution, "person", Person),
    (QuoteTag, "content_object", Quote),
    (QuoteTag, "tag", Tag),
    (PrincipleTag, "content_object", Principle),
    (PrincipleTag, "tag", Tag),
]
WORDS = ("day", "one", "customer", "proxy", "invent", "e-mail", "1,000", "naïve", "Itō", "it’s")


def rows() -> list[dict[str, Any]]:
    return list(
        SearchEntry.objects.order_by("kind", "number", "passage", "part").values(
            *(f.name for f in SearchEntry._meta.concrete_fields if f.name != "id")
        )
    )


def assert_true() -> None:
    kept = rows()
    SearchEntry.objects.rebuild()
    assert kept == rows()


def row(kind: str, number: int) -> SearchEntry:
    return SearchEntry.objects.records().get(kind=kind, number=number)


class Edits:
    """Arbitrary edits to whatever is there, through the ORM and around it."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def words(self) -> str:
        return " ".join(self.random.choices(WORDS, k=4)) + f" {self.random.randrange(10**9)}"

    def any(self, model: Any) -> Any:
        return self.random.choice(list(model.objects.order_by("pk")) or [None])

    def edit_new_quote(self) -> None:
        QuoteFactory(text=self.words())

    def edit_new_source(self) -> None:
        SourceFactory(title=self.words(), container=self.any(Source))

    def edit_new_principle(self) -> None:
        PrincipleFactory(name=self.words()[:100], aliases=[self.words()])

    def edit_passages_at_once(self) -> None:
        source = self.any(Source) or SourceFactory()
        last = max([0, *source.passages.values_list("position", flat=True)])
        Passage.objects.bulk_create(
            Passage(source=source, position=last + n, label=str(n), text=f"{self.words()}\n\n{n}")
            for n in (1, 2, 3)
        )

    def edit_quote_text(self) -> None:
        if quote := self.any(Quote):
            quote.text = self.words()
            quote.save()

    def edit_status(self) -> None:
        for model in (Quote, Principle):
            for status in (Status.PUBLISHED, Status.WITHDRAWN):
                entry = self.any(model)
                if entry and (status == Status.PUBLISHED or entry.published_at):
                    model.objects.filter(pk=entry.pk).update(status=status)

    def edit_cite(self) -> None:
        quote, source = self.any(Quote), self.any(Source)
        if quote and source and not quote.citations.filter(source=source).exists():
            passage = source.passages.first() if self.random.random() < 0.5 else None
            wording = self.words() if passage is None else ""
            cite(quote, source, passage=passage, wording=wording)

    def edit_verdict(self) -> None:
        if citation := self.any(Citation):
            spans = self.random.choice([[2, 9], [2, 4, 6, 9]])
            verdict = self.random.choice(["verbatim", "elided", "altered", "stale"])
            has_place = citation.passage_id and verdict != "stale"
            offsets = {"start": 2, "end": 9, "spans": spans} if has_place else {}
            Citation.objects.filter(pk=citation.pk).update(verdict=verdict, **offsets)

    def edit_citation(self) -> None:
        if citation := self.any(Citation):
            field, value = self.random.choice(
                [
                    ("role", self.random.choice(Citation.Role.values)),
                    ("position", self.random.randrange(9)),
                    ("wording", "" if citation.passage else self.words()),
                    ("passage", None if citation.wording else citation.source.passages.last()),
                ]
            )
            Citation.objects.filter(pk=citation.pk).update(**{field: value})

    def edit_citation_moves(self) -> None:
        citation, source = self.any(Citation), self.any(Source)
        if citation and not Citation.objects.filter(source=source, quote=citation.quote).exists():
            Citation.objects.filter(pk=citation.pk).update(source=source, passage=None)

    def edit_link_moves(self) -> None:
        model, end, others = self.random.choice(LINKS)
        link, other = self.any(model), self.any(others)
        if link and other:
            model.objects.filter(pk=link.pk).update(**{end: other})

    def edit_uncite(self) -> None:
        if citation := self.any(Citation):
            Citation.objects.filter(quote=citation.quote).delete()

    def edit_speaker(self) -> None:
        quote, person = self.any(Quote), self.any(Person) or PersonFactory()
        if quote and not quote.attributions.exists():
            Attribution.objects.create(quote=quote, person=person)

    def edit_order_of_speakers(self) -> None:
        if attribution := self.any(Attribution):
            person = PersonFactory(name=self.words())
            Attribution.objects.create(quote=attribution.quote, person=person, position=10)
            Attribution.objects.filter(pk=attribution.pk).update(position=11)

    def edit_person(self) -> None:
        Person.objects.update(name=self.words())

    def edit_silence(self) -> None:
        if quote := self.any(Quote):
            quote.attributions.all().delete()

    def edit_contributor(self) -> None:
        source, person = self.any(Source), self.any(Person) or PersonFactory()
        if source and not source.contributions.filter(person=person).exists():
            contribute(source, person)
        if contribution := self.any(Contribution):
            contribution.position = self.random.randrange(9)
            contribution.save()

    def edit_source(self) -> None:
        if source := self.any(Source):
            outermost = Source.objects.filter(container=None).exclude(pk=source.pk)
            field, value = self.random.choice(
                [
                    ("title", self.words()),
                    ("year", self.random.choice([None, 1997, -43])),
                    ("text_access", self.random.choice(["full", "window", "hidden"])),
                    ("publisher", self.words()),
                    ("summary", self.words()),
                    ("note", self.words()),
                    ("kind", self.random.choice(Source.Kind.values)),
                    ("container", self.random.choice([None, *outermost.order_by("pk")])),
                ]
            )
            Source.objects.filter(pk=source.pk).update(**{field: value})

    def edit_passage(self) -> None:
        if passage := self.any(Passage):
            passage.text = "\n \n".join(self.words() for _ in range(self.random.randrange(1, 4)))
            passage.save()

    def edit_passage_heading(self) -> None:
        if passage := self.any(Passage):
            passage.heading = self.random.choice(["", self.words()])
            if passage.heading:
                passage.text = self.random.choice(["", passage.text])
            passage.text = passage.text or self.words() * (not passage.heading)
            passage.save()

    def edit_passage_moves(self) -> None:
        if passage := self.any(Passage):
            last = max(passage.source.passages.values_list("position", flat=True))
            Passage.objects.filter(pk=passage.pk).update(position=last + 1)

    def edit_passage_to_another_source(self) -> None:
        passage, source = self.any(Passage), self.any(Source)
        if passage and not passage.citations.exists():
            last = max([0, *source.passages.values_list("position", flat=True)])
            Passage.objects.filter(pk=passage.pk).update(source=source, position=last + 1)

    def edit_passage_goes(self) -> None:
        if passage := self.any(Passage):
            Citation.objects.filter(passage=passage).update(passage=None)
            passage.delete()

    def edit_support(self) -> None:
        principle, quote = self.any(Principle), self.any(Quote)
        if principle and quote and not principle.supports.filter(quote=quote).exists():
            support(principle, quote)

    def edit_unsupport(self) -> None:
        if link := self.any(Support):
            link.delete()

    def edit_words_of_a_principle(self) -> None:
        if principle := self.any(Principle):
            field, value = self.random.choice(
                [
                    ("name", self.words()[:100]),
                    ("aliases", [self.words()]),
                    ("maxim", self.words()),
                    ("summary", self.words()),
                ]
            )
            Principle.objects.filter(pk=principle.pk).update(**{field: value})

    def edit_principle(self) -> None:
        principle, quote = self.any(Principle), self.any(Quote)
        if principle and quote and quote.published_at:
            principle.body = f"{self.words()} [Q{quote.pk}] [text](https://example.org/x)"
            principle.save()

    def edit_tags(self) -> None:
        if quote := self.any(Quote):
            tag(quote, self.words()[:90])
        if principle := self.any(Principle):
            tag(principle, self.words()[:90])

    def edit_untag(self) -> None:
        for model in (QuoteTag, PrincipleTag, Tag):
            if entry := self.any(model):
                entry.delete()

    def edit_drafts_go(self) -> None:
        for quote in Quote.objects.filter(published_at__isnull=True, supports__isnull=True)[:1]:
            quote.delete()


class Editing(RuleBasedStateMachine):
    """The base that is there, edited in any order, in a transaction that is never kept."""

    def __init__(self) -> None:
        super().__init__()
        self.kept = transaction.atomic()
        self.kept.__enter__()

    @rule(
        edits=st.lists(
            st.sampled_from([name for name in dir(Edits) if name.startswith("edit_")]),
            min_size=1,
            max_size=3,
        ),
        seed=st.integers(0, 10_000),
    )
    def edit(self, edits: list[str], seed: int) -> None:
        for edit in edits:
            with suppress(IntegrityError), transaction.atomic():  # the same may be there already
                getattr(Edits(seed), edit)()

    @invariant()
    def is_true(self) -> None:
        assert_true()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.kept.__exit__(None, None, None)


def test_arbitrary_edits_leave_the_index_as_a_rebuild_would_make_it() -> None:
    base_of_everything()
    run_state_machine_as_test(
        Editing,
        settings=tried(
            max_examples=25,
            stateful_step_count=20,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
        ),
    )


def test_a_statement_that_concerns_no_row_changes_nothing() -> None:
    published_principle()
    before = rows()
    models: list[Any] = [Quote, Principle, Person, Tag, Source, Passage, Citation, Attribution]
    for model in models:
        model._default_manager.filter(pk__in=[]).delete()
        with connection.cursor() as cursor:
            table, key = model._meta.db_table, model._meta.pk.column
            cursor.execute(f"UPDATE {table} SET {key} = {key} WHERE false")
    assert rows() == before


@pytest.mark.parametrize(
    "change",
    [
        lambda quote: Person.objects.update(name="Renamed Person"),
        lambda quote: Source.objects.update(title="Retitled"),
        lambda quote: Source.objects.update(year=1901),
        lambda quote: Citation.objects.update(wording="Other words"),
        lambda quote: Citation.objects.update(verdict="altered"),
        lambda quote: (
            Principle.objects.update(status="withdrawn"),
            Quote.objects.update(status="withdrawn"),
        ),
        lambda quote: tag(quote, "new tag"),
        lambda quote: Principle.objects.update(status="withdrawn"),
    ],
)
def test_a_quotes_row_follows_what_feeds_it(change: Callable[[Quote], object]) -> None:
    quote = published_quote(speakers=[PersonFactory()])
    published_principle(quote)
    Citation.objects.update(verdict="verbatim")
    before = row("quote", quote.pk)
    change(quote)
    after = row("quote", quote.pk)
    assert (before.vector, before.public) != (after.vector, after.public)
    assert_true()


def base_of_everything() -> None:
    """Make a base in which every column that feeds the index shows in it."""
    ann, ben = PersonFactory.create_batch(2)
    book = SourceFactory(year=1997, text_access="full")
    letter = SourceFactory(year=2016, text_access="window", container=book)
    Source.objects.filter(pk=book.pk).update(container=SourceFactory())
    contribute(book, ann, position=1)
    contribute(book, ben, position=2)
    whole, part = stored(book, "Alpha beta gamma delta."), stored(letter, "Alpha beta gamma delta.")
    quote = published_quote("Beta gamma.", passage=whole, speakers=[ann, ben], tags=["tag"])
    cite(quote, SourceFactory(), wording="Beta and gamma.")
    elided = published_quote("Alpha … delta.", passage=part)
    published_principle(quote, elided, tags=["tag"])
    published_principle(elided)
    stored(book, "Nobody cites this.")
    Citation.objects.filter(passage=whole).update(verdict="altered", start=0, end=16, spans=[6, 16])
    Citation.objects.filter(passage=part).update(
        verdict="elided", start=0, end=23, spans=[0, 10, 17, 23]
    )
    cite(QuoteFactory(), book, passage=whole)
    QuoteFactory(standing="disputed", standing_evidence="Nobody has it.")
    PrincipleFactory()
    SourceFactory()


_FED_BY = """
SELECT tgrelid::regclass::text, unnest(string_to_array(replace(arguments[place], '"', ''), ','))
FROM pg_trigger,
    LATERAL string_to_array(encode(tgargs, 'escape'), '\\000') AS arguments,
    generate_series(4, tgnargs, 3) AS place
WHERE tgname = 'principles_90_search_updated'
"""


def newest(model: Any) -> Callable[[], Any]:
    return lambda: model.objects.order_by("pk").last()


# Each column, what it is changed to, and in which entry: the first of those.
FEEDING: list[tuple[Any, str, Any, dict[str, Any]]] = [
    (Quote, "text", "Other words.", {"status": Status.DRAFT}),
    (Quote, "status", Status.WITHDRAWN, {}),
    (Quote, "language", "pt-BR", {}),
    (Quote, "note", "A note.", {}),
    (Quote, "standing_evidence", "Said on evidence.", {}),
    (Quote, "real_origin", "A proverb.", {"standing": "disputed"}),
    (Attribution, "quote", newest(Quote), {}),
    (Attribution, "person", PersonFactory, {}),
    (Attribution, "position", 3, {}),
    (Citation, "quote", newest(Quote), {"passage": None}),
    (Citation, "source", SourceFactory, {"passage": None}),
    (
        Citation,
        "passage",
        lambda: Passage.objects.get(text__startswith="Nobody"),
        {"verdict": "stale", "passage__isnull": False},
    ),
    (Citation, "wording", "Others.", {"passage": None}),
    (Citation, "note", "A note.", {}),
    (Citation, "role", Citation.Role.QUOTED_IN, {}),
    (Citation, "position", 3, {}),
    (Citation, "verdict", "verbatim", {}),
    (Citation, "start", 6, {}),
    (Citation, "end", 22, {}),
    (Citation, "spans", [0, 5, 11, 23], {"verdict": "elided"}),
    (QuoteTag, "content_object", newest(Quote), {}),
    (QuoteTag, "tag", TagFactory, {}),
    (Support, "quote", newest(Quote), {}),
    (Support, "principle", newest(Principle), {}),
    (Support, "note", "A note.", {}),
    (Principle, "name", "Other name", {}),
    (Principle, "aliases", ["other name"], {}),
    (Principle, "maxim", "Other maxim.", {}),
    (Principle, "summary", "Other summary.", {}),
    (Principle, "body", "Other body.", {}),
    (Principle, "status", Status.WITHDRAWN, {}),
    (PrincipleTag, "content_object", newest(Principle), {}),
    (PrincipleTag, "tag", TagFactory, {}),
    (Person, "name", "Other Name", {}),
    (Source, "title", "Other title", {}),
    (Source, "title", "Other title", {"parts": None}),
    (Source, "kind", Source.Kind.LETTER, {}),
    (Source, "year", 1901, {}),
    (Source, "publisher", "Other publisher", {}),
    (Source, "identifiers", {"isbn": "9780691127026"}, {}),
    (Source, "summary", "Other summary.", {}),
    (Source, "note", "Other note.", {}),
    (Source, "text_access", "hidden", {}),
    (Source, "container", newest(Source), {}),
    (Contribution, "source", newest(Source), {}),
    (Contribution, "person", PersonFactory, {}),
    (Contribution, "position", 3, {}),
    (Passage, "heading", "A heading", {}),
    (Passage, "text", "Other text.", {}),
    (Passage, "source", SourceFactory, {"citations": None}),
    (Passage, "position", 9, {}),
]


@pytest.mark.parametrize(("model", "field", "value", "where"), FEEDING)
def test_the_index_follows_each_column_that_feeds_it(
    model: Any, field: str, value: Any, where: dict[str, Any]
) -> None:
    base_of_everything()
    first = model.objects.filter(**where).earliest("pk")
    value = value() if callable(value) else value
    before = rows()
    model.objects.filter(pk=first.pk).update(**{field: value})
    assert rows() != before
    assert_true()


def test_no_other_column_feeds_the_index() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_FED_BY)
        fed_by = set(cursor.fetchall())
    assert fed_by == {
        (model._meta.db_table, model._meta.get_field(field).column) for model, field, *_ in FEEDING
    }


def test_renaming_a_tag_or_a_principle_touches_no_quotes_row() -> None:
    quote = published_quote(tags=["proxies"])
    published_principle(quote)
    query = "SELECT xmin::text FROM principles_searchentry WHERE kind = 'quote' AND number = %s"

    def version() -> str:
        with connection.cursor() as cursor:
            cursor.execute(query, [quote.pk])
            return str(cursor.fetchone())

    with connection.cursor() as cursor:
        cursor.execute("SAVEPOINT renaming")  # rows written from here on carry another xmin
    before = version()
    Tag.objects.update(name="stand-ins")
    Principle.objects.update(name="Another name")
    assert version() == before
    Person.objects.update(name="Somebody Else")
    quote.text = "Other words now."
    quote.save()
    assert version() != before


def test_a_principles_own_words_are_written_without_reading_its_quotes() -> None:
    principle = published_principle(published_quote(), name="Old name", maxim="Plain maxim.")
    facets = [*row("principle", principle.pk).facets, TAG.code(77)]
    SearchEntry.objects.filter(kind="principle").update(facets=facets)
    principle.name = "New name"
    principle.save()
    entry = row("principle", principle.pk)
    assert entry.facets == facets
    assert "new name" in entry.words
    assert "'^0new'" in entry.vector
    assert "'old'" not in entry.vector
    assert "'^0old'" not in entry.vector


def test_many_written_rows_are_not_each_compared_with_all_that_were_there() -> None:
    for source in SourceFactory.create_batch(50):
        stored(source, "A text.")
        QuoteFactory()

    def edit(more: str, level: str, most: int) -> None:
        text = Concat("text", Value(more))
        for model, change in ((Quote, {"text": text}), (Passage, {"text": text}),
                              (Source, {"level": level})):  # fmt: skip
            model.objects.filter(pk__in=model.objects.order_by("pk")[:most]).update(**change)

    edit(" Of one, by which plans are settled.", "secondary", 1)
    edit(" Again.", "primary", 1)
    with plans() as gathered:
        edit(" Of all.", "secondary", 50)
    for compared in ("o.public OR n.public", "o.text <> n.text", "o.level <> n.level"):
        of_many = [plan for plan in gathered if compared in plan and " rows=50 " in plan]
        assert of_many
        assert not [plan for plan in of_many if "Nested Loop" in plan]


def test_words_of_many_rows_do_not_wait_to_be_sorted_into_the_index() -> None:
    person = PersonFactory()
    Source.objects.bulk_create(Source(title=f"Book {n}", slug=f"book-{n}") for n in range(501))
    Contribution.objects.bulk_create(
        Contribution(source=source, person=person, position=1, role="author")
        for source in Source.objects.all()
    )
    Person.objects.update(name="Somebody Else")
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list('search_entry_vector')")
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize(
    ("access", "public"), [("full", True), ("window", False), ("hidden", False)]
)
def test_only_full_text_is_public(access: str, public: bool) -> None:
    source = SourceFactory(text_access=access)
    passage = stored(source, "First paragraph.\n\nSecond paragraph.")
    published_quote("First paragraph.", passage=passage)
    paragraphs = SearchEntry.objects.filter(number=source.pk, kind="source", part__gt=0)
    assert [entry.public for entry in paragraphs.order_by("part")] == [public, public]
    assert [entry.words for entry in paragraphs.order_by("part")] == [
        "\n\n\n first paragraph \n",
        "\n\n\n second paragraph \n",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ["\n\n\n apis are forever \n"]),
        ("One.", ["\n\n\n apis are forever \n one \n"]),
        ("One.\n\nTwo.", ["\n\n\n apis are forever \n one \n", "\n\n\n two \n"]),
    ],
)
def test_a_heading_stands_in_the_row_of_the_first_paragraph(text: str, words: list[str]) -> None:
    stored(SourceFactory(), text, heading="APIs are Forever")
    entries = SearchEntry.objects.filter(part__gt=0).order_by("part")
    assert [entry.words for entry in entries] == words
    assert [entry.part for entry in entries] == list(range(1, len(words) + 1))


def test_a_draft_makes_neither_its_source_nor_its_words_public() -> None:
    passage = PassageFactory()
    quote = QuoteFactory()
    cite(quote, passage.source, passage=passage)
    assert not SearchEntry.objects.filter(public=True).exists()
    quote.status = Status.PUBLISHED
    quote.save()
    assert not SearchEntry.objects.filter(public=False).exists()


def test_a_container_is_public_while_a_part_of_it_is() -> None:
    series = SourceFactory()
    book = SourceFactory(container=series)
    letter = SourceFactory(container=book)
    published_quote(source=letter)
    assert row("source", series.pk).public
    letter.container = None
    letter.save()
    assert not row("source", series.pk).public


def test_hidden_text_gives_no_words_of_its_own_to_a_quote() -> None:
    source = SourceFactory(text_access="full")
    passage = stored(source, "Fifty-five percent of testers are satisfied.")
    quote = published_quote("55% of testers are satisfied.", passage=passage)
    Citation.objects.update(verdict="altered", start=0, end=43)
    assert "fifty five percent" in row("quote", quote.pk).words
    source.text_access = Source.Access.HIDDEN
    source.save()
    assert "fifty" not in row("quote", quote.pk).words


def test_a_window_gives_the_words_that_match_and_follows_them() -> None:
    passage = stored(SourceFactory(text_access="window"), "Alpha beta gamma delta.")
    quote = published_quote("Alpha … delta.", passage=passage)
    Citation.objects.update(verdict="elided", start=0, end=23, spans=[0, 10, 17, 23])
    assert "alpha beta delta" in row("quote", quote.pk).words
    Citation.objects.update(spans=[0, 5, 11, 23])
    assert "alpha gamma delta" in row("quote", quote.pk).words
    assert_true()


def test_a_text_as_long_as_a_book_can_be_stored() -> None:
    source = SourceFactory()
    stored(source, " ".join(f"word{n}" for n in range(200_000)))
    assert SearchEntry.objects.filter(number=source.pk, part=1).exists()


def test_many_long_wordings_are_indexed_as_far_as_they_fit() -> None:
    quote = published_quote("Short words.", source=SourceFactory(title="Known title"))
    Citation.objects.bulk_create(
        Citation(
            quote=quote,
            source=source,
            position=n + 2,
            wording=" ".join(f"word{n}x{m}" for m in range(5_000)),
        )
        for n, source in enumerate(SourceFactory.create_batch(20))
    )
    entry = row("quote", quote.pk)
    assert "word0x4999 " in entry.words
    assert "word19x" not in entry.words
    assert len(entry.words) < 120_010
    assert all(line == "" or line[0] == line[-1] == " " for line in entry.words.split("\n"))


def test_rebuild_says_how_many_rows_it_wrote(capsys: pytest.CaptureFixture[str]) -> None:
    published_quote(tags=["proxies"], speakers=[PersonFactory()])
    TagFactory()
    SearchEntry.objects.all().delete()
    call_command("rebuild_search")
    assert capsys.readouterr().out == "The search index has 2 rows.\n"
    assert_true()


def test_a_rebuild_writes_what_differs_and_nothing_else() -> None:
    kept, spoilt = published_quote("Kept words."), published_quote("Right words.")
    stored(SourceFactory(text_access="full"), "A paragraph.\n\nAnother paragraph.")
    before = rows()
    SearchEntry.objects.filter(kind="quote", number=spoilt.pk).update(facets=[], length=9)
    SearchEntry.objects.filter(part=2).update(words=" wrong ")
    SearchEntry.objects.create(
        kind="quote",
        number=10**6,
        public=True,
        supports=False,
        facets=[],
        place=[],
        length=1,
        words="",
        vector="",
    )
    with connection.cursor() as cursor:
        cursor.execute("SAVEPOINT rebuilding")  # rows written from here on carry another xmin
        query = "SELECT number, xmin::text FROM principles_searchentry WHERE kind = 'quote'"
        cursor.execute(query)
        old = dict(cursor.fetchall())
        SearchEntry.objects.rebuild()
        cursor.execute(query)
        new = dict(cursor.fetchall())
    assert rows() == before
    assert new[kept.pk] == old[kept.pk]
    assert new[spoilt.pk] != old[spoilt.pk]
    assert new.keys() == {kept.pk, spoilt.pk}


_SHAPE = """
SELECT pg_get_indexdef(indexrelid), pg_get_constraintdef(c.oid)
FROM pg_index LEFT JOIN pg_constraint c ON c.conindid = indexrelid
WHERE indrelid = 'principles_searchentry'::regclass
UNION ALL
SELECT pg_get_triggerdef(oid), tgenabled::text
FROM pg_trigger WHERE tgrelid = 'principles_searchentry'::regclass
ORDER BY 1
"""


def test_an_index_made_from_nothing_is_the_one_that_was_kept() -> None:
    published_principle(published_quote(speakers=[PersonFactory()], tags=["proxies"]))
    stored(SourceFactory(text_access="full"), "A paragraph.\n\nAnother paragraph.")
    before = rows()
    with connection.cursor() as cursor:
        cursor.execute("CREATE INDEX of_somebody_else ON principles_searchentry (year)")
        cursor.execute(_SHAPE)
        shape = cursor.fetchall()
        cursor.execute("TRUNCATE principles_searchentry")
        SearchEntry.objects.rebuild()
        cursor.execute(_SHAPE)
        assert cursor.fetchall() == shape
    assert rows() == before


def test_names_of_any_kind_are_indexed_alike_one_by_one_and_all_at_once() -> None:
    lone = SourceFactory(title="Jean-Paul O'Neil's 1,000 e-mails", year=1997)
    published_quote("One name.", source=lone, speakers=[PersonFactory(name="J.-P. D'Été")])
    published_quote("Two names.", speakers=[PersonFactory(name="A-B"), PersonFactory(name="C-D")])
    published_quote("No name.", source=SourceFactory(title="Ōtsu", year=None))
    published_quote("Long title.", source=SourceFactory(title="ĝ " * 100), speakers=[])
    before = rows()
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE principles_searchentry")
    SearchEntry.objects.rebuild()
    assert rows() == before


def test_a_rebuild_finds_quotes_however_far_apart_their_numbers_are() -> None:
    Quote.objects.bulk_create(
        Quote(number=n * 20_000_000, text=f"Number {n}.")
        for n in range(1, 103)  # more than are read at a time
    )
    published_quote(number=2**31 - 1)
    before = rows()
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE principles_searchentry")
    assert SearchEntry.objects.rebuild() == len(before)
    assert rows() == before


def test_an_index_made_from_nothing_counts_as_changes_for_the_words() -> None:
    for n in range(20):
        published_quote(f"Number {n}.")
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE principles_searchentry")
    refresh()
    SearchEntry.objects.rebuild()
    assert Lexicon.objects.get().changes == SearchEntry.objects.filter(public=True).count()
    assert is_outdated()


@pytest.mark.django_db(transaction=True)
def test_a_rebuild_waits_for_who_writes_before_it_asks_whether_anything_is_there() -> None:
    quote = published_quote("First words.")
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE principles_searchentry")

    rebuilder = Writer(SearchEntry.objects.rebuild)
    with transaction.atomic():
        quote.text = "Second words."
        quote.save()
        rebuilder.start()
        rebuilder.until_it_waits()
    rebuilder.finish()
    assert "second words" in row("quote", quote.pk).words


@pytest.mark.django_db(transaction=True)
def test_of_two_writers_at_once_neither_undoes_the_other() -> None:
    quote, principle = published_quote("First words."), published_principle()
    second = Writer(lambda: support(principle, quote))
    with transaction.atomic():
        quote.text = "Second words."
        quote.save()
        second.start()
        second.until_it_waits()
    second.finish()
    entry = row("quote", quote.pk)
    assert "second words" in entry.words
    assert PRINCIPLE.code(principle.pk) in entry.facets


def an_edit() -> Callable[[], object]:
    return lambda: Quote.objects.update(text="Second words.")


def a_bulk_write() -> Callable[[], object]:
    quotes = Quote.objects.bulk_create(Quote(text=f"First words, {n}.") for n in range(501))
    source = Source.objects.get()
    Citation.objects.bulk_create(Citation(quote=quote, source=source) for quote in quotes)
    Quote.objects.update(status=Status.PUBLISHED)
    return lambda: Quote.objects.update(text=Replace("text", Value("First"), Value("Second")))


def a_rebuild() -> Callable[[], object]:
    kept = SearchEntry.objects.get(kind="quote")
    Quote.objects.update(text="Second words.")
    SearchEntry.objects.filter(pk=kept.pk).update(words=kept.words, vector=kept.vector)
    return SearchEntry.objects.rebuild


def total_elsewhere(typed: str) -> int:
    """Return how much a search finds over another connection, or fail if it has to wait."""
    totals: list[int] = []
    reader = Writer(lambda: totals.append(result_page(parse(typed), Filters()).found.total))
    reader.start()
    reader.finish()
    return totals[0]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("prepare", [an_edit, a_bulk_write, a_rebuild])
def test_a_search_waits_for_no_writer_and_finds_what_was_committed(
    prepare: Callable[[], Callable[[], object]],
) -> None:
    published_quote("First words.")
    write = prepare()
    total = total_elsewhere("first")
    assert total
    with transaction.atomic():
        write()
        assert (total_elsewhere("first"), total_elsewhere("second")) == (total, 0)
    assert (total_elsewhere("first"), total_elsewhere("second")) == (0, total)
