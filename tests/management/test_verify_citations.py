"""Verdicts that expire: at once for every reader, and worked out again whatever interrupts it."""

import os
import signal
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from principles.management.commands.verify_citations import Command
from principles.models import Citation, Quote, Verdict
from principles.provenance import verification
from principles.provenance.verification import recompute
from principles.text import FOLDING_VERSION
from tests.factories import PassageFactory, published_quote

ROOT = Path(__file__).resolve().parents[2]
WORDS = "Good process serves you."

# Stands still in the middle of the third batch, whose verdicts are written and not yet committed.
STANDS_STILL = """
import sys, time
import django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
django.setup()
from django.core.management import call_command
from principles.provenance import verification
record, batches = verification._record, []
def stand_still(found):
    record(found)
    batches.append(found)
    if len(batches) == 3:
        print("in the middle", flush=True)
        time.sleep(600)
verification.BATCH = 4
verification._record = stand_still
call_command("verify_citations", *sys.argv[2:])
"""


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def verify(*arguments: str, out: StringIO | None = None) -> str:
    out = out or StringIO()
    call_command("verify_citations", *arguments, stdout=out)
    return out.getvalue()


def verified_quotes(number: int) -> list[Quote]:
    passage = PassageFactory(
        text=" ".join(f"Good process number {n} serves." for n in range(number))
    )
    quotes = [
        published_quote(f"Good process number {n} serves.", passage=passage) for n in range(number)
    ]
    recompute()
    return quotes


def raise_folding_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verification, "FOLDING_VERSION", FOLDING_VERSION + 1)


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["migrate", "verify_citations"])
def test_new_folding_rules_make_every_verdict_unverified_everywhere_at_once(
    client: Client, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    quote = published_quote(WORDS, passage=PassageFactory(text=WORDS))
    recompute()

    def shown() -> list[bool]:
        found = client.get("/search.json", {"q": "process", "verdict": "verbatim"}).json()
        return [
            "match the stored text" in client.get(quote.get_absolute_url()).content.decode(),
            found["total"] == 1,
            client.get("/search.json", {"q": "process", "kind": "quote"}).json()["results"][0][
                "verdict"
            ]
            == "verbatim",
            "Verbatim</span>"
            in client.get(quote.citations.get().source.get_absolute_url())
            .content.decode()
            .split("<footer")[0],
        ]

    assert shown() == [True] * 4
    raise_folding_version(monkeypatch)
    if command == "migrate":
        call_command("migrate", verbosity=0)
    else:
        monkeypatch.setattr(
            "principles.management.commands.verify_citations.recompute_in_batches", lambda _: []
        )
        verify()
    assert shown() == [False] * 4
    monkeypatch.undo()
    raise_folding_version(monkeypatch)
    verify()
    assert shown() == [True] * 4


@pytest.mark.django_db
def test_unchanged_folding_rules_expire_nothing() -> None:
    verified_quotes(2)
    call_command("migrate", verbosity=0)
    assert not Citation.objects.stale().exists()


@pytest.mark.django_db
def test_comparing_all_leaves_the_verdicts_shown_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    verified_quotes(2)
    monkeypatch.setattr(
        "principles.management.commands.verify_citations.recompute_in_batches", lambda _: []
    )
    verify("--all")
    assert not Citation.objects.stale().exists()
    monkeypatch.undo()
    assert verify() == "citations: 2 compared: 2 verbatim\n"
    assert verify() == "citations: 0 compared\n"


@pytest.mark.django_db
def test_on_a_terminal_a_bar_shows_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    verified_quotes(4)
    monkeypatch.setattr(verification, "BATCH", 2)
    printed = verify("--all", out=Terminal())
    half, whole = printed.split("\r")[1:]
    assert half.startswith(f"citations [{'#' * 15}{' ' * 15}] 2 of 4, ")
    assert whole.startswith(f"citations [{'#' * 30}] 4 of 4, 0 s left")
    assert printed.endswith("\ncitations: 4 compared: 4 verbatim\n")


@pytest.mark.django_db
def test_on_a_terminal_nothing_to_do_draws_no_bar() -> None:
    assert verify(out=Terminal()) == "citations: 0 compared\n"


@pytest.mark.django_db
def test_an_interruption_says_how_to_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    verified_quotes(4)
    monkeypatch.setattr(verification, "BATCH", 2)
    record = verification._record
    calls: list[object] = []

    def interrupt(found: list[verification.StoredVerdict]) -> None:
        if calls:
            raise KeyboardInterrupt
        calls.append(found)
        record(found)

    monkeypatch.setattr(verification, "_record", interrupt)
    with pytest.raises(CommandError, match="Interrupted after 2 of 4 citations") as caught:
        verify("--all")
    assert caught.value.returncode == 130


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("arguments", [(), ("--all",)])
def test_a_run_that_is_killed_is_gone_on_with(arguments: tuple[str, ...]) -> None:
    for quote, words in zip(verified_quotes(20), ("Cabbages.", "Kings."), strict=False):
        Quote.objects.filter(pk=quote.pk).update(text=words)
    if not arguments:
        Citation.objects.update(verdict=Verdict.STALE)
    name = connection.settings_dict["NAME"]
    killed = subprocess.Popen(
        [sys.executable, "-c", STANDS_STILL, name, *arguments],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "knowledgebase.settings"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert killed.stdout is not None
    for line in killed.stdout:
        if line == "in the middle\n":
            break
    killed.send_signal(signal.SIGKILL)
    _, errors = killed.communicate(timeout=60)
    assert killed.returncode == -signal.SIGKILL, errors
    assert verification.outdated().count() == 12
    assert verify() == "citations: 12 compared: 12 verbatim\n"
    assert not verification.outdated().exists()
    assert sorted(Citation.objects.values_list("verdict", flat=True)) == (
        [Verdict.UNVERIFIED] * 2 + [Verdict.VERBATIM] * 18
    )


def test_an_unknown_option_is_refused_with_exit_code_2(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as caught:
        Command().run_from_argv(["manage.py", "verify_citations", "--everything"])
    assert caught.value.code == 2
    assert "unrecognized arguments: --everything" in capsys.readouterr().err
