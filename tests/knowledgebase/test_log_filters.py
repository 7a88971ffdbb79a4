"""A stranger cannot fill the log."""

import http.client
from pathlib import Path

from tests.faults.conftest import running

WORKERS = 2


def test_requests_for_another_host_are_a_line_a_minute(tmp_path: Path) -> None:
    with running(tmp_path) as site:
        for _ in range(20):
            connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)
            connection.request("GET", "/about/", headers={"Host": "evil.example"})
            assert connection.getresponse().status == 400
            connection.close()
        said = [line for line in site.log.read_text().splitlines() if "evil.example" in line]
    assert 1 <= len(said) <= WORKERS
    assert "ALLOWED_HOSTS" in said[0]
    assert "raise DisallowedHost" not in site.log.read_text()
