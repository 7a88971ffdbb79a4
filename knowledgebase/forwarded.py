"""Believe of a request's headers what a trusted proxy says, and nothing of what a visitor may.

A visitor could otherwise move the site (SCRIPT_NAME, PATH_INFO: a walk around a proxy's rule on
/admin/), or claim a secure connection, another address or host. Under any server, only
X-Forwarded-Proto and X-Forwarded-For count, and only with TRUSTED_PROXIES of 1 or more.
"""

from typing import Any

COUNTING = {"HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO"}
# Names by which servers and proxies tell an application where it is and what was asked.
MOVING = {
    "HTTP_FORWARDED",
    "HTTP_PATH_INFO",
    "HTTP_PROXY",
    "HTTP_SCRIPT_NAME",
    "HTTP_X_HTTP_METHOD_OVERRIDE",
    "HTTP_X_ORIGINAL_URL",
    "HTTP_X_REAL_IP",
    "HTTP_X_REWRITE_URL",
    "HTTP_X_SCRIPT_NAME",
    "REDIRECT_URL",
    "SCRIPT_URL",
}


def credible(environ: dict[str, Any], *, proxies: int) -> dict[str, Any]:
    """Return the environment of a request without what that many trusted proxies do not say."""
    kept = {name: value for name, value in environ.items() if _counts(name, proxies)}
    kept["SCRIPT_NAME"] = ""
    if proxies and (said := kept.get("HTTP_X_FORWARDED_PROTO", "").split(",")) != [""]:
        # Each proxy may add a word; what a visitor wrote stands before these.
        scheme = said[-min(proxies, len(said))].strip().lower()
        kept["wsgi.url_scheme"] = "https" if scheme == "https" else "http"
    return kept


def _counts(name: str, proxies: int) -> bool:
    if name in COUNTING:
        return proxies > 0
    return name not in MOVING and not name.startswith("HTTP_X_FORWARDED_")
