"""What a request's headers may say of where it comes from and where it goes."""

from typing import Any

import pytest

from knowledgebase.forwarded import credible

FORWARDED = {"HTTP_X_FORWARDED_FOR": "192.0.2.1", "HTTP_X_FORWARDED_PROTO": "https"}


def heard(headers: dict[str, str], proxies: int = 0) -> dict[str, Any]:
    plain = {"PATH_INFO": "/a", "SCRIPT_NAME": "", "wsgi.url_scheme": "http"}
    return credible({**plain, **headers}, proxies=proxies)


@pytest.mark.parametrize("proxies", [0, 1])
@pytest.mark.parametrize(
    "name",
    [
        *("SCRIPT_NAME", "X_SCRIPT_NAME", "PATH_INFO", "X_FORWARDED_HOST", "X_FORWARDED_PORT"),
        *("X_FORWARDED_PREFIX", "FORWARDED", "X_REAL_IP", "X_ORIGINAL_URL", "X_REWRITE_URL"),
        *("X_FORWARDED_SSL", "X_FORWARDED_SCHEME", "X_HTTP_METHOD_OVERRIDE", "PROXY"),
    ],
)
def test_a_header_that_would_move_the_site_is_dropped(name: str, proxies: int) -> None:
    assert heard({f"HTTP_{name}": "/x"}, proxies) == heard({}, proxies)


def test_a_server_that_took_the_name_of_a_script_from_a_header_is_not_believed() -> None:
    assert heard({"SCRIPT_NAME": "/x", "SCRIPT_URL": "/x/a", "REDIRECT_URL": "/y"}) == heard({})


def test_without_a_trusted_proxy_nothing_is_forwarded() -> None:
    assert heard(FORWARDED) == heard({})


def test_a_trusted_proxy_says_address_and_scheme() -> None:
    found = heard(FORWARDED, 1)
    assert found["HTTP_X_FORWARDED_FOR"] == "192.0.2.1"
    assert found["wsgi.url_scheme"] == "https"


@pytest.mark.parametrize(
    ("proxies", "said", "scheme"),
    [
        (1, "https, http", "http"),
        (1, "http, https", "https"),
        (2, "https, http", "https"),
        (2, "http, https, http", "https"),
        (1, "HTTPS", "https"),
        (1, "javascript", "http"),
        (2, "https", "https"),
    ],
)
def test_the_scheme_is_what_the_outermost_trusted_proxy_says(
    proxies: int, said: str, scheme: str
) -> None:
    assert heard({"HTTP_X_FORWARDED_PROTO": said}, proxies)["wsgi.url_scheme"] == scheme


def test_other_headers_pass() -> None:
    assert heard({"HTTP_ACCEPT": "text/html"})["HTTP_ACCEPT"] == "text/html"
