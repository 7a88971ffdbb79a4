"""DATABASE_URL is read as libpq reads it; a mistake gets one sentence without the password."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from knowledgebase.database_url import DEFAULT_OPTIONS, database_settings


def test_every_part_is_taken() -> None:
    assert database_settings("postgresql://me:pw@db.example:6432/base?sslmode=require") == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "base",
        "USER": "me",
        "PASSWORD": "pw",
        "HOST": "db.example",
        "PORT": "6432",
        "OPTIONS": {**DEFAULT_OPTIONS, "sslmode": "require"},
    }


def test_parts_are_percent_decoded() -> None:
    found = database_settings("postgres://m%40e:p%3A%2F%23w@h/my%20base")
    assert [found["USER"], found["PASSWORD"], found["NAME"]] == ["m@e", "p:/#w", "my base"]


@pytest.mark.parametrize(
    "url",
    [
        "postgresql:///base?host=/run/postgresql",
        "postgresql://%2Frun%2Fpostgresql/base",
        "postgresql://?host=/run/postgresql&dbname=base",
    ],
)
def test_a_socket_may_be_named(url: str) -> None:
    found = database_settings(url)
    assert [found["HOST"], found["NAME"], found["PORT"]] == ["/run/postgresql", "base", ""]


def test_an_address_of_version_six_may_be_named() -> None:
    found = database_settings("postgresql://[::1]:5433/base")
    assert [found["HOST"], found["PORT"]] == ["::1", "5433"]


def test_several_hosts_may_be_named() -> None:
    found = database_settings("postgresql://one:5432,two:5433/base?target_session_attrs=primary")
    assert [found["HOST"], found["PORT"]] == ["one,two", "5432,5433"]
    assert found["OPTIONS"]["target_session_attrs"] == "primary"


def test_the_url_may_choose_the_connection_options() -> None:
    found = database_settings("postgresql://h/base?options=-c%20jit%3Don&connect_timeout=1")
    chosen = {"options": "-c jit=on", "connect_timeout": "1"}
    assert found["OPTIONS"] == {**DEFAULT_OPTIONS, **chosen}


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("mysql://me:hunter2@h/base", "must be like postgresql://"),
        ("postgresql:me:hunter2@h/base", "must be like postgresql://"),
        ("host=h password=hunter2 dbname=base", "must be like postgresql://"),
        ("postgresql://me:hunter2@h", "names no database"),
        ("postgresql://me:hunter2@h/", "names no database"),
        ("postgresql://me:hunter2@[h/base", "malformed"),
        ("postgresql://me:hunter2@h/base?sslmode", "malformed"),
        ("postgresql://me:hunter2@h/ba%00se", "malformed"),
        ("postgresql://me:hunter2@h/base%", "malformed"),
        ("postgresql://me:hunter2@h/base?no_such_option=1", "unknown option"),
    ],
)
def test_a_mistake_gets_one_sentence_without_the_password(url: str, sentence: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        database_settings(url)
    assert sentence in str(refused.value)
    assert "hunter2" not in str(refused.value)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(words: str) -> None:
    for url in (words, f"postgresql://{words}", f"postgresql://h/base?{words}"):
        try:
            found = database_settings(url)
        except ImproperlyConfigured:
            continue
        assert found["NAME"]
