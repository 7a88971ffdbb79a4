"""Paste to verify, as readers and programs meet it."""

import json
from itertools import count
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from principles import budget, pasted
from principles.forms import MOST_IN_ADDRESS, MOST_IN_FORM, MOST_SENTENCES
from principles.models import Attempt, Citation, Passage, Person, Quote, Source
from principles.pasted import checking
from principles.provenance.verification import recompute
from principles.search.deadline import TooBroadError
from principles.search.lexicon import refresh
from tests.factories import (
    PersonFactory,
    QuoteFactory,
    SourceFactory,
    cite,
    contribute,
    published_quote,
    stored,
)
from tests.snapshots import rows

pytestmark = pytest.mark.django_db

OPENING = "The tide comes in slowly. It’s still Day 1. The harbour does not sleep."
MIDDLE = "Every captain counts the crates twice before a winter storm."
LETTER = (
    f"{OPENING}\n\n{MIDDLE} Nobody counts them a third time.\n\nThe end of the voyage is quiet."
)
SENTENCE = "Every captain counts the crates twice before a winter storm."
ALTERED = "Every captain counts the barrels twice before a winter storm."


def checked(client: Client, text: str) -> dict[str, Any]:
    answer = client.post("/api/verify", {"text": text})
    assert answer.status_code == 200
    found: dict[str, Any] = json.loads(answer.content)
    return found


def sentence(client: Client, text: str) -> dict[str, Any]:
    found = checked(client, text)["claims"]
    assert len(found) == 1
    first: dict[str, Any] = found[0]
    return first


def page(client: Client, text: str) -> str:
    answer = client.get("/verify/", {"text": text})
    assert answer.status_code == 200
    return answer.content.decode()


def letter(
    *, speaker: Person | None = None, quote: str = "The tide comes in slowly.", **fields: Any
) -> Passage:
    """Store LETTER in a source that the public sees by a quote of it."""
    source = SourceFactory(**{"title": "A letter", "year": 1997, **fields})
    passage = stored(source, LETTER, label="p. 1")
    published_quote(quote, passage=passage, speakers=[speaker] if speaker else [])
    if speaker:
        contribute(source, speaker)
    recompute()
    return passage


# Verdicts -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (SENTENCE, "verbatim"),
        (f"“{SENTENCE}”", "verbatim"),
        ("It's still Day 1.", "verbatim"),
        ("captain counts the crates", "verbatim"),
        ("Every captain counts … before a winter storm.", "elided"),
        ("The harbour does not sleep. … The end of the voyage is quiet.", "elided"),
        (ALTERED, "altered"),
        ("The harbour does sleep.", "altered"),
        ("Every captain counts the crates twice … before a summer storm.", "altered"),
        ("Penguins eat cake on a Monday.", "unverified"),
        ("Nobody ever said this.", "unverified"),
    ],
)
def test_a_sentence_is_compared_with_the_stored_text(
    client: Client, text: str, verdict: str
) -> None:
    passage = letter()
    found = sentence(client, text)
    assert found["verdict"] == verdict
    assert [m["locator"].partition(",")[0] for m in found["matches"]] == (
        [] if verdict == "unverified" else [passage.label]
    )


def test_the_difference_in_typography_is_told(client: Client) -> None:
    letter()
    assert sentence(client, "It's still Day 1.")["typography_only"]
    assert not sentence(client, "It’s still Day 1.")["typography_only"]


def test_a_few_known_words_among_many_unknown_ones_are_no_error(client: Client) -> None:
    letter()
    unknown = " ".join(f"zq{sign}x" for sign in "bcdfghjklmnprstv")
    assert sentence(client, f"The tide comes in slowly {unknown}")["verdict"] == "unverified"


def test_words_with_soft_hyphens_are_found(client: Client) -> None:
    letter()
    hyphened = SENTENCE.replace("a", "\u00ada").replace("e", "e\u00ad")
    assert sentence(client, hyphened)["verdict"] == "verbatim"


def test_a_removed_negation_is_told_and_marked_first(client: Client) -> None:
    letter()
    [match] = sentence(client, "The harbour does sleep.")["matches"]
    assert match["negation_differs"]
    [best] = pasted.check("The harbour does sleep.").claims[0].matches
    assert best.differences[0].is_negation


def test_the_collation_reassembles_both_texts(client: Client) -> None:
    passage = letter()
    [match] = sentence(client, ALTERED)["matches"]
    assert "".join(pasted for _, _, pasted in match["collation"]) == ALTERED
    assert "".join(source for _, source, _ in match["collation"]) in passage.text


def test_the_outer_verdict_is_the_weakest(client: Client) -> None:
    letter()
    elided = "Every captain counts … before a winter storm."
    for texts, verdict in [
        ([SENTENCE], "verbatim"),
        ([SENTENCE, elided], "elided"),
        ([ALTERED, elided, SENTENCE], "altered"),
        ([ALTERED, elided, "Penguins eat cake on a Monday.", SENTENCE], "unverified"),
    ]:
        assert checked(client, "\n\n".join(texts))["verdict"] == verdict


def test_offsets_lead_to_the_sentence_in_the_text_as_pasted(client: Client) -> None:
    letter()
    text = f"• “{SENTENCE}”\r\n• “{ALTERED}” — Ann Other"
    found = checked(client, text)
    assert [found["text"][s["start"] : s["end"]] for s in found["claims"]] == [SENTENCE, ALTERED]


def test_a_match_leads_to_its_paragraph(client: Client) -> None:
    passage = letter()
    [match] = sentence(client, SENTENCE)["matches"]
    assert match["locator"] == "p. 1, ¶ 2"
    assert match["url"].endswith(f"/sources/{passage.source.slug}/#p{passage.position}-2")
    assert match["context"] == LETTER
    path = match["url"].removeprefix("http://127.0.0.1:8000").partition("#")[0]
    assert f'id="p{passage.position}-2"' in client.get(path).content.decode()


def test_words_that_a_source_lacks_never_count_as_found(client: Client) -> None:
    slides = SourceFactory(title="Slides")
    passage = stored(slides, "Launch is the starting line, not the finish line…\n\nA speaker")
    published_quote("Launch is the starting line, not the finish line…", passage=passage)
    recompute()
    text = "Launch is the starting line, not the finish line, and then we go home."
    assert sentence(client, text)["verdict"] == "altered"


def test_the_words_of_two_passages_are_never_joined(client: Client) -> None:
    source = SourceFactory(title="Slides")
    stored(source, "We measure what matters to the customer.")
    passage = stored(source, "We then throw the report into the sea.")
    published_quote("We then throw the report into the sea.", passage=passage)
    text = "We measure what matters to the customer … the report into the sea."
    assert sentence(client, text)["verdict"] not in {"verbatim", "elided"}


def test_a_short_sentence_is_looked_for_where_its_neighbours_are(client: Client) -> None:
    for n in range(8):
        other = SourceFactory(title=f"Other {n}", year=1900)
        published_quote(
            f"Number {n}.", passage=stored(other, f"Number {n}. Yes. It’s still Day 1.")
        )
    letter()
    found = checked(client, f"It's still Day 1.\n\n{SENTENCE}")["claims"]
    assert found[0]["matches"][0]["source"]["title"] == "A letter"


def test_words_in_marks_are_judged_and_the_words_around_them_are_prose(client: Client) -> None:
    """These were judged before, as sentences that are not in our sources."""
    letter()
    text = f"Hello there. I do like the line “{SENTENCE[:-1]}” so much."
    found = checked(client, text)
    assert [claim["verdict"] for claim in found["claims"]] == ["verbatim"]
    assert text[found["claims"][0]["start"] : found["claims"][0]["end"]] == SENTENCE[:-1]
    prose = [text[part["start"] : part["end"]] for part in found["unjudged"]]
    assert "Hello there. I do like the line" in prose[0]
    html = page(client, text)
    assert '<span class="grey">Hello there. I do like the line' in html


def test_quoted_words_count_as_sentences(client: Client) -> None:
    text = "I say “ab cd ef gh” to all.\n\n" * (MOST_SENTENCES // 2 + 1)
    answer = client.post("/verify/", {"text": text})
    assert "202 sentences; at most 200" in answer.content.decode()


# Order of matches ---------------------------------------------------------------------------------


def test_verbatim_goes_before_altered_and_primary_before_secondary(client: Client) -> None:
    for title, level, text in [
        ("Paraphrase", "primary", ALTERED),
        ("Quoted", "secondary", SENTENCE),
        ("Original", "primary", SENTENCE),
    ]:
        source = SourceFactory(title=title, level=level)
        published_quote(f"{title} it is.", passage=stored(source, f"{title} it is. {text}"))
    titles = [m["source"]["title"] for m in sentence(client, SENTENCE)["matches"]]
    assert titles[:2] == ["Original", "Quoted"]


def test_an_aggregator_never_verifies(client: Client) -> None:
    letter(level=Source.Level.AGGREGATOR)
    found = sentence(client, SENTENCE)
    assert found["verdict"] == "unverified"
    assert [m["verdict"] for m in found["matches"]] == ["unverified"]
    [match] = pasted.check(SENTENCE).claims[0].matches
    assert match.is_collection


def test_a_source_goes_before_an_aggregator_even_with_other_words(client: Client) -> None:
    letter()
    collection = SourceFactory(title="1,000 quotes", level=Source.Level.AGGREGATOR)
    published_quote("Number 1.", passage=stored(collection, f"Number 1. {ALTERED}"))
    found = sentence(client, ALTERED)
    assert found["verdict"] == "altered"
    assert found["matches"][0]["source"]["title"] == "A letter"


def test_a_wording_on_record_is_still_compared_with_the_text(client: Client) -> None:
    quote = published_quote(ALTERED, passage=letter())
    recompute()
    found = sentence(client, ALTERED)
    assert found["verdict"] == "altered"
    assert found["matches"][0]["quote"]["number"] == quote.number


# The quote on record ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "covers"),
    [
        (SENTENCE, "same"),
        ("captain counts the crates twice", "part"),
        (f"{SENTENCE[:-1]}. Nobody counts them a third time", "same"),
        ("The tide comes in slowly.", ""),
    ],
)
def test_the_quote_on_record_is_given_with_how_it_relates(text: str, covers: str) -> None:
    letter(quote=SENTENCE)
    match = pasted.check(text).claims[0].best
    assert match is not None
    assert match.covers == covers
    assert (match.quote is not None) is bool(covers)


def test_a_sentence_with_more_than_the_quote_is_told(client: Client) -> None:
    letter(quote="captain counts the crates twice", speaker=PersonFactory(name="Ann Other"))
    match = pasted.check(SENTENCE).claims[0].best
    assert match is not None
    assert match.covers == "wider"
    [shape] = sentence(client, SENTENCE)["matches"]
    assert shape["quote"]["text"] == "captain counts the crates twice"
    assert [speaker["name"] for speaker in shape["speakers"]] == ["Ann Other"]


def test_a_quote_without_stored_text_is_on_record_and_not_verified(client: Client) -> None:
    quote = published_quote(SENTENCE, source=SourceFactory(title="A book"))
    found = sentence(client, SENTENCE)
    assert found["verdict"] == "unverified"
    assert [m["quote"]["number"] for m in found["matches"]] == [quote.number]
    assert found["matches"][0]["url"].endswith(quote.get_absolute_url())
    assert found["nearest"] == []


def test_the_nearest_quotes_are_given_where_nothing_is_found(client: Client) -> None:
    near = published_quote("The captain of a winter ship is asleep.")
    published_quote("Cake is eaten.")
    refresh()
    found = sentence(client, "A captain who sings about winter never looks at the sea at all.")
    assert found["verdict"] == "unverified"
    assert found["matches"] == []
    assert [quote["number"] for quote in found["nearest"]] == [near.number]


def test_standing_is_told(client: Client) -> None:
    passage = letter(quote=SENTENCE)
    Quote.objects.update(standing="misattributed", standing_evidence="A letter of 1900.")
    [match] = sentence(client, SENTENCE)["matches"]
    assert match["quote"]["standing"] == "misattributed"
    assert passage.pk


# Who may be seen ----------------------------------------------------------------------------------


def test_drafts_and_what_only_they_cite_are_never_found(client: Client) -> None:
    passage = stored(SourceFactory(title="Unpublished"), LETTER)
    draft = QuoteFactory(text=SENTENCE)
    cite(draft, passage.source, passage=passage)
    recompute()
    for text in (SENTENCE, ALTERED):
        found = sentence(client, text)
        assert (found["verdict"], found["matches"], found["nearest"]) == ("unverified", [], [])
    letter()
    assert "quote" not in sentence(client, SENTENCE)["matches"][0]


def test_a_withdrawn_quote_is_not_on_record(client: Client) -> None:
    letter()
    withdrawn = published_quote(SENTENCE, passage=Passage.objects.get())
    recompute()
    Quote.objects.filter(pk=withdrawn.pk).update(status="withdrawn")
    [match] = sentence(client, SENTENCE)["matches"]
    assert "quote" not in match


def test_hidden_text_has_a_whole_sentence_and_tells_no_more(client: Client) -> None:
    letter(text_access=Source.Access.HIDDEN)
    found = sentence(client, SENTENCE)
    assert found["verdict"] == "verbatim"
    [match] = found["matches"]
    assert match["withheld"]
    assert (match["collation"], match["context"], match["locator"]) == ([], "", "")
    html = page(client, SENTENCE)
    for word in ("third time", "voyage", "harbour"):
        assert word not in html


@pytest.mark.parametrize(
    "text",
    [
        ALTERED,
        "Every captain … a winter storm.",
        "Captain counts the crates twice before",
        SENTENCE.replace("crates", "[boxes]"),
    ],
)
def test_hidden_text_tells_nothing_of_anything_else(client: Client, text: str) -> None:
    """It told altered and elided before, and so which words were wrong."""
    letter(text_access=Source.Access.HIDDEN)
    found = sentence(client, text)
    assert (found["verdict"], found["matches"], found["told"]) == ("unverified", [], [])


@pytest.mark.parametrize(
    "text",
    [
        "The end … is quiet.",
        "The end of a voyage is not quiet.",
        "It ends: the end of the voyage is quiet.",
    ],
)
def test_what_a_window_keeps_back_is_told_of_nothing_but_a_whole_sentence(
    client: Client, text: str
) -> None:
    """It was compared with every sentence before, and its difference told."""
    source = SourceFactory(title="A book", text_access=Source.Access.WINDOW)
    filler = " ".join(f"Sentence number{n} stands here." for n in range(400))
    passage = stored(source, f"The first words are quoted.\n\n{filler}\n\n{LETTER}")
    published_quote("The first words are quoted.", passage=passage)
    recompute()
    found = sentence(client, text)
    assert (found["verdict"], found["matches"]) == ("unverified", [])
    [match] = sentence(client, "The end of the voyage is quiet.")["matches"]
    assert match["withheld"]
    assert (match["locator"], match["context"], match["collation"]) == ("", "", [])


def test_a_window_shows_the_quoted_words_around(client: Client) -> None:
    filler = " ".join(f"Sentence number{n} stands here." for n in range(400))
    source = SourceFactory(title="A book", text_access=Source.Access.WINDOW)
    passage = stored(source, f"{filler} {SENTENCE} {filler}")
    published_quote(SENTENCE, passage=passage)
    recompute()
    [match] = sentence(client, ALTERED)["matches"]
    assert "crates" in "".join(source for _, source, _ in match["collation"])
    assert SENTENCE in match["context"]
    assert len(match["context"].split()) < 150


# Names --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "outcome"),
    [
        ("Ann Other", "agrees"),
        ("Other", "agrees"),
        ("A. Other", "agrees"),
        ("ann other", None),
        ("Bo Second", "differs"),
        ("Second", "differs"),
        ("Bob Other", "unknown"),
        ("Zoë Third", "unknown"),
    ],
)
def test_a_name_is_compared_with_who_is_on_record(
    client: Client, given: str, outcome: str | None
) -> None:
    letter(speaker=PersonFactory(name="Ann Other"), quote=SENTENCE)
    published_quote("Cake is eaten.", speakers=[PersonFactory(name="Bo Second")])
    credit = checked(client, f"{SENTENCE} — {given}")["claims"][0]["speaker"]
    assert (credit and credit["outcome"]) == outcome
    if credit:
        assert credit["given"] == given
        assert [speaker["name"] for speaker in credit["people"]] == ["Ann Other"]


def test_the_author_of_a_primary_source_is_on_record_for_its_words(client: Client) -> None:
    ann = PersonFactory(name="Ann Other")
    letter(speaker=ann)
    assert sentence(client, f"{SENTENCE} — Ann Other")["speaker"]["outcome"] == "agrees"


def test_the_author_of_a_secondary_source_is_not(client: Client) -> None:
    letter(speaker=PersonFactory(name="Ann Other"), level=Source.Level.SECONDARY)
    found = sentence(client, f"{SENTENCE} — Ann Other")
    assert found["speaker"]["outcome"] == "unrecorded"


def test_nobody_is_named_for_what_is_not_found(client: Client) -> None:
    letter(speaker=PersonFactory(name="Ann Other"))
    found = sentence(client, "Penguins eat cake on a Monday. — Ann Other")
    assert found["speaker"] == {"given": "Ann Other", "outcome": "unchecked", "people": []}


# Entries ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_number_or_the_address_of_an_entry_leads_to_it(client: Client, method: str) -> None:
    quote = published_quote("Every captain counts.", source=SourceFactory(title="A book"))
    source = quote.citations.get().source
    site = "http://testserver"
    for text, address in [
        (quote.code, f"/quotes/{quote.number}/"),
        (f" {quote.code.lower()}. ", f"/quotes/{quote.number}/"),
        (source.code, f"/sources/{source.number}/"),
        (site + quote.get_absolute_url(), quote.get_absolute_url()),
        (
            f"{site}{source.get_absolute_url()}?page=2#p1-1",
            f"{source.get_absolute_url()}?page=2#p1-1",
        ),
        (f"http://127.0.0.1:8000/quotes/{quote.number}/", f"/quotes/{quote.number}/"),
    ]:
        answer = getattr(client, method)("/verify/", {"text": text})
        assert (answer.status_code, answer.headers.get("Location")) == (303, address)


@pytest.mark.parametrize(
    "text",
    [
        "Q999",
        "44",
        "https://elsewhere.example/quotes/1/",
        "http://testserver/search/?q=day",
        "http://testserver//elsewhere.example/",
        "Q1 is what I like most.",
    ],
)
def test_nothing_else_leads_away(client: Client, text: str) -> None:
    published_quote("Every captain counts.", source=SourceFactory(title="A book"))
    assert client.get("/verify/", {"text": text}).status_code in {200, 400}


# Texts kept back ----------------------------------------------------------------------------------


def withheld_base(count: int) -> list[str]:
    """Store a text that is kept back, but for its first sentence; return its other sentences."""
    source = SourceFactory(title="A book", text_access=Source.Access.WINDOW)
    told = "The first words of it are quoted."
    filler = " ".join(f"Filler number{n} stands in between." for n in range(400))
    kept = [f"Captain number{n} counted every single crate again." for n in range(count)]
    passage = stored(source, f"{told}\n\n{filler}\n\n" + "\n\n".join(kept))
    published_quote(told, passage=passage)
    recompute()
    return kept


def test_thirty_claims_an_hour_are_compared_with_texts_kept_back(client: Client) -> None:
    kept = withheld_base(32)
    found = checked(client, "\n\n".join(kept[:20]))
    assert found["withheld"]["unchecked"] == 0
    found = checked(client, "\n\n".join(kept[20:]))
    assert [claim["verdict"] for claim in found["claims"]] == ["verbatim"] * 10 + ["unverified"] * 2
    assert found["withheld"] == {"texts": 1, "unchecked": 2}


def test_what_is_counted_does_not_tell_whether_words_are_in_a_text_kept_back(
    client: Client,
) -> None:
    """Where only likely claims counted, the count would say which are."""
    kept = withheld_base(31)
    checked(client, "\n\n".join(kept[:30]))
    likely, unlikely = kept[30], "Whales are by far the largest of all."
    counts = [checked(client, text)["withheld"]["unchecked"] for text in (likely, unlikely)]
    assert counts == [1, 1]


def test_another_visitor_has_claims_of_their_own(client: Client) -> None:
    kept = withheld_base(31)
    checked(client, "\n\n".join(kept[:30]))
    other = Client(REMOTE_ADDR="192.0.2.7")
    assert checked(client, kept[30])["withheld"]["unchecked"] == 1
    assert checked(other, kept[30])["withheld"]["unchecked"] == 0


def test_who_asked_is_kept_as_a_hash(client: Client) -> None:
    [kept] = withheld_base(1)
    checked(Client(REMOTE_ADDR="192.0.2.7"), kept)
    attempt = Attempt.objects.get()
    assert attempt.purpose == "withheld"
    assert "192" not in attempt.who


def test_a_base_that_takes_no_changes_compares_nothing_with_texts_kept_back(client: Client) -> None:
    [kept] = withheld_base(1)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL transaction_read_only = on")
        assert checked(client, kept)["withheld"] == {"texts": 1, "unchecked": 1}
        transaction.set_rollback(True)


def test_the_page_says_what_was_not_compared(client: Client) -> None:
    kept = withheld_base(31)
    checked(client, "\n\n".join(kept[:30]))
    html = page(client, kept[30])
    assert "Parts of 1 text are kept back here and were not compared" in html
    assert "One sentence was not compared with them at all" in html


# Requests -----------------------------------------------------------------------------------------


def test_a_short_text_is_led_to_its_address(client: Client) -> None:
    letter()
    answer = client.post("/verify/", {"text": SENTENCE})
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/verify/?{urlencode({'text': SENTENCE})}"
    assert client.get(answer.headers["Location"]).status_code == 200


def test_a_long_text_is_answered_as_it_is(client: Client) -> None:
    letter()
    text = f"{SENTENCE} " * 40
    assert MOST_IN_ADDRESS < len(text) < MOST_IN_FORM
    answer = client.post("/verify/", {"text": text})
    assert answer.status_code == 200
    assert client.post("/api/verify", {"text": text}).json()["verdict"] == "verbatim"


def test_an_address_that_proxies_would_refuse_is_not_led_to(client: Client) -> None:
    assert client.post("/verify/", {"text": "漢" * 1_000}).status_code == 200
    assert client.get("/verify/", {"text": "漢" * MOST_IN_ADDRESS}).status_code == 200


@pytest.mark.parametrize("method", ["get", "post"])
def test_programs_get_the_same_by_either_method(client: Client, method: str) -> None:
    letter()
    answer = getattr(client, method)("/api/verify", {"text": SENTENCE})
    assert answer.status_code == 200
    assert answer.json() == checked(client, SENTENCE)


def test_programs_may_send_json(client: Client) -> None:
    letter()
    answer = client.post("/api/verify", {"text": SENTENCE}, content_type="application/json")
    assert answer.json() == checked(client, SENTENCE)


@pytest.mark.parametrize(
    "body",
    [
        b" ",
        b"{",
        b"[]",
        b"7",
        b"null",
        b'{"words": "Yes."}',
        b'{"text": 7}',
        b'{"text": null}',
        b'{"text": ["Yes."]}',
        b'{"text": "\\ud800"}',
        b'{"text": "\xff"}',
        b"[" * 100_000,
    ],
)
def test_json_that_has_no_words_to_check_is_refused_with_a_sentence(
    client: Client, body: bytes
) -> None:
    answer = client.post("/api/verify", body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["error"].startswith("That is not JSON with the words to check")


def test_json_has_the_limit_of_the_form(client: Client) -> None:
    body = {"text": "a b. " * 4_001}
    answer = client.post("/api/verify", body, content_type="application/json")
    assert answer.status_code == 400
    assert "20,005 characters; the limit is 20,000" in answer.json()["error"]


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_old_address_of_the_json_leads_to_the_new_one(client: Client, method: str) -> None:
    answer = getattr(client, method)("/verify.json", QUERY_STRING="text=a%20b&text=%E2%80%9C")
    assert answer.status_code == 308
    assert answer.headers["Location"] == "/api/verify?text=a%20b&text=%E2%80%9C"
    assert getattr(client, method)("/verify.json").headers["Location"] == "/api/verify"


@pytest.mark.parametrize(
    ("method", "text", "words"),
    [
        ("post", "a b. " * 4_001, "20,005 characters; the limit is 20,000"),
        ("get", "a b. " * 301, "hold 1,500 characters of text; this one has 1,505"),
        ("post", "Ab cd. " * (MOST_SENTENCES + 1), "201 sentences; at most 200"),
        ("post", "", "There is no word in that"),
        ("get", " \n ", "There is no word in that"),
        ("get", "?!… —", "There is no word in that"),
        ("post", "“" + "Ab cd … " * 13 + "ef gh”", "has 14 parts between ellipses and brackets"),
    ],
)
def test_what_cannot_be_verified_is_refused_and_kept(
    client: Client, method: str, text: str, words: str
) -> None:
    answer = getattr(client, method)("/verify/", {"text": text})
    assert answer.status_code == 400
    html = answer.content.decode()
    assert words in html
    assert text.strip() in html
    refused = getattr(client, method)("/api/verify", {"text": text})
    assert refused.status_code == 400
    assert words in refused.json()["error"]


@pytest.mark.parametrize(
    ("query", "statuses"),
    [
        ("text=%00", {400}),
        ("text=a%ED%A0%80b", {200, 400}),
        ("text=%FF%FE", {200, 400}),
        ("text=a&text=b", {200}),
        ("text=%F0%9F%98%80", {400}),
        ("text=Q" + "9" * 40, {200}),
        ("text=http%3A%2F%2F%5B", {200, 400}),
        ("text=http%3A%2F%2Ftestserver%2Fquotes%2F1%2F%0A%0DSet-Cookie", {200, 303}),
        ("text=%E2%80%AE%D7%A9", {200}),
        ("text=" + "%CC%81" * 1_000, {200, 400}),
        ("text=" + "a" * 100_000, {400}),
        ("text=%27%3B--+DROP+TABLE", {200}),
        ("text=%23t1+%5E0the+%3Dq1+%26+%7C+%21", {200}),
    ],
)
def test_no_input_is_an_error_of_the_site(client: Client, query: str, statuses: set[int]) -> None:
    for path in ("/verify/", "/api/verify"):
        assert client.get(path, QUERY_STRING=query).status_code in statuses
        posted = client.post(path, query, content_type="application/x-www-form-urlencoded")
        assert posted.status_code in {*statuses, 200, 303, 400} - {500}


def test_twelve_parts_are_compared(client: Client) -> None:
    assert client.post("/api/verify", {"text": "Ab cd … " * 11 + "ef gh"}).status_code == 200


@pytest.mark.parametrize("text", ["Jeff Bezos", "### Jeff Bezos", "- Stasis", "the"])
def test_a_paste_with_words_is_never_said_to_have_none(client: Client, text: str) -> None:
    assert "There is no word" not in page(client, text)


@pytest.mark.parametrize(
    "content_type",
    ["application/json", "text/plain", "multipart/form-data; boundary=x", ""],
)
def test_a_body_that_is_no_form_is_refused(client: Client, content_type: str) -> None:
    answer = client.post("/verify/", b'{"text": "Yes."}\xff\0', content_type=content_type)
    assert answer.status_code == 400


def test_other_methods_are_refused(client: Client) -> None:
    assert client.put("/verify/").status_code == 405
    assert client.delete("/verify.json").status_code == 405


def test_no_cookie_no_token_and_nothing_written(client: Client) -> None:
    letter()
    before = rows()
    strict = Client(enforce_csrf_checks=True)
    for answer in (
        strict.get("/verify/"),
        strict.get("/verify/", {"text": SENTENCE}),
        strict.post("/verify/", {"text": SENTENCE}),
        strict.post("/verify/", {"text": f"{SENTENCE} " * 40}),
        strict.post("/api/verify", {"text": SENTENCE}),
    ):
        assert answer.status_code in {200, 303}
        assert not answer.cookies
        assert "csrf" not in answer.content.decode()
    assert rows() == before


@pytest.mark.parametrize("path", ["/verify/", "/api/verify"])
def test_what_takes_too_long_is_said_and_kept(
    client: Client, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter()
    monkeypatch.setattr(checking, "LONGEST_CHECK", 1)
    text = " ".join(f"{SENTENCE[:-1]} {n}." for n in range(150))
    answer = client.post(path, {"text": text})
    assert answer.status_code == 422
    assert (SENTENCE[:-1] in answer.content.decode()) is (path == "/verify/")


def test_the_form_says_what_texts_there_are(client: Client) -> None:
    passage = letter()
    published_quote("A book.", source=SourceFactory(title="No text"))
    html = client.get("/verify/").content.decode()
    assert str(passage.source.title) in html
    found = pasted.texts(size=5)
    assert (found.stored_count, found.unstored_count) == (1, 1)


def base_of(letters: int) -> None:
    for n in range(letters):
        speaker = PersonFactory(name=f"Ann Speaker{chr(97 + n)}")
        source = SourceFactory(
            title=f"Letter {n}", year=1990, text_access=["full", "window"][n % 2]
        )
        contribute(source, speaker)
        passage = stored(source, f"Ship number{n} sails north at dawn.\n\nCargo{n} is coal.")
        published_quote(f"Ship number{n} sails north at dawn.", passage=passage, speakers=[speaker])
    recompute()


def test_the_number_of_queries_does_not_grow(client: Client) -> None:
    base_of(30)
    one = "Ship number1 sails north at noon. Cargo1 is coal. Whales are big. — Ann Speakerb"
    many = "\n\n".join(
        f"Ship number{n} sails north at noon. Cargo{n} is coal. — Ann Speaker{chr(97 + n)}"
        for n in range(30)
    )
    for path, most in (("/verify/", 24), ("/api/verify", 27)):
        counts = []
        for text in (one, many):
            with CaptureQueriesContext(connection) as queries:
                assert client.post(path, {"text": text + " " * 1_500}).status_code == 200
            counts.append(len(queries))
        assert counts[0] == counts[1] <= most


def test_the_form_takes_few_queries(client: Client) -> None:
    base_of(12)
    with CaptureQueriesContext(connection) as queries:
        client.get("/verify/")
    assert len(queries) <= 8


def test_stale_verdicts_are_not_waited_for(client: Client) -> None:
    letter(quote=SENTENCE)
    Citation.objects.update(verdict="stale", start=None, end=None, spans=[])
    assert sentence(client, SENTENCE)["verdict"] == "verbatim"


@pytest.mark.parametrize("mark", ["[the]", "…"])
def test_a_text_of_a_thousand_marks_is_refused(client: Client, mark: str) -> None:
    """It had its own limit of time before; now a claim has twelve parts at most."""
    letter()
    typed = f"captain counts {mark} " * 900
    answer = client.post("/verify/", {"text": typed})
    assert answer.status_code == 400
    assert "has 900 parts between ellipses and brackets" in answer.content.decode()
    assert typed.strip() in answer.content.decode()


@pytest.mark.parametrize("mark", ["[the]", "…"])
def test_a_text_of_a_thousand_marks_asks_for_its_time_and_is_given_up(
    monkeypatch: pytest.MonkeyPatch, mark: str
) -> None:
    """By a clock that goes on by ten milliseconds whenever the time left is asked for."""
    letter()
    ticks = count()
    monkeypatch.setattr(budget, "monotonic", lambda: next(ticks) / 100)
    assert pasted.check(f"captain counts {mark} barrels").claims
    with pytest.raises(TooBroadError):
        pasted.check(f"captain counts {mark} " * 900)
