"""The page of personas: one press and one is somebody, in the demo and nowhere else."""

import pytest
from django.conf import LazySettings
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, reverse

from lartraff.demo.personas import PERSONAS
from lartraff.demo.views import personas
from tests.cast import Cast, make_person
from tests.demo import urls  # now: the house's own addresses are read once, and must be read outside the demo


@pytest.fixture
def demo(settings: LazySettings) -> str:
    settings.DEMO = True
    settings.ROOT_URLCONF = urls.__name__
    return "/demo/"


def test_outside_the_demo_there_is_no_such_page(cast: Cast, rf: RequestFactory) -> None:
    with pytest.raises(NoReverseMatch):
        reverse("demo:personas")
    with pytest.raises(Http404):
        personas(rf.post("/demo/", {"persona": cast.principal.email}))


def test_everybody_on_the_page_can_be_chosen(demo: str, db: None) -> None:
    browser = Client()
    page = browser.get(demo)
    assert page.status_code == 200
    for persona in PERSONAS:
        person = make_person(persona.name.split()[0], persona.name.split()[1])
        person.email = persona.email
        person.save()
        answer = browser.post(demo, {"persona": persona.email})
        assert answer.status_code == 302
        assert browser.session["_auth_user_id"] == str(person.pk)


def test_nobody_else_can_be_chosen(demo: str, cast: Cast) -> None:
    assert Client().post(demo, {"persona": cast.principal.email}).status_code == 404
