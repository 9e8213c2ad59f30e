"""Grading criteria are split into sentences, and each sentence keeps its name."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lartraff.results.content.criteria import FILES, curricula
from lartraff.results.logic.criteria import CriterionText, named_sentences, normalised, sentences

# =LEN(text)-LEN(SUBSTITUTE(text;".";"")) in a spreadsheet, summed: Lgr22 has no abbreviations, so each full stop ends
# a sentence. By Skolverket's code.
FULL_STOPS = {
    "GRGRBIL01": 37, "GRGRBIO01": 40, "GRGRKEM01": 40, "GRGRSLJ01": 37, "GRGRENG01": 56, "GRGRGEO01": 44,
    "GRGRHIS01": 41, "GRGRHKK01": 25, "GRGRMAT01": 64, "GRGRMSP01": 202, "GRGRMOD01": 58, "GRGRMUS01": 40,
    "GRGRIDR01": 37, "GRGRFYS01": 40, "GRGRREL01": 32, "GRGRTSP01": 74, "GRGRSAM01": 47, "GRGRSVA01": 89,
    "GRGRSVE01": 81, "GRGRTEK01": 37,
}  # fmt: skip
LGR22 = next(one for one in curricula() if one.version == "Lgr22")

words = st.text("abcdeåäö", min_size=2, max_size=8).filter(lambda word: word not in {"ca", "ex", "kl", "nr"})
plain_sentences = st.lists(words, min_size=1, max_size=6).map(lambda found: " ".join(found).capitalize() + ".")
texts = st.lists(plain_sentences, min_size=1, max_size=6, unique_by=normalised)


def without_space(text: str) -> str:
    return "".join(text.split())


def criterion(text: str, **more: Any) -> CriterionText:
    facts = {"year": 9, "step": "E", "variant": "", "heading": "Betyget E", **more}
    return CriterionText("GRGRMAT01", "Matematik", "Lgr22", text=text, **facts)


def keys(text: str, **more: Any) -> dict[str, str]:
    return {sentence.text: sentence.key for sentence in named_sentences(criterion(text, **more))}


def test_each_subject_has_as_many_sentences_as_full_stops() -> None:
    counted: dict[str, int] = {}
    for one in LGR22.criteria:
        counted[one.syllabus_code] = counted.get(one.syllabus_code, 0) + len(sentences(one.text))
    assert counted == FULL_STOPS


def test_nothing_of_the_curriculum_is_lost() -> None:
    for one in LGR22.criteria:
        assert without_space("".join(sentences(one.text))) == without_space(one.text)


def test_mathematics_in_year_9_is_split_where_a_teacher_would() -> None:
    (text,) = [one.text for one in LGR22.criteria if (one.syllabus_code, one.year, one.step) == ("GRGRMAT01", 9, "E")]
    found = sentences(text)
    assert len(found) == 8
    assert found[2] == "Eleven löser enkla problem."
    assert found[4] == (
        "I samband med problemlösning bidrar eleven till att formulera enkla matematiska modeller som kan tillämpas i"
        " sammanhanget."
    )


def test_every_sentence_of_the_curriculum_has_a_key_of_its_own() -> None:
    found = [sentence.key for one in LGR22.criteria for sentence in named_sentences(one)]
    assert len(found) == len(set(found)) == sum(FULL_STOPS.values())
    assert all(len(key) <= 64 for key in found)


def test_the_file_names_its_source_and_licence() -> None:
    told = json.loads((FILES / "lgr22.json").read_text())
    assert told["licence"] == "CC0"
    assert told["source"].startswith("Skolverket")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Eleven ger exempel, t.ex. Sverige. Sedan mer.", ["Eleven ger exempel, t.ex. Sverige.", "Sedan mer."]),
        ("Bl.a. Europa. Eleven ser.", ["Bl.a. Europa.", "Eleven ser."]),
        ("Se bl. a. Norden. Punkt.", ["Se bl. a. Norden.", "Punkt."]),
        ("Fr.o.m. Vasa (s.k. Vasatiden). Slut.", ["Fr.o.m. Vasa (s.k. Vasatiden).", "Slut."]),
        ("Eleven läser böcker m.m. Eleven skriver.", ["Eleven läser böcker m.m.", "Eleven skriver."]),
        ("Verk har tillkommit i. Eleven söker.", ["Verk har tillkommit i.", "Eleven söker."]),
        ("I olika sammanhang.Eleven väljer.", ["I olika sammanhang.", "Eleven väljer."]),
        ("Mellan C och E. Eleven når dit.", ["Mellan C och E.", "Eleven når dit."]),
        ("1. Eleven räknar. 2. Eleven läser.", ["1. Eleven räknar.", "2. Eleven läser."]),
        ("Eleven frågar: ”Varför?” Sedan svarar eleven.", ["Eleven frågar: ”Varför?”", "Sedan svarar eleven."]),
        ("Utan punkt\n\noch ett stycke till", ["Utan punkt", "och ett stycke till"]),
        ("Längd 2.5 meter. Eleven mäter.", ["Längd 2.5 meter.", "Eleven mäter."]),
        ("", []),
        ("   ", []),
    ],
)
def test_sentences_end_where_they_end(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(st.text(alphabet=st.sampled_from("aEi. !?\n”)1t,")))
def test_no_letter_of_any_text_is_lost(text: str) -> None:
    assert without_space("".join(sentences(text))) == without_space(text)


@given(texts)
def test_plain_sentences_come_out_as_they_went_in(given_sentences: list[str]) -> None:
    assert sentences(" ".join(given_sentences)) == given_sentences


@given(texts, plain_sentences, st.integers(0, 6))
def test_a_sentence_that_is_put_in_changes_no_other_key(before: list[str], new: str, at: int) -> None:
    after = [*before[:at], new, *before[at:]]
    was, now = keys(" ".join(before)), keys(" ".join(after))
    assert {text: now[text] for text in before if normalised(text) != normalised(new)} == {
        text: key for text, key in was.items() if normalised(text) != normalised(new)
    }


@given(texts, st.integers(0, 6))
def test_a_sentence_that_is_taken_out_changes_no_other_key(before: list[str], at: int) -> None:
    after = [*before[:at], *before[at + 1 :]]
    was = keys(" ".join(before))
    assert keys(" ".join(after)) == {text: was[text] for text in after}


def test_the_key_is_the_same_however_the_sentence_is_spaced() -> None:
    assert [*keys("Eleven löser\n enkla  problem.").values()] == [*keys("Eleven löser enkla problem.").values()]


def test_the_key_tells_year_grade_and_variant_apart() -> None:
    text = "Eleven löser enkla problem."
    found = [keys(text), keys(text, year=6), keys(text, step="C"), keys(text, step=""), keys(text, variant="språkval")]
    assert len({one[text] for one in found}) == 5
    assert keys(text)[text].startswith("GRGRMAT01-Lgr22-9-E-")


def test_a_sentence_that_is_repeated_gets_a_number() -> None:
    first, second = (sentence.key for sentence in named_sentences(criterion("Eleven läser. Eleven läser.")))
    assert second == f"{first}-2"
