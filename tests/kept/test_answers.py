"""What is answered out of what is kept, and to whom."""

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import brotli
import pytest
from django.db import connection
from django.test import Client

from knowledgebase.kept.addresses import address_of
from principles.keeping import has_declared
from principles.models import Principle, Quote, Status, version
from principles.urls import urlpatterns
from tests.kept.pages import addresses, base

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def small_base() -> None:
    base()


def test_every_view_says_whether_its_answers_are_kept() -> None:
    silent = [str(pattern.pattern) for pattern in urlpatterns if not has_declared(pattern.callback)]
    assert silent == []


def test_every_page_has_a_tag_and_is_not_sent_again(client: Client) -> None:
    for address in addresses():
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert answer["ETag"].startswith('W/"'), address
        assert answer["Cache-Control"] == "public, max-age=0, must-revalidate", address
        assert {"Cookie", "Accept-Encoding"} <= set(answer["Vary"].split(", ")), address
        again = client.get(address, headers={"If-None-Match": f'"other", {answer["ETag"]}'})
        assert again.status_code == 304, address
        assert again.content == b""
        assert (again["ETag"], again["Vary"]) == (answer["ETag"], answer["Vary"])


def test_a_kept_page_costs_one_query(client: Client, django_assert_num_queries: Any) -> None:
    for address in addresses():
        made = client.get(address)
        with django_assert_num_queries(1):
            kept = client.get(address)
        assert kept.content == made.content
        assert kept.headers == made.headers


def test_a_conditional_request_is_answered_without_making_the_page(
    client: Client, django_assert_num_queries: Any
) -> None:
    tag = client.get("/about/")["ETag"]
    Client().get("/principles/")
    with django_assert_num_queries(1):
        assert client.get("/about/", headers={"If-None-Match": tag}).status_code == 304


def test_the_host_is_looked_at_first(client: Client) -> None:
    client.get("/")
    assert client.get("/", headers={"Host": "elsewhere.example"}).status_code == 400


def test_who_is_signed_in_is_answered_for_himself(
    client: Client, admin_client: Client, django_assert_num_queries: Any
) -> None:
    client.get("/about/")
    answer = admin_client.get("/about/")
    assert "ETag" not in answer
    assert "private" in answer["Cache-Control"]
    answer = client.get("/about/", headers={"Authorization": "Bearer of bad news"})
    assert "private" in answer["Cache-Control"]


def test_parameters_in_another_order_or_of_no_form_are_the_same_address(client: Client) -> None:
    one = client.get("/search/?q=good&kind=quote")
    for query in ("kind=quote&q=good", "q=good&kind=quote&utm_source=mail"):
        assert client.get(f"/search/?{query}")["ETag"] == one["ETag"]
    assert client.get("/about/?q=good")["ETag"] == client.get("/about/")["ETag"]
    assert client.get("/search/?q=good")["ETag"] != one["ETag"]


def test_an_unknown_parameter_leaves_no_trace_in_the_answer(client: Client) -> None:
    marked = client.get("/search/?q=good&strange=trace")
    assert b"trace" not in marked.content


def test_a_pasted_text_is_not_kept(client: Client) -> None:
    assert "ETag" in client.get("/verify/")
    assert "ETag" not in client.get("/verify/?text=Good+intentions+never+work.")


def test_refusals_and_temporary_redirects_are_not_kept(client: Client) -> None:
    refused = {"/nowhere/": 404, "/quotes/": 302, "/search/?year=x": 400, "/sources/none/": 404}
    for address, status in refused.items():
        answer = client.get(address)
        assert (answer.status_code, "ETag" in answer) == (status, False), address


def test_a_former_address_leads_on_for_as_long_as_it_should(client: Client) -> None:
    principle = Principle.objects.get()
    former = principle.get_absolute_url()
    principle.slug = "build-machines"
    principle.save()
    moved = client.get(former)
    assert moved.status_code == 301
    Principle.objects.update(status=Status.WITHDRAWN)
    assert client.get(former).status_code == 404


def test_a_withdrawn_quote_is_gone_at_once(client: Client) -> None:
    quote = Quote.objects.get(text__startswith="Day one")
    assert client.get(quote.get_absolute_url()).status_code == 200
    Quote.objects.filter(pk=quote.pk).update(status=Status.WITHDRAWN)
    assert client.get(quote.get_absolute_url()).status_code == 410


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", ""),
        ("br;q=0, gzip", "gzip"),
        ("gzip, deflate", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("identity", ""),
    ],
)
def test_it_is_sent_in_the_smallest_encoding_that_is_read(
    client: Client, accepted: str, encoding: str
) -> None:
    plain = client.get("/").content
    answer = client.get("/", headers={"Accept-Encoding": accepted})
    assert answer.get("Content-Encoding", "") == encoding
    assert int(answer["Content-Length"]) == len(answer.content)
    decode = {"": bytes, "gzip": gzip.decompress, "br": brotli.decompress}[encoding]
    assert decode(answer.content) == plain


def test_a_setting_lets_caches_in_front_answer(client: Client, settings: Any) -> None:
    settings.SHARED_SECONDS = 30
    control = client.get("/about/")["Cache-Control"]
    assert "s-maxage=30" in control
    assert "max-age=0" in control


def test_a_page_is_made_once_while_others_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    made, started, go_on = [], threading.Event(), threading.Event()
    real = version.one_state

    @contextmanager
    def slow() -> Iterator[str]:
        made.append(1)
        started.set()
        go_on.wait(10)
        with real() as state:
            yield state

    client, answers = Client(), []
    client.get("/about/")  # so the middleware is there
    monkeypatch.setattr(version, "one_state", slow)

    def ask() -> None:
        try:
            answers.append(client.get("/tags/").content)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    started.wait(10)
    go_on.set()
    for thread in threads:
        thread.join()
    assert len(made) == 1
    assert len(set(answers)) == 1
    assert len(answers) == 4


def test_only_get_and_head_have_an_address(rf: Any) -> None:
    assert address_of(rf.get("/"))
    assert address_of(rf.head("/"))
    assert address_of(rf.post("/")) is None
    assert address_of(rf.get("/admin/")) is None
