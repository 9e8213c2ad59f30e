"""Who teaches what, in all the forms in which schools write it down."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lartraff.results.logic.grids import Grid, grid_of_text
from lartraff.results.logic.subject_words import subject_of, subjects_in, words_for
from lartraff.results.logic.teaching_sheets import Known, Remark, RemarkCode, names_of, read_best, read_teaching

NAMES: dict[str, tuple[str, ...]] = {
    "MA": ("Matematik", "Mathematics", "GRGRMAT01"),
    "NO": ("Naturorienterande ämnen", "Science, taught as one"),
    "TK": ("Teknik", "Technology"),
    "SV": ("Svenska", "Swedish"),
    "SVA": ("Svenska som andraspråk", "Swedish as a second language"),
    "HKK": ("Hem- och konsumentkunskap", "Home and consumer studies"),
    "IDH": ("Idrott och hälsa", "Physical education and health"),
    "M2": ("Moderna språk, språkval", "Modern languages, pupil's choice"),
    "M1": ("Moderna språk, skolans val", "Modern languages, school's choice"),
}
WORDS = words_for(NAMES)
OMAR, SARA, EVA, EVA_TOO = 1, 2, 3, 4


def known(people: dict[int, tuple[str, str]]) -> Known:
    by_name: dict[str, set[int]] = {}
    for key, (given_name, family_name) in people.items():
        for name in names_of(given_name, family_name):
            by_name.setdefault(name, set()).add(key)
    return Known(
        {name: frozenset(keys) for name, keys in by_name.items()},
        {
            f"{given_name}.{family_name}{key}@skola.example".lower(): key
            for key, (given_name, family_name) in people.items()
        },
        WORDS,
    )


STAFF = known({OMAR: ("Omar", "Aziz"), SARA: ("Sara", "Holm"), EVA: ("Eva", "Lind"), EVA_TOO: ("Eva", "Lind")})


def found(text: str) -> dict[int, set[str]]:
    return {key: set(codes) for key, codes in read_teaching(grid_of_text(text), STAFF).teaching.items()}


def remarks(text: str) -> list[Remark]:
    return list(read_teaching(grid_of_text(text), STAFF).remarks)


BOTH = {OMAR: {"MA", "NO"}, SARA: {"MA"}}


@pytest.mark.parametrize(
    "text",
    [
        # One cell with all subjects
        "Lärare;Ämnen\nOmar Aziz;Ma, NO\nSara Holm;Ma",
        "Lärare\tÄmnen\nAziz, Omar\tMatematik/No\nHolm, Sara\tmatematik",
        "Namn;Undervisar i\nAziz Omar;Ma + No\nHolm Sara;Matte",
        "Omar Aziz: Ma, NO\nSara Holm: Ma",
        "Omar Aziz;Ma NO\nSara Holm;Ma",
        "Omar Aziz;Ma och NO\nSara Holm;Ma 7-9",
        # By e-mail, and by both where the name is written otherwise
        "E-post;Ämne\nomar.aziz1@skola.example;Ma, NO\nSARA.HOLM2@skola.example;Ma",
        "Namn;E-post;Ämne\nOmar A;omar.aziz1@skola.example;Ma, NO\nS Holm;sara.holm2@skola.example;Ma",
        "Namn;E-post;Ämne\nOmar Aziz;omar@annan.example;Ma, NO\nSara Holm;sara@annan.example;Ma",
        # A row for each
        "Lärare;Ämne\nOmar Aziz;Ma\nOmar Aziz;NO\nSara Holm;Ma",
        "Klass;Ämne;Lärare;Timmar\n7A;Ma;Omar Aziz;4\n7B;Ma;Sara Holm;4\n7A;NO;Omar Aziz;3\n8A;Ma;Omar Aziz;4",
        # Merged cells
        "Lärare;Ämne\nOmar Aziz;Ma\n;NO\nSara Holm;Ma",
        # Several subject columns
        "Lärare;Ämne 1;Ämne 2\nOmar Aziz;Ma;NO\nSara Holm;Ma;-",
        # Names in two columns
        "Förnamn;Efternamn;Titel;Ämnen\nOmar;Aziz;förstelärare;Ma, No\nSara;Holm;lärare;Ma",
        # A row for each subject
        "Ämne;Lärare\nMatematik;Omar Aziz, Sara Holm\nNaturorienterande ämnen;Omar Aziz",
        'Ämne;Lärare\nMatematik;"Aziz, Omar; Holm, Sara"\nNO;"Aziz, Omar"',
        # A column for each subject
        "Lärare;Ma;NO;Tk\nOmar Aziz;x;x;\nSara Holm;x;;",
        (
            "Tjänstefördelning 2026/27;;;\n;;;\nNamn;Matematik;Naturorienterande ämnen;Teknik\n"
            "Omar Aziz;4,5;220;0\nSara Holm;ja;nej;-\nSumma;8;220;0"
        ),
        "Lärare;Summa;Ma;NO\nOmar Aziz;18;12;6\nSara Holm;18;18;",
    ],
)
def test_the_usual_forms_are_read(text: str) -> None:
    assert found(text) == BOTH


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Hem- och konsumentkunskap", {"HKK"}),
        ("Moderna språk, språkval", {"M2"}),
        ("Idrott och hälsa, Hkk", {"IDH", "HKK"}),
        ("Sv/Sva", {"SV", "SVA"}),
        ("Svenska som andraspråk åk 6", {"SVA"}),
        ("M1, M2", {"M1", "M2"}),
        ("Spanska", {"M2"}),
        ("MA8A", set()),
        ("Ma 8A", {"MA"}),
    ],
)
def test_words_for_subjects(text: str, codes: set[str]) -> None:
    assert set(subjects_in(text, WORDS)[0]) == codes


def test_every_subject_is_known_by_its_own_names() -> None:
    assert all(subject_of(name, WORDS) == code for code, names in NAMES.items() for name in (code, *names))


def test_who_is_not_known_is_told_with_the_line_and_never_made_up() -> None:
    text = "Lärare;Ämnen\nOmar Aziz;Ma\nAnna Ny;No\nAnna Ny;Tk\n"
    assert found(text) == {OMAR: {"MA"}}
    assert remarks(text) == [Remark(RemarkCode.UNKNOWN_PERSON, 3, "Anna Ny", 1)]
    assert remarks("Ämne;Lärare\nMa;Omar Aziz, Anna Ny") == [Remark(RemarkCode.UNKNOWN_PERSON, 2, "Anna Ny")]


def test_a_name_that_two_have_needs_an_address() -> None:
    assert remarks("Omar Aziz;Ma\nEva Lind;Ma") == [Remark(RemarkCode.SAME_NAME, 2, "Eva Lind")]
    assert found("Omar Aziz;;Ma\nEva Lind;eva.lind4@skola.example;Ma") == {OMAR: {"MA"}, EVA_TOO: {"MA"}}


def test_a_word_that_is_no_subject_is_told_and_the_others_are_read() -> None:
    text = "Lärare;Ämnen\nOmar Aziz;Ma, Trolldom\nSara Holm;Ma"
    assert found(text) == {OMAR: {"MA"}, SARA: {"MA"}}
    assert remarks(text) == [Remark(RemarkCode.UNKNOWN_SUBJECT, 2, "Trolldom")]


def test_who_has_no_subject_in_the_table_is_left_as_now() -> None:
    text = "Lärare;Ma;NO\nOmar Aziz;x;\nSara Holm;;"
    assert found(text) == {OMAR: {"MA"}}
    assert remarks(text) == [Remark(RemarkCode.NO_SUBJECTS, 3, "Sara Holm")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", RemarkCode.NOBODY_FOUND),
        ("Lärare;Ämne\nAnna Ny;Ma", RemarkCode.NOBODY_FOUND),
        ("Lärare;Titel\nOmar Aziz;lärare", RemarkCode.NO_SUBJECT_FOUND),
    ],
)
def test_a_table_of_something_else_is_refused_whole(text: str, code: RemarkCode) -> None:
    assert read_teaching(grid_of_text(text), STAFF).teaching == {}
    assert [remark.code for remark in remarks(text)] == [code]


def test_of_several_sheets_the_one_that_says_most_is_read() -> None:
    sheets = [Grid("Info", (("Läs detta",),)), Grid("Lärare", (("Omar Aziz", "Ma", "NO"), ("Sara Holm", "Ma", "")))]
    assert {key: set(codes) for key, codes in read_best(sheets, STAFF).teaching.items()} == BOTH
    assert read_best([], STAFF).remarks == (Remark(RemarkCode.NOBODY_FOUND),)


cells = st.sampled_from(
    ["", "Omar Aziz", "Aziz, Omar", "Sara Holm", "Anna Ny", "Ma", "NO", "x", "Ämne", "Lärare", "0", "Ma, NO", "@", ":"]
) | st.text(max_size=12)


@given(st.lists(st.lists(cells, min_size=4, max_size=4), max_size=8))
def test_no_table_brings_the_reader_down_or_makes_anybody_up(rows: list[list[str]]) -> None:
    reading = read_teaching(Grid("", tuple(tuple(row) for row in rows)), STAFF)
    assert set(reading.teaching) <= {OMAR, SARA, EVA, EVA_TOO}
    assert all(codes and codes <= NAMES.keys() for codes in reading.teaching.values())
