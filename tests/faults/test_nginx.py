"""Every kind of page behind Debian's nginx, with https and with the example of the documents."""

import http.client
import http.cookiejar
import re
import shutil
import ssl
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.faults.conftest import Site, running
from tests.knowledgebase.processes import ROOT, free_port

pytestmark = pytest.mark.faults
EXAMPLE = ROOT / "knowledgebase" / "deploy" / "nginx.conf"
FRAME = """
daemon off; pid {folder}/pid; error_log stderr; worker_processes 1; user root;
events {{ worker_connections 512; }}
http {{
    include /etc/nginx/mime.types; access_log off; underscores_in_headers on;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/a; uwsgi_temp_path {folder}/b; scgi_temp_path {folder}/c;
    include {folder}/site.conf;
}}
"""
PAGES = [
    *("/", "/principles/", "/principles/1/", "/quotes/", "/quotes/1/", "/sources/", "/sources/1/"),
    *("/people/", "/people/jeff-bezos/", "/tags/", "/about/", "/about/verification/"),
    *("/search/?q=day", "/search.json?q=day", "/suggest/?q=da", "/verify/?text=It+is+day+one."),
    *("/api/verify?text=It+is+day+one.", "/report/1/", "/admin/login/"),
    *("/static/admin/css/base.css", f"/verify/?text={'%E6%97%A5' * 1_490}"),
]


@dataclass(frozen=True, slots=True)
class Proxy:
    """A running nginx."""

    port: int
    plain: int
    site: Site

    @property
    def address(self) -> str:
        return f"https://127.0.0.1:{self.port}"

    def browser(self) -> urllib.request.OpenerDirector:
        """Return an opener that keeps cookies and takes the certificate made for the test."""
        trusting = ssl.create_default_context()
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        return urllib.request.build_opener(
            urllib.request.HTTPSHandler(context=trusting), cookies, _Staying()
        )

    def answer(self, path: str, **headers: str) -> tuple[int, str]:
        """Return status and body."""
        named = {name.replace("__", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(self.address + path, headers=named)
        try:
            with self.browser().open(request, timeout=30) as page:
                return page.status, page.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers.get("Location", "")


class _Staying(urllib.request.HTTPRedirectHandler):
    """Follows a redirect within the site, and fails on one that leaves it."""

    def redirect_request(self, *arguments: object) -> urllib.request.Request | None:
        request, address = arguments[0], arguments[-1]
        assert isinstance(request, urllib.request.Request)
        assert str(address).startswith(f"https://{request.host}/"), address
        return super().redirect_request(*arguments)  # type: ignore[arg-type]  # handed on


def certificate(folder: Path) -> tuple[Path, Path]:
    key, public = folder / "key.pem", folder / "certificate.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    named = ["-subj", "/CN=precept.example", "-keyout", str(key), "-out", str(public)]
    subprocess.run([*made, *named], check=True, capture_output=True)
    return key, public


def configured(folder: Path, *, ports: tuple[int, int, int]) -> Path:
    """Write the example with this machine's ports and certificate; each has to stand in it."""
    key, public = certificate(folder)
    text = EXAMPLE.read_text()
    six = "listen [::1]:{}" if Path("/proc/net/if_inet6").exists() else "# listen [::1]:{}"
    for written, meant in {
        "listen 80": f"listen 127.0.0.1:{ports[1]}",
        "listen 443": f"listen 127.0.0.1:{ports[0]}",
        "listen [::]:80": six.format(ports[1]),
        "listen [::]:443": six.format(ports[0]),
        "server_name precept.example;": "server_name 127.0.0.1;",
        "/etc/letsencrypt/live/precept.example/fullchain.pem": str(public),
        "/etc/letsencrypt/live/precept.example/privkey.pem": str(key),
        "http://127.0.0.1:8000": f"http://127.0.0.1:{ports[2]}",
    }.items():
        assert written in text
        text = text.replace(written, meant)
    (folder / "site.conf").write_text(text)
    (folder / "nginx.conf").write_text(FRAME.format(folder=folder))
    return folder / "nginx.conf"


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    """nginx in front of the site, as the documents say."""
    assert shutil.which("nginx"), "apt-get install nginx-light"
    folder = tmp_path_factory.mktemp("nginx")
    port, plain = free_port(), free_port()
    https = {"SITE_URL": f"https://127.0.0.1:{port}", "SECRET_KEY": "a-key-of-many-letters-" * 3}
    with running(tmp_path_factory.mktemp("site"), CONTENT="", TRUSTED_PROXIES="1", **https) as site:
        written = configured(folder, ports=(port, plain, site.port))
        command = ["nginx", "-c", str(written), "-e", "stderr"]
        nginx = subprocess.Popen(command, stderr=subprocess.PIPE)
        try:
            for _ in range(100):
                try:
                    Proxy(port, plain, site).answer("/about/")
                    break
                except urllib.error.URLError:
                    assert nginx.poll() is None, nginx.communicate()[1]
                    time.sleep(0.1)
            yield Proxy(port, plain, site)
        finally:
            nginx.terminate()
            nginx.communicate(timeout=20)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path[:30])
def test_every_kind_of_page_is_answered(proxy: Proxy, path: str) -> None:
    assert proxy.answer(path)[0] == 200


@pytest.mark.parametrize(("path", "code"), [("/no-such-page", 404), ("/?q=%00", 400)])
def test_an_error_of_the_visitor_is_one_here_too(proxy: Proxy, path: str, code: int) -> None:
    assert proxy.answer(path)[0] == code


def test_an_editor_signs_in_and_out(proxy: Proxy) -> None:
    browser, login = proxy.browser(), f"{proxy.address}/admin/login/?next=/admin/"
    with browser.open(login, timeout=30) as page:
        assert "max-age" in page.headers["Strict-Transport-Security"]
        assert "Secure" in page.headers["Set-Cookie"]
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page.read().decode())
    assert token
    fields = {"username": "editor", "password": proxy.site.password, "next": "/admin/"}
    body = urlencode({**fields, "csrfmiddlewaretoken": token[1]}).encode()
    posted = urllib.request.Request(login, body, {"Referer": login, "Origin": proxy.address})
    with browser.open(posted, timeout=30) as page:
        assert page.url == f"{proxy.address}/admin/"
        assert "Log out" in page.read().decode()


@pytest.mark.parametrize("scheme", ["https", "http"])
def test_another_name_is_closed_without_an_answer(proxy: Proxy, scheme: str) -> None:
    port = proxy.port if scheme == "https" else proxy.plain
    strange = urllib.request.Request(
        f"{scheme}://127.0.0.1:{port}/about/", headers={"Host": "evil.example"}
    )
    with pytest.raises(http.client.RemoteDisconnected):
        proxy.browser().open(strange, timeout=30)


def test_plain_http_leads_to_https(proxy: Proxy) -> None:
    class Still(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *arguments: object) -> None:
            return None

    with pytest.raises(urllib.error.HTTPError) as moved:
        urllib.request.build_opener(Still).open(f"http://127.0.0.1:{proxy.plain}/about/")
    with moved.value:
        assert moved.value.code == 301
        assert moved.value.headers["Location"] == "https://127.0.0.1/about/"


@pytest.mark.parametrize(
    "headers",
    [
        {"SCRIPT_NAME": "/x"},
        {"Script__Name": "/x", "X__Script__Name": "/x", "X__Forwarded__Prefix": "/x"},
        {"X__Forwarded__Host": "evil.example", "Forwarded": "host=evil.example;proto=http"},
        {"X__Forwarded__Proto": "http", "X__Forwarded__Port": "80", "X__Forwarded__Ssl": "off"},
        {"X__Original__URL": "/no-such-page", "X__Rewrite__URL": "/no-such-page"},
    ],
    ids=str,
)
def test_headers_of_a_visitor_move_nothing(proxy: Proxy, headers: dict[str, str]) -> None:
    assert proxy.answer("/about/", **headers) == proxy.answer("/about/")


def test_a_form_beyond_the_largest_is_refused(proxy: Proxy) -> None:
    request = urllib.request.Request(f"{proxy.address}/verify/", b"text=" + b"x" * 3_000_000)
    with pytest.raises(urllib.error.URLError) as refused:
        proxy.browser().open(request, timeout=30)
    if isinstance(refused.value, urllib.error.HTTPError):
        with refused.value:
            assert refused.value.code == 413
    else:  # nginx closed while the rest was on its way
        assert isinstance(refused.value.reason, BrokenPipeError | ConnectionResetError)
