"""What published figures measure: codes of ours, recognised by what headings say and not by their exact words."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    PERCENT = "percent"
    PUPILS = "pupils"
    POINTS = "points"
    NUMBER = "number"


class Better(StrEnum):
    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Measure:
    """`heading` is searched for in the heading (small letters, single spaces), `title` also in the table's title.

    The first that fits is taken, so the more particular stand before the more general.
    """

    code: str
    unit: Unit
    better: Better
    heading: str
    title: str = ""


_PASSED = (
    r"(godkän\w*|kunskapskrav\w*|(betygs)?kriteri\w*|(minst|lägst) e\b|betyg a ?[-–] ?e|med a ?[-–] ?e|^a ?[-–] ?e$)"
)
_TESTS = r"nationella prov|provbetyg|ämnesprov"
_SHARE = r"(andel|%)"

MEASURES = (
    # Skolverket's model of what a school's results would be with its pupils' backgrounds (SALSA)
    Measure("SALSA_SHARE_ACTUAL", Unit.PERCENT, Better.HIGHER, r"uppn.*faktiskt", "salsa"),
    Measure("SALSA_SHARE_EXPECTED", Unit.PERCENT, Better.NEITHER, r"uppn.*(modell|beräknat)", "salsa"),
    Measure("SALSA_SHARE_DIFFERENCE", Unit.NUMBER, Better.HIGHER, r"uppn.*(residual|avvikelse)", "salsa"),
    Measure("SALSA_MERIT_ACTUAL", Unit.POINTS, Better.HIGHER, r"meritvärde.*faktiskt", "salsa"),
    Measure("SALSA_MERIT_EXPECTED", Unit.POINTS, Better.NEITHER, r"meritvärde.*(modell|beräknat)", "salsa"),
    Measure("SALSA_MERIT_DIFFERENCE", Unit.NUMBER, Better.HIGHER, r"meritvärde.*(residual|avvikelse)", "salsa"),
    # National tests
    Measure("TEST_SHARE_TAKEN", Unit.PERCENT, Better.HIGHER, rf"{_SHARE}.*(deltagit|genomfört)", _TESTS),
    Measure("TEST_PUPILS", Unit.PUPILS, Better.NEITHER, r"antal elever.*provbetyg a ?[-–] ?f"),
    Measure("TEST_SHARE_PASSING", Unit.PERCENT, Better.HIGHER, rf"{_SHARE}.*provbetyg a ?[-–] ?e"),
    Measure("TEST_SHARE_PASSING", Unit.PERCENT, Better.HIGHER, rf"{_SHARE}.*{_PASSED}", _TESTS),
    Measure("TEST_POINTS", Unit.POINTS, Better.HIGHER, r"provbetygspoäng"),
    Measure("TEST_POINTS", Unit.POINTS, Better.HIGHER, r"genomsnittlig (prov)?betygspoäng", _TESTS),
    # All subjects together
    Measure("MERIT_17", Unit.POINTS, Better.HIGHER, r"meritvärde.*17"),
    Measure("MERIT_16", Unit.POINTS, Better.HIGHER, r"meritvärde.*16"),
    Measure("SHARE_ELIGIBLE_VOCATIONAL", Unit.PERCENT, Better.HIGHER, r"behörig\w*.*yrkes"),
    Measure("SHARE_ELIGIBLE_ARTS", Unit.PERCENT, Better.HIGHER, r"behörig\w*.*esteti"),
    Measure("SHARE_ELIGIBLE_SOCIAL", Unit.PERCENT, Better.HIGHER, r"behörig\w*.*(ekonomi|samhällsv)"),
    Measure("SHARE_ELIGIBLE_SCIENCE", Unit.PERCENT, Better.HIGHER, r"behörig\w*.*naturv"),
    Measure("SHARE_NOT_IN_ALL", Unit.PERCENT, Better.LOWER, rf"{_SHARE}.*\b(ej|inte|saknar)\b.*\bett, flera"),
    Measure("SHARE_NOT_IN_ONE", Unit.PERCENT, Better.LOWER, rf"{_SHARE}.*\b(ej|inte|saknar)\b.*\bett ämne"),
    Measure("SHARE_NOT_IN_SEVERAL", Unit.PERCENT, Better.LOWER, rf"{_SHARE}.*\b(ej|inte|saknar)\b.*\b(fler|flera)\b"),
    Measure("SHARE_IN_ALL_SUBJECTS", Unit.PERCENT, Better.HIGHER, rf"{_SHARE}.*{_PASSED}.*\b(alla|samtliga) ämnen"),
    Measure("SUBJECTS_GRADED", Unit.NUMBER, Better.NEITHER, r"antal ämnesbetyg"),
    # One subject
    Measure("SHARE_PASSING", Unit.PERCENT, Better.HIGHER, rf"{_SHARE}(?!.*\b(ej|inte|saknar)\b).*{_PASSED}"),
    Measure("SHARE_PASSING", Unit.PERCENT, Better.HIGHER, r"^a ?[-–] ?e$|andel a ?[-–] ?e"),
    Measure("POINTS", Unit.POINTS, Better.HIGHER, r"genomsnittlig(t|a)? betygspoäng|^betygspoäng"),
    # Who the pupils are
    Measure("SHARE_GIRLS", Unit.PERCENT, Better.NEITHER, r"andel (\(%\) )?flickor"),
    Measure("SHARE_BOYS", Unit.PERCENT, Better.NEITHER, r"andel (\(%\) )?pojkar"),
    Measure("SHARE_FOREIGN_BACKGROUND", Unit.PERCENT, Better.NEITHER, rf"{_SHARE}.*utländsk bakgrund"),
    Measure("SHARE_PARENTS_HIGHER_EDUCATION", Unit.PERCENT, Better.NEITHER, rf"{_SHARE}.*eftergymnasial"),
    Measure("SHARE_NEWLY_ARRIVED", Unit.PERCENT, Better.NEITHER, rf"{_SHARE}.*nyinvandra"),
    Measure("PARENTS_EDUCATION", Unit.NUMBER, Better.NEITHER, r"föräldrarnas genomsnittliga utb"),
    # A heading that says no more than how many pupils
    Measure("PUPILS", Unit.PUPILS, Better.NEITHER, r"^(totalt )?(antal )?elever(,? (årskurs|åk) \d(-\d)?)?$"),
)  # fmt: skip

_COMPILED = tuple(
    (measure, re.compile(measure.heading), re.compile(measure.title) if measure.title else None) for measure in MEASURES
)
_BY_CODE = {measure.code: measure for measure in MEASURES}

# In Skolverket's answers to programs (`statistics/gr`): name of the series, or its beginning → our code.
IN_ANSWERS = {
    "totalNumberOfPupils": "PUPILS_ABOUT",
    "studentsPerTeacherQuota": "PUPILS_PER_TEACHER",
    "certifiedTeachersQuota": "SHARE_CERTIFIED_TEACHERS",
    "specialEducatorsQuota": "PUPILS_PER_SPECIAL_EDUCATOR",
    "specialTeacherPositions": "SPECIAL_TEACHER_POSITIONS",
    "ratioOfPupilsIn6thGradeWithAllSubjectsPassed": "SHARE_IN_ALL_SUBJECTS",
    "ratioOfPupilsIn9thGradeWithAllSubjectsPassed": "SHARE_IN_ALL_SUBJECTS",
    "averageGradesMeritRating9thGrade": "MERIT_17",
    "ratioOfPupils9thGradeEligibleForNationalProgramYR": "SHARE_ELIGIBLE_VOCATIONAL",
    "ratioOfPupils9thGradeEligibleForNationalProgramES": "SHARE_ELIGIBLE_ARTS",
    "ratioOfPupils9thGradeEligibleForNationalProgramSAEKHU": "SHARE_ELIGIBLE_SOCIAL",
    "ratioOfPupils9thGradeEligibleForNationalProgramNATE": "SHARE_ELIGIBLE_SCIENCE",
    "averageResultNationalTests": "TEST_POINTS",
}


def measure_of(heading: str, title: str = "") -> str | None:
    """The code of what a heading says is measured, or None where we know no such measure."""
    heading = " ".join(heading.casefold().replace("\u00ad", "").split())
    title = title.casefold()
    for measure, in_heading, in_title in _COMPILED:
        if in_heading.search(heading) and (in_title is None or in_title.search(title) or in_title.search(heading)):
            return measure.code
    return None


def unit_of(code: str) -> Unit | None:
    """None for headings that are no codes of ours."""
    if code in _BY_CODE:
        return _BY_CODE[code].unit
    if code.startswith("SHARE_"):
        return Unit.PERCENT
    return Unit.PUPILS if code.startswith(("COUNT_", "PUPILS_ABOUT")) else None


def better_of(code: str) -> Better:
    return _BY_CODE[code].better if code in _BY_CODE else Better.NEITHER
