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
    assert counted(handler.finish()) == counted(read(FILE))


def test_too_much_is_refused_before_a_byte_of_it_is_read() -> None:
    handler = CountingUploadHandler("file", 200_000_000)
    with pytest.raises(StopUpload):
        handler.new_file("file", "betyg.txt", "text/plain", None)
    assert codes(handler.finish()) == ["too_large"]


def test_reading_stops_with_the_first_piece_that_cannot_be_a_file_of_results() -> None:
    handler = CountingUploadHandler("file", 8000)
    handler.new_file("file", "betyg.txt", "text/plain", None)
    with pytest.raises(StopUpload) as stop:
        handler.receive_data_chunk(b"%PDF" + b"x" * 5000, 0)
    assert stop.value.connection_reset
    assert codes(handler.finish()) == ["pdf"]


def test_files_in_other_fields_are_skipped() -> None:
    handler = CountingUploadHandler("file", 8000)
    with pytest.raises(SkipFile):
        handler.new_file("picture", "betyg.txt", "text/plain", None)
    assert codes(handler.finish()) == ["no_file"]
