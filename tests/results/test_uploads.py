"""The handler that Django gives an uploaded file to."""

import pytest
from django.core.files.uploadhandler import SkipFile, StopUpload

from lartraff.results.importers.uploads import CountingUploadHandler
from tests.results.loading import codes, counted, read
from tests.results.scb_files import scb_text, small_school

FILE = scb_text([small_school("10000001", failing=6)]).encode()


def test_pieces_are_counted_and_never_handed_on() -> None:
    handler = CountingUploadHandler("file", len(FILE))
    handler.new_file("file", "betyg.txt", "text/plain", None)
    assert [handler.receive_data_chunk(FILE[start : start + 100], start) for start in range(0, len(FILE), 100)] == [
        None
    ] * (len(FILE) // 100 + 1)
    handler.file_complete(len(FILE))
    assert counted(handler.gathering.finish()) == counted(read(FILE))


def test_too_much_is_refused_before_a_byte_of_it_is_read() -> None:
    handler = CountingUploadHandler("file", 300_000_000)
    with pytest.raises(StopUpload):
        handler.new_file("file", "betyg.txt", "text/plain", None)
    (problem,) = handler.gathering.finish().problems
    assert (problem.code, problem.facts) == ("too_large", (("megabytes", 200),))


def test_reading_stops_with_the_first_piece_that_cannot_be_a_file_of_results() -> None:
    handler = CountingUploadHandler("file", 8000)
    handler.new_file("file", "betyg.txt", "text/plain", None)
    with pytest.raises(SkipFile):
        handler.receive_data_chunk(b"%PDF" + b"x" * 5000, 0)
    assert codes(handler.gathering.finish()) == ["pdf"]


def test_a_file_that_cannot_be_read_does_not_keep_the_next_from_being_looked_at() -> None:
    handler = CountingUploadHandler("file", 8000)
    handler.new_file("file", "karta.pdf", "application/pdf", None)
    with pytest.raises(SkipFile):
        handler.receive_data_chunk(b"%PDF" + b"x" * 5000, 0)
    handler.new_file("file", "betyg.txt", "text/plain", None)
    assert handler.receive_data_chunk(FILE.replace(b";F;", b";G;"), 0) is None
    handler.file_complete(len(FILE))
    reading = handler.gathering.finish()
    assert [(problem.file, problem.code) for problem in reading.problems] == [
        ("karta.pdf", "pdf"),
        ("betyg.txt", "unknown_grade"),
    ]


def test_a_file_that_ends_too_early_is_told() -> None:
    handler = CountingUploadHandler("file", len(FILE))
    handler.new_file("file", "betyg.txt", "text/plain", None)
    assert handler.receive_data_chunk(FILE[:500], 0) is None
    assert codes(handler.gathering.finish()) == ["interrupted"]


def test_files_in_other_fields_are_skipped() -> None:
    handler = CountingUploadHandler("file", 8000)
    with pytest.raises(SkipFile):
        handler.new_file("picture", "betyg.txt", "text/plain", None)
    assert codes(handler.gathering.finish()) == ["no_file"]
