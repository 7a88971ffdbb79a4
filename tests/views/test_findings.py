"""What the page of a pasted text says of each claim, and what it never says."""

import re
from html import unescape

import pytest
from django.test import Client

from principles.models import Source
from principles.provenance.verification import recompute
from tests.factories import PersonFactory, SourceFactory, cite, contribute, published_quote, stored

pytestmark = pytest.mark.django_db

LETTER = (
    "Customers surround every decision.\n\nThis strategy is not without risk: it requires serious "
    "investment and crisp execution.\n\nWe’d only have one chance to design the interfaces right."
)
RISK = "This strategy is not without risk: it requires serious investment and crisp execution."


@pytest.fixture(autouse=True)
def letter() -> Source:
    """A letter with one quote on record."""
    bezos = PersonFactory(name="Jeff Bezos")
    source = SourceFactory(title="A letter", kind=Source.Kind.LETTER, year=1997)
    contribute(source, bezos)
    passage = stored(source, LETTER, label="p. 1")
    published_quote(RISK, passage=passage, speakers=[bezos])
    recompute()
    return source


def read(client: Client, text: str) -> str:
    """Return the words of the page's main part, as they are read."""
    answer = client.get("/verify/", {"text": text})
    assert answer.status_code == 200
    main = answer.content.decode().split("<main")[1].split('id="again"')[0]
    said = " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())
    assert "fake" not in said.lower()
    return re.sub(r" (?=[,.;:’])", "", said)


def test_words_that_are_there_are_counted_and_placed(client: Client, letter: Source) -> None:
    said = read(client, RISK)
    assert "All 13 words are in the letter, in this order." in said
    assert "A letter, 1997, p. 1, ¶ 2" in said
    assert "Read on in the letter" in said


def test_typography_that_differs_is_shown_side_by_side(client: Client) -> None:
    said = read(client, "We'd only have one chance to design the interfaces right.")
    assert "Only the typography differs: you have We'd, the letter We’d." in said


def test_a_capital_at_the_beginning_is_no_typography(client: Client) -> None:
    assert "typography" not in read(client, "It requires serious investment and crisp execution.")
    said = read(client, "Only have one chance to  design the interfaces right.")
    assert "Only the typography differs." in said


def test_a_negation_is_named_before_the_other_differences(client: Client) -> None:
    html = client.get(
        "/verify/", {"text": RISK.replace("not ", "").replace("serious", "heavy")}
    ).content.decode()
    listed = html.split('class="diffs"')[1].split("</ol>")[0]
    differences = re.findall(r"<li>\s*(.*?)\s*</li>", listed, re.DOTALL)
    assert [re.sub(r"<[^>]+>", "", said) for said in differences] == [
        "not is missing. Without it the sentence may say the opposite.",
        "You have heavy, the letter has serious.",
    ]
    assert '<mark class="neg">not</mark>' in differences[0]
    assert '<mark class="gone neg">' in html


def test_a_mark_at_the_end_of_both_is_no_part_of_the_difference(client: Client) -> None:
    said = read(client, RISK.replace("execution.", "planning.").replace("risk:", "danger:"))
    assert "You have danger, the letter has risk." in said
    assert "You have planning, the letter has execution." in said


def test_words_left_out_are_counted(client: Client) -> None:
    said = read(client, "This strategy is not without risk … and crisp execution.")
    assert "Four words were left out between them" in said
    assert "Left out: it requires serious investment" in said


def test_a_negation_among_the_words_left_out_is_said(client: Client, letter: Source) -> None:
    stored(letter, "Elephants should not by any reasonable means of ours paint underwater.")
    said = read(client, "Elephants should … paint underwater.")
    assert "Before you use it: it has lost a “not”." in said
    assert "“not” is gone. The letter has other words in one place." in said
    assert "the letter has not by any reasonable means of ours. So the sentence may say the" in said


def test_what_is_not_found_is_not_called_false(client: Client) -> None:
    said = read(client, "Elephants paint rather badly underwater.")
    assert "Nothing close to it is in the one text we store." in said
    assert "That does not mean that it is false, or that nobody said it" in said


def test_a_wrong_name_is_corrected(client: Client) -> None:
    published_quote(speakers=[PersonFactory(name="Werner Vogels")])
    said = read(client, f"“{RISK}” – Werner Vogels")
    assert "but the name differs" in said
    assert "You give On record Name Werner Vogels Jeff Bezos" in said


def test_a_name_that_agrees_is_said(client: Client) -> None:
    said = read(client, f"“{RISK}” – Jeff Bezos")
    assert "in our sources, word for word, and the name agrees" in said
    assert "You give: Jeff Bezos" in said


def test_of_a_hidden_source_nothing_is_told_of_what_differs(client: Client, letter: Source) -> None:
    """It was told to differ before, and whether by a negation."""
    stored(letter, "Elephants should not paint underwater at night.")
    Source.objects.update(text_access=Source.Access.HIDDEN)
    said = read(client, "Elephants should always paint underwater at night.")
    assert "Nothing close to it is in the one text we store, as far as they may be compared" in said
    assert "Parts of 1 text are kept back here and were not compared" in said
    for stored_only in ("negation was", "should not", "Read on"):
        assert stored_only not in said


def test_of_a_whole_sentence_that_is_kept_back_it_is_told_that_it_is_there(
    client: Client, letter: Source
) -> None:
    stored(letter, "Elephants should not paint underwater at night.")
    Source.objects.update(text_access=Source.Access.HIDDEN)
    said = read(client, "Elephants should not paint underwater at night.")
    assert "The text is kept back. Nothing more is told of it." in said
    assert "¶" not in said


def test_what_a_window_shows_is_compared_as_usual(client: Client, letter: Source) -> None:
    Source.objects.update(text_access=Source.Access.WINDOW)
    said = read(client, RISK.replace("serious", "heavy"))
    assert "You have heavy, the letter has serious." in said


def test_a_collection_of_quotes_is_no_evidence(client: Client) -> None:
    site = SourceFactory(title="Sayings", kind=Source.Kind.WEB, level=Source.Level.AGGREGATOR)
    words = "Elephants paint rather badly underwater."
    published_quote(words, passage=stored(site, words))
    recompute()
    said = read(client, words)
    assert "The words stand in a collection of quotes, which is no evidence" in said


def test_a_quote_without_stored_text_is_on_record_and_not_compared(client: Client) -> None:
    words = "Elephants paint rather badly underwater."
    published_quote(words, source=SourceFactory(title="An unstored book"))
    said = read(client, words)
    assert "no text is stored of the source they are cited from" in said
    assert "An unstored book" in said


def test_a_misattribution_is_said_with_its_evidence(client: Client, letter: Source) -> None:
    quote = letter.quotes.get()
    quote.standing, quote.standing_evidence = "misattributed", "It is in a play of 1911."
    quote.save()
    said = read(client, RISK)
    assert "Before you use it: it is on record as misattributed." in said
    assert "Misattributed. It is in a play of 1911." in said


def test_the_editors_note_is_shown(client: Client, letter: Source) -> None:
    letter.quotes.update(note="Said of a strategy set out before.")
    assert "Editors’ note. Said of a strategy set out before." in read(client, RISK)


def test_a_label_is_told_beside_the_finding_and_not_at_the_head(client: Client) -> None:
    said = read(client, f"Key Takeaway: “{RISK}”")
    assert "No person or work here is called “Key Takeaway”" in said
    head = said.split("What was found")[0]
    assert "Key Takeaway" not in head
    assert "name" not in head


def test_words_that_are_no_claim_are_shown_grey(client: Client) -> None:
    said = read(client, f"We shipped nine features. As the letter has it, “{RISK}”")
    assert "We shipped nine features. As the letter has it" in said.split("Your text")[1]


def test_a_garbled_text_is_said_to_be_mended(client: Client) -> None:
    said = read(client, "Weâ€™d only have one chance to design the interfaces right.")
    assert "Signs like â€™ were read as" in said
    assert "Signs like" not in read(client, RISK)


def test_what_is_too_short_has_where_it_occurs(client: Client) -> None:
    said = read(client, "serious investment")
    assert "This is too short to tell" in said
    assert "Here they occur in: A letter, 1997, p. 1, ¶ 2" in said


def test_several_quotes_are_listed_with_what_needs_attention_first(client: Client) -> None:
    said = read(client, f"“{RISK}”\n\n“{RISK.replace('not ', '')}”")
    assert "Look first at quote 2 (“not” is gone)." in said


def test_the_answer_can_be_taken_as_text(client: Client) -> None:
    html = client.get("/verify/", {"text": RISK}).content.decode()
    text = unescape(html.split('<pre id="answer">')[1].split("</pre>")[0])
    assert "Words: Yes, word for word (verbatim)." in text
    assert "<" not in text


def test_other_places_are_listed_once(client: Client, letter: Source) -> None:
    quote = letter.quotes.get()
    slides = SourceFactory(title="Some slides", kind=Source.Kind.SLIDES)
    cite(quote, slides, passage=stored(slides, RISK, label="slide 3"), role="quoted in")
    cite(quote, SourceFactory(title="An unstored book"), locator="p. 9", role="quoted in")
    recompute()
    said = read(client, RISK).split("Other places")[1]
    assert said.count("Some slides") == 1
    assert "slide 3: verbatim" in said
    assert "An unstored book, book, p. 9: unverified" in said
