"""Every GET and POST parameter of the site, cleaned before anything else sees it."""

import re

from django import forms

from principles.models import SearchEntry, Verdict
from principles.search.query import Filters, Query, parse
from principles.search.ranking import SORTS

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


class SearchForm(forms.Form):
    """A search: words, filters, order and page. Whatever is typed as words is accepted."""

    q = forms.CharField(required=False)
    kind = forms.ChoiceField(
        choices=SearchEntry.Kind.choices,
        required=False,
        error_messages={"invalid_choice": "The kind is principle, quote or source."},
    )
    principle = SlugsField(
        required=False, error_messages={"invalid": NO_SLUG.format("A principle")}
    )
    source = forms.RegexField(
        SLUG, required=False, error_messages={"invalid": NO_SLUG.format("A source")}
    )
    person = SlugsField(required=False, error_messages={"invalid": NO_SLUG.format("A person")})
    tag = SlugsField(required=False, error_messages={"invalid": NO_SLUG.format("A tag")})
    year = forms.IntegerField(
        required=False,
        min_value=-9999,
        max_value=9999,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), "The year is a number, such as 1997."
        ),
    )
    verdict = forms.ChoiceField(
        choices=[choice for choice in Verdict.choices if choice[0] != Verdict.STALE],
        required=False,
        error_messages={
            "invalid_choice": "The verdict is verbatim, elided, altered or unverified."
        },
    )
    sort = forms.ChoiceField(
        choices=[(sort, sort) for sort in SORTS],
        required=False,
        error_messages={"invalid_choice": "Results are sorted by relevance, year or source."},
    )
    page = forms.IntegerField(
        required=False,
        min_value=1,
        error_messages=dict.fromkeys(
            ("invalid", "min_value"), "The page is given by a number: 1, 2, 3."
        ),
    )

    @property
    def query(self) -> Query:
        """Return the words as a query; the form has to be valid."""
        return parse(self.cleaned_data["q"])

    @property
    def filters(self) -> Filters:
        """Return the filters; the form has to be valid."""
        facets = ("kind", "principle", "source", "person", "tag", "year", "verdict")
        return Filters(**{facet: self.cleaned_data[facet] for facet in facets})

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


class SuggestForm(forms.Form):
    """What is being typed, with the space at its end that says a word is finished."""

    q = forms.CharField(required=False, strip=False)
