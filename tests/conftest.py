"""What every test runs with: a data directory of its own, no outside settings, plain static files.

The environment is set here, before Django reads its settings, so that a test run never touches the
site's own data and a developer's variables never change a result. DATABASE_URL alone is honoured.
"""

import os
from pathlib import Path

import hypothesis

os.environ["DJANGO_SETTINGS_MODULE"] = "knowledgebase.settings"
os.environ.setdefault("DATA_DIR", str(Path(__file__).resolve().parent.parent / ".data" / "test"))
for name in ("ALLOWED_HOSTS", "CONTENT", "DEBUG", "PORT", "SECRET_KEY", "SITE_TITLE", "SITE_URL"):
    os.environ.pop(name, None)


# The same examples every time, and no clock: a slow machine is no failure.
hypothesis.settings.register_profile(
    "repeatable", deadline=None, derandomize=True, print_blob=True, database=None
)
# For a longer search by hand: HYPOTHESIS_PROFILE=thorough.
hypothesis.settings.register_profile("thorough", deadline=None, max_examples=5000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))


def pytest_configure() -> None:
    """Serve static files under their own names; browser tests collect and hash them."""
    from django.conf import settings  # noqa: PLC0415 (needs the environment above)

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
