"""All settings of the site, read from the environment only, each with a safe default.

SITE_URL decides how strict the site is: with https, cookies are secure, plain requests are
redirected and a strong SECRET_KEY has to be given; plain http is for this machine alone, where a
key is made and kept. A proxy in front tells the scheme, and has to be trusted (TRUSTED_PROXIES).
"""

import ipaddress
import os
import re
from pathlib import Path

import django_stubs_ext
from django.core.exceptions import ImproperlyConfigured

from knowledgebase import embedded_postgres
from knowledgebase.database_url import database_settings, name_of
from knowledgebase.secret_key import MAKE_ONE, kept_key, weakness

django_stubs_ext.monkeypatch()  # lets a class of the admin name its model: ModelAdmin[Quote]


def text(name: str, default: str = "") -> str:
    """Return the environment variable, stripped; an empty one counts as unset."""
    return os.environ.get(name, "").strip() or default


def flag(name: str) -> bool:
    """Tell whether the environment variable says yes: 1, true, yes or on."""
    answer = text(name, "0").lower()
    if answer not in {"1", "true", "yes", "on", "0", "false", "no", "off"}:
        raise ImproperlyConfigured(f"{name} must be 1 or 0.")
    return answer in {"1", "true", "yes", "on"}


def number(name: str, default: int, *, largest: int, smallest: int = 1) -> int:
    """Return the environment variable as a whole number from the smallest to the largest."""
    written = text(name, str(default))
    if not (written.isascii() and written.isdigit() and smallest <= int(written) <= largest):
        raise ImproperlyConfigured(f"{name} must be a whole number from {smallest} to {largest}.")
    return int(written)


BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(text("DATA_DIR", str(BASE_DIR / ".data"))).expanduser().resolve()
try:
    HOST = str(ipaddress.ip_address(text("HOST", "127.0.0.1").strip("[]")))
except ValueError:
    raise ImproperlyConfigured("HOST must be an address such as 127.0.0.1 or 0.0.0.0.") from None
PORT = number("PORT", 8000, largest=65535)
DEBUG = flag("DEBUG")

SITE_TITLE = text("SITE_TITLE", "Precept")
SITE_URL = text("SITE_URL", f"http://127.0.0.1:{PORT}").rstrip("/")
if not (_site := re.fullmatch(r"(https?)://([\w.-]+|\[[0-9a-fA-F:.]+\])(:\d{1,5})?", SITE_URL)):
    raise ImproperlyConfigured("SITE_URL must be like https://example.org, without a path.")
_IS_SECURE = _site[1] == "https"
_LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
_IS_LOOPBACK = _site[2] in _LOOPBACK

if not (_IS_SECURE or _IS_LOOPBACK):
    raise ImproperlyConfigured(
        "SITE_URL must begin with https:// unless it is this machine's: over plain http, passwords "
        "and cookies could be read on their way."
    )
if not (_IS_SECURE or ipaddress.ip_address(HOST).is_loopback):
    raise ImproperlyConfigured(
        "HOST must be an address of this machine alone unless SITE_URL begins with https:// and a "
        "proxy stands in front: over plain http, passwords and cookies could be read on their way."
    )

SECRET_KEY = text("SECRET_KEY")
if not SECRET_KEY:
    if _IS_SECURE:
        raise ImproperlyConfigured(f"SECRET_KEY must be set when SITE_URL is https: {MAKE_ONE}")
    SECRET_KEY = kept_key(DATA_DIR / "secret-key")
elif _IS_SECURE and (problem := weakness(SECRET_KEY)):
    raise ImproperlyConfigured(problem)

ALLOWED_HOSTS = [_site[2], *(_LOOPBACK if _IS_LOOPBACK else [])]
ALLOWED_HOSTS += text("ALLOWED_HOSTS").replace(",", " ").split()
CSRF_TRUSTED_ORIGINS = [SITE_URL]
# The number of proxies in front that each add the address of their client to X-Forwarded-For.
# Anybody can write what stands before these addresses in the header. Without a proxy, the header
# counts for nothing (knowledgebase.forwarded).
TRUSTED_PROXIES = number("TRUSTED_PROXIES", 0, smallest=0, largest=9)

# What each worker may take for answers that are kept until the base changes; 0 keeps none.
KEPT_MEGABYTES = number("KEPT_MEGABYTES", 64, smallest=0, largest=16_384)
# For so long a cache in front may answer by itself, without asking: an entry that was withdrawn, or
# a mistake that was mended, is shown that much longer.
SHARED_SECONDS = number("SHARED_SECONDS", 0, smallest=0, largest=86_400)

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "taggit",
    "csp",
    "principles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Inside of the static files, which are compressed on disk, and outside of all that makes or
    # reads a body; what comes to it compressed goes on as it is. It pads, so that the length of an
    # answer tells nothing of a form's token in it (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "knowledgebase.malformed_requests.refuse_malformed_requests",
    "knowledgebase.kept.middleware.KeptAnswers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]

ROOT_URLCONF = "knowledgebase.urls"
WSGI_APPLICATION = "knowledgebase.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "principles.context_processors.site",
            ],
        },
    },
]

EMBEDDED_POSTGRES = DATA_DIR / "postgres"


_url = text("DATABASE_URL")
_database = (
    database_settings(_url) if _url else embedded_postgres.database_settings(EMBEDDED_POSTGRES)
)
IS_EMBEDDED = not _url
# As commands name the base that they work on.
NAME_OF_BASE = f"the embedded base in {DATA_DIR}" if IS_EMBEDDED else name_of(_database)
DATABASES = {"default": {**_database, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_I18N = False
USE_TZ = True

# A principle with hundreds of quotes is edited in one form.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
# The largest form is a source with its stored text: that of a long book in Latin letters, or of
# seventy thousand words in letters that take six bytes each on their way. The server reads no more.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
FILE_UPLOAD_HANDLERS = ["knowledgebase.malformed_requests.NoFiles"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "knowledgebase.joined_sheets.JoinedSheetsStorage"},
}

TAGGIT_CASE_INSENSITIVE = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "font-src": ["'self'"],
        "img-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = _IS_SECURE
CSRF_COOKIE_SECURE = _IS_SECURE
SECURE_SSL_REDIRECT = _IS_SECURE
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _IS_SECURE else 0
# HSTS stays off the subdomains and the browsers' preload lists: they are not ours to decide for.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "suspicious_once_a_minute": {"()": "knowledgebase.log_filters.SuspiciousOnceAMinute"},
        "not_unavailable": {
            "()": "django.utils.log.CallbackFilter",
            # An outage is said once a minute by principles.outages, not for every request.
            "callback": lambda record: getattr(record, "status_code", None) != 503,
        },
    },
    "formatters": {"line": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["suspicious_once_a_minute"],
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # The host's log is for the site's mistakes, not for a visitor's wrong address.
        "django.request": {"level": "ERROR", "filters": ["not_unavailable"]},
        # gunicorn drops the body of an answer to HEAD, as the standard has it, and warns each time.
        "gunicorn.http.wsgi": {"level": "ERROR"},
        # It warns of every request that waits; the site says once a minute what it put off.
        "waitress": {"level": "ERROR"},
    },
}
