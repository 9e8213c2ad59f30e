"""The curricula that this version ships: one JSON file each, as docs/reference/criteria-files.md describes them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lartraff.results.logic.criteria import CriterionText

FILES = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Curriculum:
    """`valid_from`: the first school year (2022 is 2022/23)."""

    version: str
    valid_from: int
    source: str
    criteria: tuple[CriterionText, ...]

    @property
    def syllabus_codes(self) -> set[str]:
        return {criterion.syllabus_code for criterion in self.criteria}


def curricula(folder: Path = FILES) -> list[Curriculum]:
    """Every curriculum in `folder`, the oldest first."""
    return sorted((read_curriculum(path) for path in folder.glob("*.json")), key=lambda one: one.valid_from)


def read_curriculum(path: Path) -> Curriculum:
    told = json.loads(path.read_text(encoding="utf-8"))
    return Curriculum(told["curriculum"], told["valid_from"], told["source"], tuple(criteria_of(told)))


def criteria_of(told: dict[str, object]) -> Iterator[CriterionText]:
    headings, subjects = told["headings"], told["subjects"]
    assert isinstance(headings, dict)
    assert isinstance(subjects, list)
    for subject in subjects:
        for one in subject["criteria"]:
            yield CriterionText(
                syllabus_code=subject["code"],
                subject_name=subject["name"],
                version=str(told["curriculum"]),
                year=one["year"],
                step=one["step"],
                variant=one.get("variant", ""),
                heading=headings[str(one["year"])].format(step=one["step"]),
                text=one["text"],
            )
