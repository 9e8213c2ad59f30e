"""Looking for grading criteria, and the page of one sentence."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lartraff.results.models import GradingCriterion
from lartraff.results.queries.criteria import criteria_subjects, search_criteria
from tests.cast import Cast
from tests.conftest import SignIn

SEARCH = reverse("results:criteria")


def texts(**wanted: object) -> list[str]:
    found = search_criteria(**wanted)  # type: ignore[arg-type]
    return [one.criterion.text for whole in found for one in whole.sentences]


def test_sentences_are_found_by_subject_year_grade_and_words(db: None) -> None:
    (found,) = texts(words="resonemanget", syllabus_code="GRGRMAT01", year=9, step="E")
    assert found.startswith("Eleven för och följer matematiska resonemang genom att framföra och bemöta påståenden")
    assert texts(words="resonemanget ordförråd", syllabus_code="GRGRMAT01") == []
    assert len(texts(syllabus_code="GRGRMAT01", year=9)) == 8 * 3 + 2


def test_grades_come_from_e_and_upward(db: None) -> None:
    assert [whole.step for whole in search_criteria(syllabus_code="GRGRMAT01", year=6)] == ["E", "D", "C", "B", "A"]
    (year_3,) = search_criteria(syllabus_code="GRGRMAT01", year=3)
    assert (year_3.step, len(year_3.sentences)) == ("", 18)


def test_a_replaced_sentence_is_not_found_but_keeps_its_page(cast: Cast, sign_in: SignIn) -> None:
    row = GradingCriterion.objects.filter(subject__code="MA", year=9, step="E").earliest("position")
    GradingCriterion.objects.filter(pk=row.pk).update(valid_to=2020)
    assert row.text not in texts(syllabus_code="GRGRMAT01", year=9)
    page = sign_in(cast.member).get(reverse("results:criterion", args=[row.key])).content.decode()
    assert row.text in page


def test_the_subjects_to_choose_from_are_skolverkets(db: None) -> None:
    names = [name for _code, name in criteria_subjects()]
    assert len(names) == 20
    assert names[:3] == ["Bild", "Biologi", "Engelska"]


@pytest.mark.parametrize("who", ["member", "principal", "analyst", "stranger"])
def test_the_criteria_are_public_to_everybody_with_an_account(cast: Cast, sign_in: SignIn, who: str) -> None:
    page = sign_in(getattr(cast, who)).get(SEARCH, {"words": "påstående", "subject": "GRGRMAT01", "year": "9"})
    assert "<mark>påståenden</mark>" in page.content.decode()


def test_nothing_is_listed_before_something_is_asked_for(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.member)
    assert "results/criteria/GRGR" not in browser.get(SEARCH).content.decode()
    for nonsense in ("?year=7", "?grade=F", "?subject=%3Cb%3E", "?words=%00"):
        page = browser.get(SEARCH + nonsense)
        assert page.status_code == 200
        assert "results/criteria/GRGR" not in page.content.decode()


def test_what_is_written_comes_back_as_text(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.member).get(SEARCH, {"words": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page


def test_a_page_holds_a_bearable_number(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.member).get(SEARCH, {"words": "eleven"})
    assert page.context["number"] > 1000
    shown = sum(len(whole.sentences) for whole in page.context["found"])
    assert 0 < shown <= 80
    assert page.context["more"] == page.context["number"] - shown


def test_a_sentence_has_its_page_with_the_other_grades(cast: Cast, sign_in: SignIn) -> None:
    row = GradingCriterion.objects.get(subject__code="MA", year=9, step="E", position=2)
    browser = sign_in(cast.member)
    page = browser.get(reverse("results:criterion", args=[row.key])).content.decode()
    assert "<mark>Eleven löser enkla problem.</mark>" in page
    assert "Eleven löser komplexa problem." in page
    assert browser.get(reverse("results:criterion", args=["GRGRMAT01-Lgr22-9-E-0"])).status_code == 404


def test_many_hits_need_no_more_queries_than_few(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.member)

    def count(words: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            browser.get(SEARCH, {"words": words})
        return len(queries)

    assert count("miniräknare") == count("eleven")
