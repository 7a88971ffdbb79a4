"""Every public address of the knowledge base.

A slug never consists of digits only, so a number in its place is always the permanent number.
"""

from django.urls import URLPattern, path

from principles.views import (
    about,
    home,
    people,
    quotes,
    reports,
    search,
    sources,
    suggest,
    tags,
    verify,
)
from principles.views import principles as principle_views

urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("principles/", principle_views.principles, name="principles"),
    path("principles/<int:number>/", principle_views.principle_by_number, name="principle-number"),
    path("principles/<slug:slug>/", principle_views.principle, name="principle"),
    path("quotes/", quotes.quotes, name="quotes"),
    path("quotes/<int:number>/", quotes.quote_by_number, name="quote-number"),
    path("quotes/<int:number>/<slug:slug>/", quotes.quote, name="quote"),
    path("report/<int:number>/", reports.report, name="report"),
    path("report/<int:number>/sent/", reports.sent, name="report-sent"),
    path("sources/", sources.sources, name="sources"),
    path("sources/<int:number>/", sources.source_by_number, name="source-number"),
    path("sources/<slug:slug>/", sources.source, name="source"),
    path("people/", people.people, name="people"),
    path("people/<slug:slug>/", people.person, name="person"),
    path("tags/", tags.tags, name="tags"),
    path("tags/<slug:slug>/", tags.tag, name="tag"),
    path("about/", about.about, name="about"),
    path("about/verification/", about.verification, name="about-verification"),
    path("search/", search.search, name="search"),
    path("suggest/", suggest.suggestions, name="suggest"),
    path("search.json", search.search_as_json, name="search-json"),
    path("verify/", verify.verify, name="verify"),
    path("verify.json", verify.moved, name="verify-json"),
    path("api/verify", verify.verify_as_json, name="api-verify"),
]
