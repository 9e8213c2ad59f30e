"""Of no pupil is anything left: not in the database, the log, the folders, an error page or a message.

Every byte is looked through after imports of every kind. Numbers and names in the files are made up.
"""

import inspect
import logging
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn

import a2wsgi.wsgi
import pytest
import uvicorn.protocols.http.h11_impl
import uvicorn.protocols.http.httptools_impl
from django.apps import apps
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from lartraff.results.logic.grids import read_grids
from lartraff.results.logic.layouts import YEAR_9
from lartraff.results.logic.test_layouts import YEAR_3
from lartraff.results.logic.test_layouts import YEAR_9 as TESTS_OF_9
from lartraff.results.models import GradeAgainstTest, ResultRow, TableOnHold, TestRow
from tests import cast as people
from tests.results.np_files import Cells, rows_of_tests
from tests.results.own_tables import Example, class_list, long_list, one_sheet_per_class, transposed
from tests.results.scb_files import FAMILY, GIVEN, as_text, pupil_rows, scb_text, small_school

HERE, ELSEWHERE = "10000001", "10000002"
URL = reverse("results:import")
ROWS = list(pupil_rows([small_school(HERE, pupils=60, failing=9)]))
NUMBERS = sorted({row[3] for row in ROWS})
SECRETS = [*NUMBERS, *(f"{number[2:8]}-{number[8:]}" for number in NUMBERS), *GIVEN, *FAMILY]
Search = Callable[..., None]
FILE = as_text(ROWS, header=YEAR_9)
LIST = "Namn\tMa\nZebulina\tA\nZebulina\tB\n"  # not written in a test, whose lines an error page may show
LISTS = [class_list, long_list, one_sheet_per_class, transposed]
REFUSED = [f"Betyg 110401-1232\n{LIST}", "Elev\tPoäng\nZebulina\t3\n"]
BROKEN = ["actions.mapping.forget_old_tables", "logic.proposing.layout_of", "logic.proposing_keeping.Rows.__iter__"]


def file_of_tests(year: int, **changed: str) -> str:
    """The national tests of the same pupils. `changed`: what stands in some columns of the fourth."""
    cells: Cells = {"MA_PROVB": "E"}
    rows = rows_of_tests(year, [(HERE, {**cells, **changed} if at == 3 else cells) for at in range(len(ROWS))])
    columns = {3: YEAR_3, 9: TESTS_OF_9}[year]
    return as_text(
        ([*row[:3], of_grades[3], *row[4:]] for row, of_grades in zip(rows, ROWS, strict=True)), header=columns
    )


def with_cell(at: int, name: str, value: str) -> str:
    rows = [list(row) for row in ROWS]
    rows[at][YEAR_9.index(name)] = value
    return as_text(rows, header=YEAR_9)


def shifted() -> str:
    """Everything one column to the left, so that names stand where codes should."""
    return as_text([[*row[1:], "A"] for row in ROWS], header=YEAR_9)


GOOD: dict[str, str | bytes] = {
    "plain": FILE,
    "windows-1252": FILE.encode("windows-1252"),
    "utf-16": FILE.encode("utf-16"),
    "quoted": as_text(ROWS, header=YEAR_9, quoted=True),
    "larger than what Django keeps in memory": as_text(ROWS * 800, header=YEAR_9),
}
BAD: dict[str, str | bytes] = {
    "unknown grade": with_cell(3, "Ma", "G"),
    "a name for a grade": with_cell(3, "Ma", "Zebulina"),
    "a number for a grade": with_cell(3, "Ma", NUMBERS[3]),
    "a number for a school": with_cell(3, "Skolenhetskod", NUMBERS[3]),
    "a birthday for a school": with_cell(3, "Skolenhetskod", NUMBERS[3][:8]),
    "a name for a date": with_cell(3, "Datum", "Zebulina"),
    "shifted": shifted(),
    "shifted, without header": as_text([[*row[1:], "A"] for row in ROWS]),
    "row too short": FILE.replace(";Zebulina;", ";"),
    "quotation mark": FILE.replace(";Zebulina;", ';"Zebulina;', 1),
    "commas": FILE.replace(";", ","),
    "tabs": FILE.replace(";", "\t"),
    "pupils in the header": as_text(ROWS, header=[*ROWS[0][:8], *YEAR_9[8:]]),
    "no school column": FILE.replace("Skolenhetskod", "Zebulina"),
    "one endless line": FILE.replace("\n", ";") * 20,
    "rubbish at the end": FILE.encode() + b"\x00\x01\x02" * 50,
    "a school that is not here": FILE.replace(HERE, "53857703"),
    "a school of others": FILE + scb_text([small_school(ELSEWHERE)], header=False),
    "too large": (as_text(ROWS * 800, header=YEAR_9) * 10).encode(),
}


@pytest.fixture
def folders(tmp_path: Path, settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place for uploads and temporary files. Making a temporary file at all is an error."""

    def refuse(*args: Any, **kwargs: Any) -> NoReturn:
        raise AssertionError("A temporary file was asked for.")

    (tmp_path / "uploads").mkdir()
    (tmp_path / "temporary").mkdir()
    settings.MEDIA_ROOT = tmp_path / "uploads"
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "temporary")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    for name in ("NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, name, refuse)
    return tmp_path


@pytest.fixture
def browser(furnished: None, caplog: pytest.LogCaptureFixture) -> Iterator[Client]:
    caplog.set_level(logging.DEBUG)
    cast = people.gather()
    client = Client(raise_request_exception=False)
    client.force_login(cast.principal)
    yield client
    connection.close()


@pytest.fixture
def search_everywhere(folders: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> Search:
    """Look through everything that a page, the log, the folders and the database hold."""

    def search(page: bytes, *, secrets: Sequence[str] = SECRETS) -> None:
        places = {"page": page, "log": caplog.text.encode(), "console": "".join(capfd.readouterr()).encode()}
        places |= {str(path): path.read_bytes() for path in folders.rglob("*") if path.is_file()}
        places["tables"] = "".join(
            str(row) for model in apps.get_models(include_auto_created=True) for row in model._default_manager.values()
        ).encode()
        if connection.vendor == "sqlite":
            name = Path(str(connection.settings_dict["NAME"]))
            files = [path for path in name.parent.iterdir() if path.name.startswith(name.name)]
            assert name in files
            places |= {str(path): path.read_bytes() for path in files}
        for place, content in places.items():
            for secret in secrets:
                for encoding in ("utf-8", "windows-1252", "utf-16-le"):
                    assert secret.encode(encoding) not in content, f"{secret} in {place}"

    return search


def send(browser: Client, data: str | bytes, name: str = "betyg.txt") -> Any:
    raw = data.encode() if isinstance(data, str) else data
    return browser.post(URL, {"file": SimpleUploadedFile(name, raw)}, follow=True)


def test_the_search_finds_what_is_there(browser: Client, search_everywhere: Search) -> None:
    with pytest.raises(AssertionError, match="Zebulina in page"):
        search_everywhere(b"Zebulina")
    logging.getLogger("lartraff").warning(NUMBERS[0])
    with pytest.raises(AssertionError, match="in log"):
        search_everywhere(b"")


def test_the_search_finds_what_is_in_the_database_file(browser: Client, search_everywhere: Search) -> None:
    # Another name than those of the pupils: what has been deleted stays in the file until it is written over.
    people.make_person("Ottilina", "Ek")
    with pytest.raises(AssertionError, match="Ottilina in"):
        search_everywhere(b"", secrets=["Ottilina"])


@pytest.mark.parametrize("kind", GOOD)
def test_a_good_file_leaves_only_numbers(kind: str, browser: Client, search_everywhere: Search, folders: Path) -> None:
    trial = send(browser, GOOD[kind], name=f"betyg {NUMBERS[0]}.txt")
    assert trial.redirect_chain
    search_everywhere(trial.content)
    saved = browser.post(f"{trial.redirect_chain[-1][0]}confirm/", follow=True)
    assert saved.status_code == 200
    search_everywhere(saved.content)
    assert ResultRow.objects.count() == 1
    assert not [path for path in folders.rglob("*") if path.is_file()]


BAD_TESTS: dict[str, str] = {
    "a name for a result": file_of_tests(9, MA_PROVB="Zebulina"),
    "a number for a result": file_of_tests(9, MA_PROVB=NUMBERS[3]),
    "a name for a subject": file_of_tests(9, NO_PROV="Zebulina"),
    "a number for a syllabus": file_of_tests(3, SV_KURSPLAN=NUMBERS[3]),
    "a name for a part": file_of_tests(3, MA_G1_PR="Zebulina"),
    "a number for a school": file_of_tests(9, Skolenhetskod=NUMBERS[3]),
    "a name for a date": file_of_tests(9, Datum="Zebulina"),
    "a name in the header": file_of_tests(9).replace("SV_PROVB", "Zebulina"),
    "shifted": file_of_tests(9).replace(";1.0;", ";"),
    "no school column": file_of_tests(3).replace("Skolenhetskod", "Zebulina"),
    "quotation mark": file_of_tests(9).replace(f";{HERE};", f';"{HERE};', 1),
}


@pytest.mark.parametrize("kind", BAD_TESTS)
@pytest.mark.parametrize("together", [False, True])
def test_bad_tests_leave_nothing_alone_or_beside_grades(
    kind: str, together: bool, browser: Client, search_everywhere: Search
) -> None:
    response = send_all(browser, *([FILE] if together else []), BAD_TESTS[kind])
    search_everywhere(response.content)
    if kind != "a name in the header":  # that is a column more, and is only told of
        assert response.status_code == 422
    assert not TestRow.objects.exists()
    assert not GradeAgainstTest.objects.exists()


def send_all(browser: Client, *files: str) -> Any:
    uploads = [SimpleUploadedFile(f"fil {at} {NUMBERS[at]}.txt", text.encode()) for at, text in enumerate(files)]
    return browser.post(URL, {"file": uploads}, follow=True)


def test_grades_and_tests_loaded_together_leave_only_numbers(
    browser: Client, search_everywhere: Search, folders: Path
) -> None:
    trial = send_all(browser, FILE, file_of_tests(9), file_of_tests(3))
    assert trial.redirect_chain
    search_everywhere(trial.content)
    saved = browser.post(f"{trial.redirect_chain[-1][0]}confirm/", follow=True)
    search_everywhere(saved.content)
    (against,) = GradeAgainstTest.objects.all()
    # All have E in the test; of the grades nine are F, the other 51 C.
    assert (against.subject.code, against.higher, against.equal, against.lower) == ("MA", 51, 0, 9)
    assert TestRow.objects.filter(year=3, part="G1").exists()
    assert not [path for path in folders.rglob("*") if path.is_file()]


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_leaves_nothing(kind: str, browser: Client, search_everywhere: Search) -> None:
    response = send(browser, BAD[kind])
    assert response.status_code == 422
    search_everywhere(response.content)
    assert not ResultRow.objects.exists()


@pytest.mark.parametrize("debug", [False, True])
def test_a_mistake_of_ours_while_counting_tells_nothing(
    debug: bool,
    browser: Client,
    search_everywhere: Search,
    settings: LazySettings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(self: object, batch: tuple[list[list[str]], object]) -> NoReturn:
        raise ValueError(batch[0][0])

    settings.DEBUG = debug
    monkeypatch.setattr("lartraff.results.logic.pupil_files.PupilRows.add", broken)
    response = send(browser, FILE)
    assert response.status_code == 422
    assert b"ValueError test_no_trace.py" in response.content
    search_everywhere(response.content)


@pytest.mark.logs_errors
@pytest.mark.parametrize("debug", [False, True])
def test_a_mistake_of_ours_afterwards_tells_nothing_on_the_error_page(
    debug: bool,
    browser: Client,
    search_everywhere: Search,
    settings: LazySettings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*args: object, **kwargs: object) -> NoReturn:
        raise RuntimeError("no")

    settings.DEBUG = debug
    monkeypatch.setattr("lartraff.results.actions.trials.forget_old_trials", broken)
    response = send(browser, FILE)
    assert response.status_code == 500
    search_everywhere(response.content)


def test_what_stands_before_us_keeps_bodies_in_memory() -> None:
    """uvicorn and a2wsgi hand the body on piece by piece; neither has learnt to write it to disk."""
    for module in (a2wsgi.wsgi, uvicorn.protocols.http.httptools_impl, uvicorn.protocols.http.h11_impl):
        source = inspect.getsource(module).lower()
        assert "tempfile" not in source
        assert "spool" not in source


@pytest.mark.parametrize(
    "make", [class_list, long_list, one_sheet_per_class, transposed], ids=lambda make: make.__name__
)
@pytest.mark.parametrize("way", ["file", "paste"])
def test_somebodys_own_list_of_pupils_leaves_only_numbers(
    make: Callable[[], Example], way: str, browser: Client, search_everywhere: Search, folders: Path
) -> None:
    example = make()
    if way == "paste":
        data = "\n".join("\t".join(row) for row in read_grids(example.data, personal_numbers=True).grids[0].rows)
        columns = browser.post(reverse("results:paste"), {"table": data}, follow=True)
    else:
        columns = send(browser, example.data, name=f"{NUMBERS[0]} {example.file_name}")
    assert columns.status_code == 200
    search_everywhere(columns.content, secrets=[*example.secrets, *SECRETS])
    form = columns.context["form"]
    sent = {**{name: form[name].value() or "" for name in form.fields}, **example.given}
    sent = {"school": HERE, "school_year": 2025, "season": "VT", "year": 9, **{k: v for k, v in sent.items() if v}}
    trial = browser.post(columns.redirect_chain[-1][0], sent, follow=True)
    assert trial.redirect_chain
    search_everywhere(trial.content, secrets=[*example.secrets, *SECRETS])
    saved = browser.post(f"{trial.redirect_chain[-1][0]}confirm/", follow=True)
    search_everywhere(saved.content, secrets=[*example.secrets, *SECRETS])
    assert ResultRow.objects.exists()
    assert not [path for path in folders.rglob("*") if path.is_file()]


@pytest.mark.parametrize("table", REFUSED)
def test_somebodys_own_table_that_is_refused_leaves_nothing(
    table: str, browser: Client, search_everywhere: Search
) -> None:
    response = browser.post(reverse("results:paste"), {"table": table})
    assert response.status_code == 422
    search_everywhere(response.content)
    assert not TableOnHold.objects.exists()


@pytest.mark.logs_errors
@pytest.mark.parametrize("debug", [False, True])
@pytest.mark.parametrize("broken", BROKEN)
def test_a_mistake_of_ours_with_somebodys_own_table_tells_nothing(
    broken: str,
    debug: bool,
    browser: Client,
    search_everywhere: Search,
    settings: LazySettings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def break_down(*args: object, **kwargs: object) -> NoReturn:
        raise RuntimeError("no")

    settings.DEBUG = debug
    monkeypatch.setattr(f"lartraff.results.{broken}", break_down)
    for response in (browser.post(reverse("results:paste"), {"table": LIST}), send(browser, LIST, name="lista.txt")):
        assert response.status_code in {422, 500}
        search_everywhere(response.content)
    assert not TableOnHold.objects.exists()
