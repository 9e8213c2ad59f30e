"""The lartraff command, run as an operator runs it."""

import re
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from lartraff import __version__
from tests.config.commands import LARTRAFF, environment, lartraff


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("prepared") / "data"
    made = lartraff(data, "migrate")
    assert made.returncode == 0, made.stderr
    return data


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """The one sentence of a refusal."""
    assert done.returncode == 2, done.stderr
    lines = done.stderr.splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


def test_it_tells_its_version(tmp_path: Path) -> None:
    assert lartraff(tmp_path / "data", "--version").stdout == f"lartraff {__version__}\n"


@pytest.mark.parametrize("arguments", [[], ["--help"]])
def test_help_lists_our_commands_first(tmp_path: Path, arguments: list[str]) -> None:
    done = lartraff(tmp_path / "data", *arguments)
    assert done.returncode == 0
    order = [done.stdout.index(f"\n  {name} ") for name in ("serve", "migrate", "check", "add-school", "add-person")]
    assert order == sorted(order)
    assert order[-1] < done.stdout.index("import-results") < done.stdout.index("makemessages")


def test_an_unknown_command_is_one_sentence(tmp_path: Path) -> None:
    assert refused(lartraff(tmp_path / "data", "nonsense")) == "No such command 'nonsense'. See: lartraff --help"


@pytest.mark.parametrize("arguments", [["serve"], ["rank-subjects", "--school", "10000001"]])
def test_before_migrate_it_says_what_to_do(tmp_path: Path, arguments: list[str]) -> None:
    sentence = refused(lartraff(tmp_path / "data", *arguments))
    assert sentence == "The database is not prepared for this version. Run: lartraff migrate"


def test_a_bad_setting_is_named(tmp_path: Path) -> None:
    sentence = refused(lartraff(tmp_path / "data", "check", LARTRAFF_PROXIES="many"))
    assert "LARTRAFF_PROXIES" in sentence


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    sentence = refused(lartraff(tmp_path / "file" / "data", "check"))
    assert str(tmp_path / "file" / "data") in sentence
    assert "LARTRAFF_DATA" in sentence


def test_a_database_that_does_not_answer_is_one_sentence(tmp_path: Path) -> None:
    address = "postgres://nobody@127.0.0.1:1/nothing"
    sentence = refused(lartraff(tmp_path / "data", "serve", DATABASE_URL=address))
    assert sentence.startswith("The database does not answer: ")
    assert "refused" in sentence


def test_check_is_content_after_migrate(prepared: Path) -> None:
    done = lartraff(prepared, "check")
    assert done.returncode == 0, done.stdout
    assert all(line.startswith("Good: ") for line in done.stdout.splitlines())


def test_check_points_out_what_is_wrong(prepared: Path) -> None:
    key = prepared / "secret_key"
    key.chmod(0o644)
    done = lartraff(prepared, "check", LARTRAFF_DEBUG="true")
    key.chmod(0o600)
    assert done.returncode == 1
    assert f"chmod 600 {key}" in done.stdout
    assert "LARTRAFF_DEBUG" in done.stdout


def test_check_with_https_asks_nothing_more(prepared: Path) -> None:
    done = lartraff(prepared, "check", LARTRAFF_HTTPS="true", LARTRAFF_HOSTS="larande.example")
    assert done.returncode == 0, done.stdout


def test_other_commands_get_their_arguments_unchanged(prepared: Path) -> None:
    done = lartraff(prepared, "showmigrations", "people", "--plan")
    assert done.returncode == 0, done.stderr
    assert "[X]  people.0001_initial" in done.stdout


def test_a_command_with_dashes_is_the_one_with_underscores(prepared: Path) -> None:
    done = lartraff(prepared, "remove-stale-contenttypes", "--no-input")
    assert done.returncode == 0, done.stderr


def test_the_first_school_and_its_principal(prepared: Path) -> None:
    school = ["add-school", "--authority", "Björkdals kommun", "--name", "Björkdalsskolan", "--code"]
    assert refused(lartraff(prepared, *school, "123")) == "A school unit code has exactly eight digits."
    assert lartraff(prepared, *school, "10000001").returncode == 0
    assert "already" in refused(lartraff(prepared, *school, "10000001"))

    person = ["add-person", "--email", "karin@skola.example", "--given-name", "Karin", "--family-name", "Ek"]
    person += ["--role", "PRINCIPAL", "--site", "https://larande.example", "--school"]
    assert "10000009" in refused(lartraff(prepared, *person, "10000009"))
    added = lartraff(prepared, *person, "10000001")
    assert added.returncode == 0, added.stderr
    assert re.search(r"^https://larande\.example/accounts/password/reset/key/\S+/$", added.stdout, re.MULTILINE)
    assert "already works" in refused(lartraff(prepared, *person, "10000001"))


@pytest.mark.parametrize("role", ["LEADER", "KING", ""])
def test_a_role_that_is_none_is_refused(prepared: Path, role: str) -> None:
    assert "--role" in refused(lartraff(prepared, "add-person", "--role", role))


# --- Serving


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@pytest.fixture
def served(prepared: Path, port: int) -> Iterator[str]:
    """The address of a house that is served in a process of its own."""
    process = subprocess.Popen(
        [*LARTRAFF, "serve", "--port", str(port), "--only", "web"],
        env=environment(prepared),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        assert f"http://127.0.0.1:{port}/" in process.stdout.readline()
        wait_until_healthy(f"http://127.0.0.1:{port}/healthz")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(2)
        _out, errors = process.communicate(timeout=20)
    assert process.returncode == 0, errors


def wait_until_healthy(address: str) -> None:
    for _try in range(100):
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310  our own address
                assert answer.read() == b"ok\n"
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{address} never answered")


def test_the_pages_are_served_with_their_styles(served: str) -> None:
    with urllib.request.urlopen(f"{served}/accounts/login/") as answer:  # noqa: S310
        page = answer.read().decode()
        assert "uvicorn" not in str(answer.headers).lower()
    styles = re.findall(r'<link rel="stylesheet" href="(/static/[^"]+)"', page)
    assert len(styles) >= 3
    for style in styles:
        with urllib.request.urlopen(served + style) as answer:  # noqa: S310
            assert answer.status == 200
            assert "immutable" in answer.headers["Cache-Control"]


def test_a_port_that_is_taken_is_one_sentence(prepared: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        sentence = refused(lartraff(prepared, "serve", "--port", str(taken.getsockname()[1])))
    assert sentence.endswith("address already in use. Choose another with --host and --port.")


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1"])
def test_a_port_that_is_none_is_refused(prepared: Path, port: str) -> None:
    assert "--port" in refused(lartraff(prepared, "serve", f"--port={port}"))


def test_a_host_that_is_none_is_refused(prepared: Path) -> None:
    assert "256.0.0.1" in refused(lartraff(prepared, "serve", "--host", "256.0.0.1"))
