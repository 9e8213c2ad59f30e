"""Every problem has a sentence that says what is the matter and what to do."""

import pytest
from django.utils import translation

from lartraff.results.importers.sentences import SENTENCES, sentence, sentences
from lartraff.results.logic.problems import Fact, Problem, ProblemCode, Severity
from tests.results.loading import read

FACTS: dict[str, Fact] = {
    "found": 20, "columns": "Ma", "places": "34", "expected": 33, "most": 2000, "school": "10000001",
    "schools": "10000001", "school_year": "2010/11", "rows": 3, "pupils": 3, "grades": 3, "place": "ValueError x.py:1",
    "number": 1, "shown": "", "sheets": 2, "cells": 2, "figures": 2, "megabytes": 200,
    "tests": 3, "twice": 2, "courses": 2,
}  # fmt: skip


@pytest.fixture(autouse=True)
def in_english() -> object:
    with translation.override("en"):
        yield


def test_there_is_a_sentence_for_every_problem() -> None:
    assert set(SENTENCES) == set(ProblemCode)


@pytest.mark.parametrize("code", ProblemCode)
def test_every_sentence_can_be_said(code: ProblemCode) -> None:
    text = sentence(Problem(code, 5, "Ma", facts=tuple(FACTS.items())))
    assert text.startswith("Line 5, column Ma: ")
    assert text.endswith((".", "add-school"))
    assert "%" not in text


def test_the_place_comes_first() -> None:
    assert sentence(Problem(ProblemCode.QUOTE_OPEN, 8)).startswith("Line 8: A quotation mark")
    assert sentence(Problem(ProblemCode.WRONG_WIDTH, 4, others=2, facts=(("expected", 33),))).startswith(
        "Line 4 and 2 more: The row"
    )
    assert sentence(Problem(ProblemCode.EMPTY)).startswith("The file is empty.")


def test_the_sheet_of_a_workbook_is_part_of_the_place() -> None:
    facts: tuple[tuple[str, Fact], ...] = (("sheet", 2),)
    assert sentence(Problem(ProblemCode.UNKNOWN_SIGN, 8, "C", facts=facts)).startswith(
        "Sheet 2, line 8, column C: This"
    )
    assert sentence(Problem(ProblemCode.SHEET_NOT_READ, facts=facts)).startswith("Sheet 2: No table")


def test_several_schools_are_said_in_the_plural() -> None:
    def said(number: int) -> str:
        return sentence(Problem(ProblemCode.SCHOOL_NOT_YOURS, facts=(("number", number), ("schools", "A, B"))))

    assert said(1) == "You do not load results for A, B. Take its rows out of the file."
    assert said(2) == "You do not load results for A, B. Take their rows out of the file."


def test_an_unknown_grade_is_said_if_it_is_one_sign() -> None:
    def said(shown: str) -> str:
        return sentence(Problem(ProblemCode.UNKNOWN_GRADE, 5, "Ma", 12, (("shown", shown),)))

    assert said("G").startswith("Line 5 and 12 more, column Ma: “G” – This is not a grade")
    assert said("").startswith("Line 5 and 12 more, column Ma: This is not a grade")


def test_sentences_are_taken_by_how_grave_they_are() -> None:
    problems = (Problem(ProblemCode.EMPTY), Problem(ProblemCode.REORDERED, 1), Problem(ProblemCode.EMPTY))
    assert len(sentences(problems, Severity.ERROR)) == 2
    assert len(sentences(problems, Severity.WARNING)) == 1
    assert sentences(problems, Severity.NOTE) == []


def test_a_problem_survives_being_saved() -> None:
    problem = read("a;b;c\n").problems[0]
    assert Problem.from_json(problem.as_json()) == problem
