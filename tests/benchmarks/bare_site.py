"""The site's addresses, and beside them a bare view: one query, and a body of a given size."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def bare(request: HttpRequest, size: int) -> HttpResponse:
    """Answer so many bytes after one query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM principles_principle LIMIT 1")
        cursor.fetchone()
    return HttpResponse("x" * size)


urlpatterns = [
    path("bare/<int:size>/", bare),
    path("", include("knowledgebase.urls")),
]

handler400 = "principles.views.errors.bad_request"
handler404 = "principles.views.errors.page_not_found"
handler500 = "principles.views.unavailable.server_error"
