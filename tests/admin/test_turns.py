"""Two editors who save at the same moment: one after the other, and neither gets an error page."""

from collections.abc import Callable
from threading import Barrier

import pytest
from django.contrib.auth.models import User
from django.test import Client

from principles.models import Principle, Quote, Source, Tag
from tests.admin.pages import Entry, Page, address
from tests.factories import (
    PassageFactory,
    QuoteFactory,
    TagFactory,
    published_principle,
    published_quote,
    support,
    tag,
)
from tests.writers import LONGEST, Writer

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 12
Save = Callable[[], object]
Editor = Callable[[Client, int], Save]
"""What an editor prepares in a round, to save it at the same moment as the other."""


def together(user: User, *editors: Editor) -> None:
    """Let the editors, each in a browser of their own, save at once, round after round."""
    for number in range(ROUNDS):
        start = Barrier(len(editors))
        writers = [_writer(user, editor, number=number, start=start) for editor in editors]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.finish()


def _writer(user: User, editor: Editor, *, number: int, start: Barrier) -> Writer:
    client = Client()
    client.force_login(user)
    save = editor(client, number)

    def write() -> None:
        start.wait(LONGEST)
        save()

    return Writer(write)


def form(entry: Entry, **fields: str) -> Editor:
    """Return an editor of the entry who changes each field by the round's number."""

    def prepare(client: Client, number: int) -> Save:
        page = Page(client, address(entry))
        return lambda: page.save(**{name: text.format(number) for name, text in fields.items()})

    return prepare


def action(model: type[Quote | Principle | Tag], *actions: str) -> Editor:
    """Return an editor who acts on all entries of the list, in another way each round."""

    def prepare(client: Client, number: int) -> Save:
        keys = list(model.objects.values_list("pk", flat=True))
        posted = {"action": actions[number % len(actions)], "_selected_action": keys, "post": "yes"}
        return lambda: client.post(address(model), posted)

    return prepare


def test_a_source_and_a_quote_that_cites_it(editor: User) -> None:
    stored = " ".join(f"Good process serves you {number}." for number in range(ROUNDS))
    passage = PassageFactory(text=stored)
    quote = published_quote("Good process serves you 0.", passage=passage)
    together(
        editor,
        form(quote, text="Good process serves you {}.", **{"citations-0-note": "Note {}."}),
        form(
            passage.source,
            title="A book {}",
            **{"passages-0-text": f"{stored} {{}}"},
        ),
    )
    assert Quote.objects.get().text != quote.text
    assert Source.objects.get().title != passage.source.title


def test_a_principle_and_a_quote_that_it_rests_on(editor: User) -> None:
    quote = published_quote()
    principle = published_principle(quote)
    together(
        editor,
        form(quote, **{"supports-0-note": "Note {}."}),
        form(principle, summary="Well, {}."),
    )


def test_the_status_of_a_principle_and_of_its_quotes(editor: User) -> None:
    published_principle(*(published_quote() for _ in range(3)))
    together(
        editor,
        action(Quote, "withdraw", "publish"),
        action(Principle, "withdraw", "publish"),
    )


def test_a_deletion_and_a_form_that_holds_what_is_deleted(editor: User) -> None:
    principle, quote = published_principle(), QuoteFactory()
    support(principle, quote)

    def delete(client: Client, number: int) -> Save:
        word = TagFactory(name=f"word {number}")
        tag(quote, word.name)
        tag(principle, word.name)
        return lambda: client.post(address(word, "delete"), {"post": "yes"})

    together(
        editor,
        delete,
        form(principle, summary="Well, {}."),
        action(Tag, "delete_selected"),
    )
