"""Answer from what is kept, or keep what is answered."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.exceptions import MiddlewareNotUsed
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import parse_etags

from knowledgebase.application import PUT_OFF
from knowledgebase.kept.addresses import Address, address_of
from knowledgebase.kept.answers import LARGEST, Answer, is_whole, may_be_kept
from knowledgebase.kept.deployment import deployment
from knowledgebase.kept.encodings import best_accepted
from knowledgebase.kept.once import Once
from knowledgebase.kept.shelf import Shelf
from principles.models import version

GetResponse = Callable[[HttpRequest], HttpResponseBase]
MEGABYTE = 1 << 20
VARIES_BY = ("Cookie", "Accept-Encoding")


class KeptAnswers:
    """Middleware that answers a reader who is not signed in from what this process keeps.

    A kept answer costs one query, of the version. One that is not is made in a transaction that
    reads one state of the base, and tagged with the version of that state. Inside of somebody
    else's transaction, where no such state can be told, every request is passed on.
    """

    def __init__(self, get_response: GetResponse) -> None:
        if settings.DEBUG:
            raise MiddlewareNotUsed
        self._get_response = get_response
        self._shelf = Shelf(settings.KEPT_MEGABYTES * MEGABYTE)
        self._once: Once[Answer] = Once()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a request."""
        if _is_signed_in(request):
            return self._private(request)
        address = None if PUT_OFF in request.META else address_of(request)
        if address is None or connection.in_atomic_block:
            return self._get_response(request)
        request.get_host()  # refuses a host that is not the site's
        tag = _tag(version.current(), _day(), address)
        if tag in parse_etags(request.headers.get("If-None-Match", "")):
            return _not_modified(tag)
        answer = self._shelf.get(tag, address.keeping.share)
        return _sent(answer, request) if answer else self._make(request, address, tag)

    def _private(self, request: HttpRequest) -> HttpResponseBase:
        response = self._get_response(request)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_cache=True)
        patch_vary_headers(response, ["Cookie"])
        return response

    def _make(self, request: HttpRequest, address: Address, tag: str) -> HttpResponseBase:
        """Make the answer or wait for it; made for this request alone where it cannot be shared."""
        made: list[HttpResponseBase] = []

        def make() -> Answer | None:
            response, answer = self._made(request, address)
            made.append(response)
            return answer

        answer = self._once.make_or_wait(tag, make)
        if answer is None and not made:
            make()
        return _sent(answer, request) if answer else made[0]

    def _made(
        self, request: HttpRequest, address: Address
    ) -> tuple[HttpResponseBase, Answer | None]:
        day = _day()  # before the answer is made: one made at midnight is nobody's
        address.ask(request)
        with version.one_state() as state:
            response = self._get_response(request)
        if not is_whole(response):
            return response, None
        tag = _tag(state, day, address)
        if may_be_kept(response):
            _say(response, tag)
        answer = Answer.of(response, share=address.keeping.share)
        if may_be_kept(response) and len(answer.body) <= LARGEST:
            self._shelf.put(tag, answer)
        return response, answer  # whoever waits shares a refusal too


def _is_signed_in(request: HttpRequest) -> bool:
    """Tell whether the request may be answered otherwise than a stranger's."""
    return (
        settings.SESSION_COOKIE_NAME in request.COOKIES
        or CookieStorage.cookie_name in request.COOKIES
        or "Authorization" in request.headers
    )


def _day() -> str:
    return timezone.localdate().isoformat()


def _tag(state: str, day: str, address: Address) -> str:
    """Return the entity tag of an answer, by which it is kept too.

    It is weak, since the same answer is sent in several encodings.
    """
    parts = (state, deployment(), day, address.path, address.query)
    return f'W/"{sha256(chr(10).join(parts).encode()).hexdigest()[:32]}"'


def _say(response: HttpResponseBase, tag: str) -> None:
    response.headers["ETag"] = tag
    shared = settings.SHARED_SECONDS
    asked = {"public": True, "max_age": 0, "must_revalidate": True}
    patch_cache_control(response, **asked | ({"s_maxage": shared} if shared else {}))
    patch_vary_headers(response, VARIES_BY)


def _not_modified(tag: str) -> HttpResponse:
    response = HttpResponseNotModified()
    _say(response, tag)
    return response


def _sent(answer: Answer, request: HttpRequest) -> HttpResponse:
    return answer.response(best_accepted(request.headers.get("Accept-Encoding", "")))
