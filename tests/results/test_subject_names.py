"""Subjects under the names that statistics have given them."""

import pytest

from lartraff.people.models import Subject
from lartraff.results.logic.subject_names import NAMES, is_all_subjects, only_subject_in, subject_of


@pytest.mark.django_db
def test_the_first_name_of_each_is_the_official_one() -> None:
    official = dict(Subject.objects.values_list("code", "name_sv"))
    assert {code: names[0] for code, names in NAMES.items()} == official


def test_names_belong_to_one_subject_each() -> None:
    for code, names in NAMES.items():
        assert {subject_of(name) for name in names} == {code}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Moderna språk, elevens val", "M1"), ("Moderna språk, skolans val", "M1"), ("Moderna språk, språkval", "M2"),
        ("Hem och konsumentkunskap", "HKK"), ("HEM- OCH KONSUMENTKUNSKAP", "HKK"), ("Teckenspråk", "TN"),
        ("sva", "SVA"), ("Judiska studier", None), ("Samtliga ämnen", None), ("", None),
    ],
)  # fmt: skip
def test_names_drift_and_the_subject_stays(name: str, code: str | None) -> None:
    assert subject_of(name) == code


def test_all_subjects_together_are_none() -> None:
    assert is_all_subjects("Samtliga ämnen")
    assert not is_all_subjects("Bild")


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Resultat nationella prov årskurs 9 i matematik", "MA"),
        ("Provbetyg - Svenska som andraspråk", "SVA"),
        ("Engelska, Matematik och Svenska/svenska som andraspråk", None),
        ("Slutbetyg per ämne", None),
        ("Andel behöriga till Naturvetenskapligt och tekniskt program", None),
    ],
)
def test_a_title_may_speak_of_one_subject(title: str, code: str | None) -> None:
    assert only_subject_in(title) == code
