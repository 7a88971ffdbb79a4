"""Answer 400 to requests that no form can clean, before any view or admin page meets them.

PostgreSQL stores no NUL, so one in a path, parameter, form or cookie is an error deep in a query;
a declared charset may name a codec that is not for text; and a body may be broken in ways that
Django leaves to whoever reads it first. Here everything is read first, as UTF-8. No form of the
site takes a file, so a body that holds one is refused where the file begins.
"""

import codecs
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any, NoReturn

from django.conf import settings
from django.core.exceptions import BadRequest, TooManyFieldsSent
from django.core.files.uploadhandler import FileUploadHandler
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http import HttpRequest, HttpResponseBase, QueryDict, UnreadablePostError
from django.utils.http import parse_header_parameters

from knowledgebase.forwarded import credible

GetResponse = Callable[[HttpRequest], HttpResponseBase]
# What PostgreSQL cannot store: NUL, and half of a surrogate pair.
_NO_TEXT = re.compile("[\0\ud800-\udfff]")


class LegibleRequest(WSGIRequest):
    """A request in UTF-8 whatever it says, which knows whether it said otherwise.

    Django's own reads the parameters in the declared charset while the request is being made,
    where an error has no answer but 500.
    """

    is_utf8 = False

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        self.content_type, self.content_params = "", {}
        with suppress(LookupError, ValueError):
            declared = parse_header_parameters(meta.get("CONTENT_TYPE", ""))
            charset = declared[1].get("charset", "utf-8")
            self.is_utf8 = codecs.lookup(charset).name in {"utf-8", "ascii"}
            self.content_type, self.content_params = declared


class Handler(WSGIHandler):
    """The WSGI application, made of requests that can be refused and of credible headers."""

    request_class = LegibleRequest

    def __call__(self, environ: dict[str, Any], start_response: Any) -> HttpResponseBase:
        """Answer a request."""
        heard = credible(environ, proxies=settings.TRUSTED_PROXIES)
        return super().__call__(heard, start_response)


class NoFiles(FileUploadHandler):
    """The reader of files in forms, for a site whose forms take none."""

    def new_file(self, *arguments: Any, **named: Any) -> NoReturn:
        """Refuse the file before any of it is stored."""
        raise BadRequest("No form of this site takes a file.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> NoReturn:
        """Stay out of reach: there is no file."""
        raise NotImplementedError

    def file_complete(self, file_size: int) -> None:
        """Know of no file."""


def refuse_malformed_requests(get_response: GetResponse) -> GetResponse:
    """Return middleware that raises BadRequest for what cannot be read as text in UTF-8."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not getattr(request, "is_utf8", True):
            raise BadRequest("The content type or its charset is not one this site reads.")
        if any(_NO_TEXT.search(words) for words in _words(request)):
            raise BadRequest("The request holds a character that is no text.")
        return get_response(request)

    return middleware


def _words(request: HttpRequest) -> Iterable[str]:
    yield request.path
    yield from _pairs(_read(lambda: request.GET))
    yield from request.COOKIES.keys()
    yield from request.COOKIES.values()
    yield from _pairs(_read(lambda: request.POST))


def _pairs(fields: QueryDict) -> Iterable[str]:
    for name, values in fields.lists():
        yield name
        yield from values


def _read(fields: Callable[[], QueryDict]) -> QueryDict:
    try:
        return fields()
    except TooManyFieldsSent as error:  # of which Django writes a traceback into the log
        raise BadRequest("The request has more fields than any form.") from error
    except (UnreadablePostError, LookupError, ValueError) as error:
        raise BadRequest("The form could not be read.") from error
