"""What a page says of itself to tabs, histories and whoever shows a link to it."""

import re

import pytest
from django.conf import settings
from django.template import engines
from django.test import Client, RequestFactory

from tests.factories import SourceFactory, published_principle, published_quote

pytestmark = pytest.mark.django_db


def title_of(html: str) -> str:
    return html.split("<title>")[1].split("</title>", maxsplit=1)[0]


@pytest.mark.parametrize(
    "address",
    ["/nowhere/", "/quotes/1/x/y/", "/search/?year=abc", "/search/?page=99", "/tags/ships/?page=x"],
)
def test_the_title_of_an_error_begins_with_the_word(client: Client, address: str) -> None:
    published_quote(tags=["ships"])
    assert title_of(client.get(address).content.decode()).startswith("Error: ")


@pytest.mark.parametrize(
    "name",
    ["400.html", "403.html", "403_csrf.html", "404.html", "410.html", "500.html", "503.html"],
)
def test_the_title_of_every_page_for_errors_begins_with_the_word(name: str) -> None:
    page = engines["django"].get_template(name).render({}, RequestFactory().get("/"))
    assert title_of(page).startswith("Error: ")


def test_a_principle_and_a_tag_of_one_name_have_titles_of_their_own(client: Client) -> None:
    principle = published_principle(name="Speed", tags=["speed"])
    pages = [
        client.get(at).content.decode() for at in (principle.get_absolute_url(), "/tags/speed/")
    ]
    assert [title_of(page) for page in pages] == [
        f"Speed, principle {principle.number}: Precept",
        "Tagged speed: Precept",
    ]


def test_the_title_of_a_source_has_the_publisher_where_its_own_is_generic(client: Client) -> None:
    letter = SourceFactory(title="Letter to shareholders", publisher="Acme", year=2016)
    published_quote(source=letter)
    title = title_of(client.get(letter.get_absolute_url()).content.decode())
    assert title.startswith("Letter to Acme’s shareholders,")


def test_whoever_shows_a_link_is_told_title_and_description(client: Client) -> None:
    principle = published_principle(name="Speed", maxim="Go <now>.")
    page = client.get(principle.get_absolute_url()).content.decode()
    assert f'<meta property="og:title" content="{title_of(page)}">' in page
    assert '<meta property="og:description" content="Go &lt;now&gt;.' in page


def test_the_colour_of_the_browser_is_that_of_the_paper(client: Client) -> None:
    tokens = (settings.BASE_DIR / "static/css/tokens.css").read_text()
    paper = re.search(r"--paper: light-dark\((.+?), (.+?)\)", tokens)
    assert paper
    for html in (
        client.get("/about/").content.decode(),
        engines["django"].get_template("500.html").render(),
    ):
        assert re.findall(r'name="theme-color" content="(.+?)"', html) == [*paper.groups()]
