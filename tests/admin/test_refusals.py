"""Whatever the database refuses is said in a sentence, also on deleting."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.test import Client

from principles.admin.keeping import LISTED_USERS
from principles.admin.refusals import WRITTEN_AT_ONCE, refusal
from principles.models import Person, Tag
from principles.models.sentences import NOT_IN_THE_MODELS
from principles.models.version import let_rules_speak
from tests.admin.pages import address
from tests.factories import (
    PassageFactory,
    PersonFactory,
    QuoteFactory,
    SourceFactory,
    TagFactory,
    cite,
    speak,
)

pytestmark = pytest.mark.django_db


def refused(write: Callable[[], object]) -> str:
    """Return the sentence for what the write breaks."""
    with pytest.raises(IntegrityError) as caught:
        _write_by_the_rules(write)
    return refusal(caught.value)


def _write_by_the_rules(write: Callable[[], object]) -> None:
    with transaction.atomic():
        write()
        let_rules_speak()


def test_a_constraint_of_a_model_speaks_its_own_sentence() -> None:
    said = refused(lambda: QuoteFactory(text="…"))
    assert said == "A quote needs words."


def test_a_rule_across_tables_speaks_its_own_sentence() -> None:
    said = refused(lambda: QuoteFactory(status="published"))
    assert "so it needs a citation" in said


def test_a_passage_of_another_source_has_a_sentence() -> None:
    said = refused(lambda: cite(QuoteFactory(), SourceFactory(), passage=PassageFactory()))
    assert said == NOT_IN_THE_MODELS["citation_passage_of_its_source"]


def test_what_only_a_second_writer_can_break_says_so() -> None:
    PersonFactory(slug="taken")
    assert refused(lambda: PersonFactory(slug="taken")) == WRITTEN_AT_ONCE
    assert refusal(IntegrityError("of another origin")) == WRITTEN_AT_ONCE


def test_deleting_what_is_in_use_has_a_sentence() -> None:
    person = PersonFactory()
    speak(QuoteFactory(), person)
    assert "cannot be deleted" in refused(person.delete)


@pytest.fixture
def _tags_are_kept(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("""
            CREATE FUNCTION keep_tag() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                PERFORM principles_refuse('tag_is_kept', 'This tag has to stay.');
                RETURN NULL;
            END $$;
            CREATE CONSTRAINT TRIGGER keep_tag AFTER DELETE ON principles_tag
                DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keep_tag();
        """)


@pytest.mark.usefixtures("_tags_are_kept")
def test_a_rule_that_refuses_a_deletion_is_quoted(desk: Client) -> None:
    tag = TagFactory()
    response = desk.post(address(tag, "delete"), {"post": "yes"}, follow=True)
    assert response.redirect_chain == [(address(tag), 302)]
    assert [str(message) for message in response.context["messages"]] == ["This tag has to stay."]
    assert Tag.objects.filter(pk=tag.pk).exists()


@pytest.mark.usefixtures("_tags_are_kept")
def test_a_rule_that_refuses_to_delete_the_selected_is_quoted(desk: Client) -> None:
    tag = TagFactory()
    posted = {"action": "delete_selected", "_selected_action": [tag.pk], "post": "yes"}
    response = desk.post(address(Tag), posted, follow=True)
    assert [str(message) for message in response.context["messages"]] == ["This tag has to stay."]
    assert Tag.objects.filter(pk=tag.pk).exists()


def test_long_lists_of_reasons_are_cut(desk: Client) -> None:
    person: Person = PersonFactory()
    for _ in range(LISTED_USERS + 2):
        speak(QuoteFactory(), person)
    html = desk.get(address(person, "delete")).content.decode()
    assert html.count("names it.") == LISTED_USERS
    assert "2 more entries name it." in html


def test_a_filter_that_cannot_be_is_refused_once_only(client: Client) -> None:
    client.force_login(User.objects.create_superuser("olga"))
    odd = "/admin/auth/user/?is_staff__exact=maybe"
    assert client.get(odd, follow=True).redirect_chain == [("/admin/auth/user/?e=1", 302)]
    assert client.get(f"{odd}&e=1").status_code == 400
