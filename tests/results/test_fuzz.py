"""Changed files of every kind do no harm: the short version of `make fuzz`."""

import random

import pytest

from bench.fuzz.batches import IN_A_BATCH, Told, inputs, run
from bench.fuzz.mutations import changed, grown
from bench.fuzz.readers import READERS, Outcome, fault, in_pieces
from bench.fuzz.seeds import seeds
from lartraff.results.actions import start_trial
from lartraff.results.logic.official import read_official
from lartraff.results.logic.problems import Fatal, Problem, ProblemCode
from lartraff.results.models import ImportBatch, OfficialFigure, ResultRow

SEED = 20_251_124


@pytest.mark.parametrize("batch", range(8))
def test_no_reader_comes_to_harm(batch: int) -> None:
    """Two thousand files in all; the slowest reader gets a quarter of them."""
    told = run(SEED, batch, [name for name in READERS if batch < 2 or name != "own-table"])
    assert [(name, wrong) for name, wrong, _data in told.faults] == []
    assert told.inputs == IN_A_BATCH


def test_every_kind_of_file_is_among_the_seeds_and_read() -> None:
    told = Told()
    for seed in seeds():
        for name, read in READERS.items():
            wrong, outcome = fault(read, seed)
            assert wrong == ""
            told.counts[name, "accepted" if outcome and not outcome.errors else ""] += 1
    assert {name for (name, kind), number in told.counts.items() if kind and number > 2} == set(READERS)


def test_the_same_numbers_make_the_same_files() -> None:
    assert list(inputs(3, 4, 20)) == list(inputs(3, 4, 20))
    assert list(inputs(3, 4, 20)) != list(inputs(3, 5, 20))


def test_files_are_grown_to_a_megabyte() -> None:
    chance = random.Random(1)  # noqa: S311
    sizes = [len(grown(chance, changed(chance, seed, seed))) for seed in seeds() if not seed.startswith(b"PK")]
    assert sum(900_000 < size < 1_200_000 for size in sizes) > len(sizes) * 0.8


@pytest.mark.django_db
def test_nothing_is_ever_saved_of_a_file_with_errors() -> None:
    tried = 0
    for data in inputs(SEED, 99, 150):
        for reading in (in_pieces(data, 65_536), read_official(data)):
            if reading is not None and reading.errors:
                assert start_trial(reading, file_name="fil", by=None).batch is None
                tried += 1
    assert tried > 100
    assert not ImportBatch.objects.exists()
    assert not ResultRow.objects.exists()
    assert not OfficialFigure.objects.exists()


# --- A reader that does harm is found


def test_what_a_reader_must_not_do_is_found() -> None:
    def raises(data: bytes) -> Outcome:
        raise Fatal(ProblemCode.EMPTY)

    def keeps(data: bytes) -> Outcome:
        return Outcome([Problem(ProblemCode.UNKNOWN_SIGN, 3)], ["half"])

    def mistaken(data: bytes) -> Outcome:
        return Outcome([Problem(ProblemCode.UNREADABLE, facts=(("place", "KeyError x.py:1"),))], [])

    assert fault(raises, b"")[0] == "Fatal: empty"
    assert fault(keeps, b"")[0] == "kept a part in spite of unknown_sign"
    assert fault(mistaken, b"")[0] == "a mistake of ours: KeyError x.py:1"
    assert fault(lambda data: None, b"") == ("", None)
