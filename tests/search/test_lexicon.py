"""The words of the base: read from what the public sees, when enough has changed."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from principles.models import (
    Completion,
    Deletion,
    Lexeme,
    Lexicon,
    Quote,
    SearchEntry,
    Source,
    Word,
)
from principles.search import lexicon
from principles.search.lexicon import (
    LEAST_CHANGES,
    is_outdated,
    refresh,
    refresh_after_edit,
    refresh_if_changed,
)
from tests.factories import QuoteFactory, SourceFactory, cite, published_quote, stored
from tests.transfer.bundles import write_bundle
from tests.writers import Writer

pytestmark = pytest.mark.django_db


def plain(text: str) -> Quote:
    """Return a published quote whose source adds no words of its own."""
    return published_quote(text, source=Source.objects.first() or SourceFactory(title="Zzz"))


def withdraw(quote: Quote) -> None:
    Quote.objects.filter(pk=quote.pk).update(status="withdrawn")


def contents() -> list[object]:
    return [
        list(model._default_manager.order_by("pk").values_list())
        for model in (Lexeme, Word, Deletion, Completion)
    ]


def test_a_word_has_its_stem_and_the_number_of_rows_that_hold_it() -> None:
    plain("Customers obsess us.")
    plain("One customer, a customer of ours.")
    refresh()
    assert Lexeme.objects.get(pk="custom").entries == 2
    customer = Word.objects.get(pk="customer")
    assert (customer.entries, customer.lexeme) == (2, "custom")
    assert Word.objects.get(pk="customers").entries == 1


@pytest.mark.parametrize("what", ["words", "lexemes"])
def test_what_is_counted_in_parts_is_what_the_whole_has(what: str) -> None:
    for n in range(200):
        plain(f"One customer, a customer of ours, number {n}.")
    QuoteFactory(text="Draftword customer.")

    def counted(least_part: int) -> dict[str, int]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM principles_counted(%s, %s)", [what, least_part])
            return dict(cursor.fetchall())

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_relation_size('principles_searchentry') / 8192")
        blocks = cursor.fetchone()[0]
    whole = counted(blocks + 1)
    assert blocks > 16
    assert counted(1) == counted(3) == whole
    assert whole["customer" if what == "words" else "custom"] >= 200
    assert whole.keys().isdisjoint({"draftword"})


def test_what_filters_ask_for_is_no_word() -> None:
    published_quote("Customers obsess us.", tags=["speed"])
    refresh()
    assert not Lexeme.objects.filter(lexeme__regex="^[#=]").exists()
    assert not Word.objects.filter(word="speed").exists()


def test_a_long_word_stands_under_itself_with_each_letter_left_out() -> None:
    plain("Noon books the verylongwordofmorethantwentyfourletters 4x4x4.")
    refresh()
    found = Deletion.objects.values_list("deletion", flat=True)
    assert not found.filter(word__in=["the", "4x4x4"]).exists()
    assert not found.filter(word__startswith="very").exists()
    assert set(found.filter(word="noon")) == {"oon", "non", "noo"}
    assert set(found.filter(word="books")) == {"ooks", "boks", "boos", "book"}


def test_short_beginnings_lead_to_the_commonest_words() -> None:
    plain("Strategy.")
    plain("Strategy and strength.")
    plain("Style.")
    refresh()
    completed = dict(Completion.objects.values_list("prefix", "words"))
    assert completed["s"] == ["strategy", "strength", "style"]
    assert completed["str"] == ["strategy", "strength"]
    assert "stra" not in completed


def test_words_that_no_text_may_be_are_left_out() -> None:
    plain(f"{'x' * 60} well")
    refresh()
    assert not Word.objects.filter(word__startswith="x").exists()


@pytest.mark.parametrize("access", [Source.Access.WINDOW, Source.Access.HIDDEN])
def test_words_that_the_public_does_not_see_are_not_read(access: str) -> None:
    QuoteFactory(text="Draftword.")
    withdraw(published_quote("Withdrawnword."))
    source = SourceFactory(text_access=access)
    passage = stored(source, "Storedword stands here. Shown.")
    cite(QuoteFactory(text="Anotherdraft."), source, passage=passage)
    published_quote("Shown.", source=source)
    refresh()
    words = set(Word.objects.values_list("word", flat=True))
    assert "shown" in words
    assert not words & {"draftword", "withdrawnword", "storedword", "anotherdraft"}


def test_reading_again_adds_what_is_new_and_drops_what_is_gone() -> None:
    old = plain("Cathedral builders.")
    refresh()
    withdraw(old)
    plain("Bazaar builders.")
    refresh()
    again = contents()
    for model in (Lexeme, Word, Deletion, Completion):
        model._default_manager.all().delete()
    refresh()
    assert contents() == again
    assert Word.objects.filter(word="bazaar").exists()
    assert not Word.objects.filter(word="cathedral").exists()


def test_reading_again_without_a_change_writes_nothing() -> None:
    plain("Cathedral builders.")
    refresh()

    def versions() -> list[tuple[str, str]]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT deletion, xmin::text FROM principles_deletion ORDER BY 1")
            deletions = cursor.fetchall()
            cursor.execute("SELECT word, xmin::text FROM principles_word ORDER BY 1")
            return [*deletions, *cursor.fetchall()]

    before = versions()
    with transaction.atomic():  # rows written from here on carry another xmin
        refresh()
    assert versions() == before


def test_the_first_reading_leaves_the_key_that_lookups_need() -> None:
    plain("Cathedral builders.")
    Lexicon.objects.update(refreshed_at=None)

    def indexes() -> list[tuple[str]]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT indexdef FROM pg_indexes WHERE tablename = 'principles_deletion' ORDER BY 1"
            )
            return list(cursor.fetchall())

    before = indexes()
    refresh()
    assert indexes() == before != []
    assert Deletion.objects.filter(deletion="cathedrl", word="cathedral").exists()


def test_an_empty_base_has_no_words() -> None:
    read = refresh()
    assert (read.entries, read.words) == (0, 0)
    assert not is_outdated()


def test_words_never_read_are_out_of_date() -> None:
    assert is_outdated()
    Lexicon.objects.all().delete()
    assert is_outdated()
    plain("A base without its state can be written to.")
    refresh()
    assert not is_outdated()


def test_changes_to_public_words_are_counted_and_nothing_else() -> None:
    quote = plain("Cathedral builders.")
    refresh()

    def changes() -> int:
        return Lexicon.objects.get().changes

    assert changes() == 0
    QuoteFactory(text="Draftword.")
    published = Quote.objects.get(pk=quote.pk)
    published.stands_alone = False
    published.save()
    SearchEntry.objects.update(year=1997)
    SearchEntry.objects.filter(public=False).delete()
    assert changes() == 0
    published.text = "Bazaar builders."
    published.save()
    assert changes() == 1
    withdraw(quote)  # and with it goes its source
    assert changes() == 3


def test_a_tenth_of_the_entries_makes_the_words_out_of_date() -> None:
    source = SourceFactory()
    for n in range(LEAST_CHANGES * 12):
        published_quote(f"Number {n}.", source=source)
    entries = refresh().entries
    assert entries == LEAST_CHANGES * 12 + 1
    for n in range(LEAST_CHANGES):
        published_quote(f"More {n}.", source=source)
    assert not is_outdated()
    published_quote("Two more.", source=source)
    published_quote("One more.", source=source)
    assert is_outdated()
    counted = Lexicon.objects.get().changes
    published_quote("Not counted any more.", source=source)
    assert Lexicon.objects.get().changes == counted


def test_a_rebuild_of_the_index_counts_what_it_writes() -> None:
    for n in range(LEAST_CHANGES):
        plain(f"Number {n}.")
    refresh()
    SearchEntry.objects.rebuild()
    assert not is_outdated()
    SearchEntry.objects.update(words=" spoilt ")
    refresh()
    SearchEntry.objects.rebuild()
    assert is_outdated()


def test_an_edit_reads_the_words_again_only_where_that_is_quick(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert refresh_after_edit()
    assert not refresh_after_edit()
    plain("Number one.")
    assert refresh_after_edit()
    assert Word.objects.filter(word="number").exists()
    monkeypatch.setattr(lexicon, "SMALL", 0)
    plain("Another two.")
    assert not refresh_after_edit()
    for n in range(LEAST_CHANGES):
        plain(f"Another {n}.")
    assert refresh_after_edit()
    assert Word.objects.filter(word="another").exists()


@pytest.mark.django_db(transaction=True)
def test_in_a_very_large_base_the_words_are_read_behind_the_edit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    refresh()
    monkeypatch.setattr(lexicon, "SMALL", -1)
    monkeypatch.setattr(lexicon, "LARGEST_AT_ONCE", -1)
    for n in range(LEAST_CHANGES):
        plain(f"Number {n}.")
    assert refresh_after_edit()
    for thread in threading.enumerate():
        if thread.name == "lexicon":
            thread.join(60)
    assert Word.objects.filter(word="number").exists()


def test_one_change_is_enough_after_an_import() -> None:
    assert refresh_if_changed()
    assert not refresh_if_changed()
    plain("Cathedral builders.")
    assert refresh_if_changed()


@pytest.mark.django_db(transaction=True)
def test_what_changes_while_the_words_are_read_still_counts_as_changed() -> None:
    refresh()
    source = SourceFactory()
    for n in range(LEAST_CHANGES):
        published_quote(f"Number {n}.", source=source)

    def write_meanwhile(execute: Callable[..., object], sql: str, *rest: object) -> object:
        if sql == lexicon._STATE:
            writer = Writer(lambda: published_quote("Meanwhile.", source=source))
            writer.start()
            writer.finish()
        return execute(sql, *rest)

    counted = Lexicon.objects.get().changes
    assert counted >= LEAST_CHANGES
    Lexicon.objects.update(entries=10_000)  # so that counting goes on
    with connection.execute_wrapper(write_meanwhile):
        refresh()
    assert Lexicon.objects.get().changes == 1
    assert not Word.objects.filter(word="meanwhile").exists()


def test_looking_a_word_up_never_reads_the_whole_table() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT proconfig FROM pg_proc WHERE proname = 'principles_held'")
        assert {tuple(row[0]) for row in cursor.fetchall()} == {("enable_seqscan=off",)}


def says(capsys: pytest.CaptureFixture[str], *command: str) -> str:
    call_command(*command)
    return capsys.readouterr().out


def test_the_command_says_what_was_read(capsys: pytest.CaptureFixture[str]) -> None:
    plain("Cathedral builders.")
    assert says(capsys, "refresh_lexicon") == "4 words were read from 2 entries.\n"
    assert says(capsys, "refresh_lexicon", "--if-outdated") == "The words are up to date.\n"
    Lexicon.objects.update(refreshed_at=None)
    assert "4 words" in says(capsys, "refresh_lexicon", "--if-outdated")


@pytest.mark.parametrize(
    "write",
    [
        lambda folder: call_command("import_bundle", str(write_bundle(folder))),
        lambda folder: (plain("Cathedral builders."), call_command("rebuild_search")),
    ],
)
def test_whatever_writes_many_entries_reads_their_words(
    write: Callable[[Path], object], tmp_path: Path
) -> None:
    write(tmp_path / "bundle")
    assert Word.objects.exists()
    assert not is_outdated()
