"""Every GET and POST parameter of the site, cleaned before anything else sees it."""

import re
from typing import Any

from django import forms
from django.core.signing import BadSignature, Signer

from principles.claims import Pasted, take_apart
from principles.models import Quote, Report
from principles.models.facets import FACETS, SUBTAG, Facet, Fixed, Languages, Years
from principles.models.reports import LONGEST_EMAIL, LONGEST_REPORT
from principles.pasted.candidates import ELLIPSIS
from principles.search.filters import Filters
from principles.search.query import Query, parse
from principles.search.ranking import SORTS
from principles.text import words

SLUG = re.compile(r"^[-a-zA-Z0-9_]{1,100}\Z")
NO_SLUG = "{} is named by the last part of its address: small letters, digits and hyphens."


class PageForm(forms.Form):
    """The page of a long list, the first if none is asked for."""

    page = forms.IntegerField(min_value=1, max_value=1_000_000, required=False)


class SlugsField(forms.Field):
    """Any number of slugs, given by repeating the parameter; each once, in their order."""

    widget = forms.SelectMultiple
    most = 20

    def clean(self, value: object) -> tuple[str, ...]:
        """Return the slugs; ValidationError where one has a form that no slug has."""
        given = value if isinstance(value, (list, tuple)) else []
        slugs = tuple(dict.fromkeys(str(slug) for slug in given if slug))
        if len(slugs) > self.most or not all(SLUG.fullmatch(slug) for slug in slugs):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return slugs


def field_of(facet: Facet) -> forms.Field:
    """Return the field that takes the values of a facet."""
    match facet.values:
        case Fixed(labels=labels, sentence=sentence):
            refused = {"invalid_choice": f"The {facet.parameter} is {sentence}."}
            choices = list(labels.items())
            return forms.ChoiceField(choices=choices, required=False, error_messages=refused)
        case Languages(sentence=sentence):
            refused = {"invalid": f"The {facet.parameter} is {sentence}."}
            return forms.RegexField(SUBTAG, required=False, error_messages=refused)
        case Years(earliest=earliest, latest=latest):
            no_year = f"The {facet.parameter} is a number, such as 1997."
            return forms.IntegerField(
                required=False,
                min_value=earliest,
                max_value=latest,
                error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), no_year),
            )
    refused = {"invalid": NO_SLUG.format(f"A {facet.parameter}")}
    if facet.holds_many:
        return SlugsField(required=False, error_messages=refused)
    return forms.RegexField(SLUG, required=False, error_messages=refused)


class SearchForm(forms.Form):
    """A search: words, filters, order and page. Whatever is typed as words is accepted."""

    q = forms.CharField(required=False)
    sort = forms.ChoiceField(
        choices=[(sort, sort) for sort in SORTS],
        required=False,
        error_messages={"invalid_choice": "Results are sorted by relevance, year or source."},
    )
    page = forms.IntegerField(
        required=False,
        min_value=1,
        error_messages=dict.fromkeys(
            ("invalid", "min_value"), "The page has to be a number, such as 2."
        ),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields.update({facet.parameter: field_of(facet) for facet in FACETS})
        self.order_fields(["q", *(facet.parameter for facet in FACETS)])

    @property
    def query(self) -> Query:
        """Return the words as a query; the form has to be valid."""
        return parse(self.cleaned_data["q"])

    @property
    def filters(self) -> Filters:
        """Return the filters; the form has to be valid."""
        return Filters.of(**{f.parameter: self.cleaned_data[f.parameter] for f in FACETS})

    @property
    def order(self) -> str:
        """Return the order of the results, by relevance if none is asked for; the form is valid."""
        return self.cleaned_data["sort"] or SORTS[0]

    @property
    def page_number(self) -> int:
        """Return the page asked for, the first if none is; the form has to be valid."""
        return self.cleaned_data["page"] or 1

    @property
    def sentences(self) -> list[str]:
        """Return what is wrong with the parameters, one sentence each."""
        return [str(error) for errors in self.errors.values() for error in errors]


SEARCH_PARAMETERS = (*SearchForm.base_fields, *(facet.parameter for facet in FACETS))


class LinesField(forms.CharField):
    """Text of several lines; a line end counts as one character, as it does in browsers."""

    def to_python(self, value: object) -> str:
        """Return the text with line feeds alone."""
        return str(super().to_python(value)).replace("\r\n", "\n")


class ReportForm(forms.Form):
    """What a reader reports as wrong in a quote.

    `seen` holds the words that the reader had before them, signed, since the quote may have been
    changed between reading and sending. `homepage` is a field that no person sees.
    """

    about = forms.ChoiceField(
        choices=Report.About.choices,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Choose one of the five from the list."
        ),
    )
    message = LinesField(
        max_length=LONGEST_REPORT,
        error_messages={
            "required": "Say what is wrong.",
            "max_length": f"A report has at most {LONGEST_REPORT:,} characters. Shorten the text "
            "here: nothing of it is lost.",
        },
    )
    reply_to = forms.EmailField(
        required=False,
        max_length=LONGEST_EMAIL,
        error_messages={
            "invalid": "An e-mail address looks like name@example.org.",
            "max_length": f"An e-mail address has at most {LONGEST_EMAIL} characters.",
        },
    )
    homepage = forms.CharField(required=False)
    seen = forms.CharField(required=False)

    def __init__(self, quote: Quote, data: object = None) -> None:
        self._quote = quote
        self._signer = Signer(salt=f"report on Q{quote.number}")
        super().__init__(data, initial={"seen": self._signer.sign_object(quote.text)})  # type: ignore[arg-type]  # a QueryDict

    @property
    def is_from_a_machine(self) -> bool:
        """Say whether the field that no person sees was filled; the form is valid."""
        return bool(self.cleaned_data["homepage"])

    @property
    def report(self) -> Report:
        """Return the report, not saved; the form has to be valid."""
        about, message, reply_to = (
            self.cleaned_data[name] for name in ("about", "message", "reply_to")
        )
        return Report(
            quote=self._quote, words=self._seen, about=about, message=message, reply_to=reply_to
        )

    @property
    def _seen(self) -> str:
        try:
            return str(self._signer.unsign_object(self.cleaned_data["seen"]))
        except BadSignature:
            return self._quote.text


class SuggestForm(forms.Form):
    """What is being typed; a space at its end says that the last word is finished."""

    q = forms.CharField(required=False, strip=False)


MOST_IN_ADDRESS = 1_500  # characters; in any script they fit the longest request line
MOST_IN_FORM = 20_000
MOST_SENTENCES = 200
TOO_LONG = (
    "You pasted {length:,} characters; the limit is {most:,}. "
    "Shorten the text here: nothing of it is lost."
)
TOO_LONG_FOR_AN_ADDRESS = (
    "An address can hold {most:,} characters of text; this one has {length:,}. "
    "Send it with the form instead: nothing of it is lost."
)
NO_WORDS = "There is no word in that. Paste a sentence to verify."
TOO_MANY = (
    "That is {count} sentences; at most {most} are verified at once. "
    "Shorten the text here: nothing of it is lost."
)
MOST_PARTS = 12  # of one claim, between its ellipses and brackets
TOO_MANY_PARTS = (
    "One quote in it has {count} parts between ellipses and brackets; at most {most} are compared. "
    "Shorten it here: nothing of it is lost."
)
MOST_PARTS_IN_ALL = 600
"""Parts of all claims that have several: one for each thirty characters of a full form, where prose
with omissions has one for each hundred at most."""
TOO_MANY_PARTS_IN_ALL = (
    "The quotes in it have {count:,} parts between ellipses and brackets; at most {most} are "
    "compared at once. Shorten the text here: nothing of it is lost."
)


class VerifyForm(forms.Form):
    """A pasted text that has words and is no longer than a form, or an address, allows.

    A claim of it has no more parts between ellipses and brackets than can be compared in time.
    """

    text = forms.CharField(required=False, strip=False)

    def __init__(self, *args: Any, most: int = MOST_IN_FORM, **fields: Any) -> None:
        super().__init__(*args, **fields)
        self.most = most

    def clean_text(self) -> Pasted:
        """Return the text taken apart; ValidationError where it is too long or has no words."""
        text = self.cleaned_data["text"].replace("\r\n", "\n").replace("\r", "\n")
        if len(text) > self.most:
            sentence = TOO_LONG if self.most == MOST_IN_FORM else TOO_LONG_FOR_AN_ADDRESS
            raise forms.ValidationError(sentence.format(length=len(text), most=self.most), "long")
        if not any(words(text)):
            raise forms.ValidationError(NO_WORDS, "empty")
        pasted = take_apart(text)
        count = len(pasted.readings)
        if count > MOST_SENTENCES:
            many = TOO_MANY.format(count=count, most=MOST_SENTENCES)
            raise forms.ValidationError(many, "many")
        _refuse_many_parts(pasted)
        return pasted

    @property
    def pasted(self) -> Pasted:
        """Return the text taken apart; the form has to be valid."""
        pasted: Pasted = self.cleaned_data["text"]
        return pasted

    @property
    def typed(self) -> str:
        """Return the text as it was sent."""
        return str(self.data.get("text", ""))

    @property
    def is_too_long(self) -> bool:
        """Say whether shortening the text would help."""
        return any(self.has_error("text", code) for code in ("long", "many", "parts"))

    @property
    def sentences(self) -> list[str]:
        """Return what is wrong with the text."""
        return [str(error) for error in self.errors.get("text", [])]


def _refuse_many_parts(pasted: Pasted) -> None:
    """Raise ValidationError where a claim, or all together, have more parts than are compared.

    A claim of several sentences is counted by its sentences.
    """
    counts = [_parts(claim.text) for claim in pasted.readings]
    count = max(counts, default=0)
    if count > MOST_PARTS:
        many = TOO_MANY_PARTS.format(count=count, most=MOST_PARTS)
        raise forms.ValidationError(many, "parts")
    several = zip(pasted.readings, counts, strict=True)
    count = sum(parts for claim, parts in several if parts > 1 and not claim.sentences)
    if count > MOST_PARTS_IN_ALL:
        many = TOO_MANY_PARTS_IN_ALL.format(count=count, most=MOST_PARTS_IN_ALL)
        raise forms.ValidationError(many, "parts")


def _parts(text: str) -> int:
    """Count the parts with words between the ellipses and brackets of a claim."""
    return sum(1 for part in ELLIPSIS.split(text) if any(words(part)))
