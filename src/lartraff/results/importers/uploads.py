"""Reads uploaded files while they arrive. Nothing of them is written anywhere, not even to a temporary file."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload

from lartraff.results.logic.gathering import Gathering
from lartraff.results.logic.problems import ProblemCode
from lartraff.results.logic.reading import MAX_TABLE_BYTES

# Room for the form around the files.
FORM = 100_000


class CountingUploadHandler(FileUploadHandler):
    """Django hands each piece of the files to this instead of keeping it.

    The readers behind it raise nothing, so no piece of a file ever stands in a traceback.
    """

    chunk_size = 64 * 1024

    def __init__(self, field: str, announced: int) -> None:
        """`announced`: the length of the whole request as the browser says it; too much is refused unread."""
        super().__init__()
        self.gathering = Gathering()
        self._field = field
        self._announced = announced

    def new_file(self, field_name: str, file_name: str, *args: Any, **kwargs: Any) -> None:
        super().new_file(field_name, file_name, *args, **kwargs)
        if field_name != self._field:
            raise SkipFile
        self.gathering.begin(file_name)
        if self._announced > MAX_TABLE_BYTES + FORM:
            self.gathering.refuse(ProblemCode.TOO_LARGE, megabytes=MAX_TABLE_BYTES // 1_000_000)
            raise StopUpload(connection_reset=True)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if not self.gathering.feed(raw_data):
            # Nothing more of this file is looked at. The next one may have something to say for itself.
            self.gathering.end()
            raise SkipFile
        return None

    def file_complete(self, file_size: int) -> None:
        self.gathering.end()
