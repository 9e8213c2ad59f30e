"""Reads an uploaded file while it arrives. Nothing of it is written anywhere, not even to a temporary file."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload

from lartraff.results.logic.problems import ProblemCode
from lartraff.results.logic.reading import MAX_BYTES, Reader
from lartraff.results.logic.tallies import Reading

# Room for the form around the file.
FORM = 100_000


class CountingUploadHandler(FileUploadHandler):
    """Django hands each piece of the file to this instead of keeping it.

    The reader behind it raises nothing, so no piece of a file ever stands in a traceback.
    """

    chunk_size = 64 * 1024

    def __init__(self, field: str, announced: int) -> None:
        """`announced`: the length of the whole request as the browser says it; too much is refused unread."""
        super().__init__()
        self.reader = Reader()
        self.name = ""
        self._field = field
        self._announced = announced
        self._whole = False

    def new_file(self, field_name: str, file_name: str, *args: Any, **kwargs: Any) -> None:
        super().new_file(field_name, file_name, *args, **kwargs)
        if self.name or field_name != self._field:
            raise SkipFile
        self.name = file_name
        if self._announced > MAX_BYTES + FORM:
            self.reader.refuse(ProblemCode.TOO_LARGE)
            raise StopUpload(connection_reset=True)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.reader.feed(raw_data)
        if self.reader.stopped:
            # The rest is not even taken in; the form's own fields stand before the file.
            raise StopUpload(connection_reset=True)
        return None

    def file_complete(self, file_size: int) -> None:
        self._whole = True

    def finish(self) -> Reading:
        """Asked for when the request has been parsed."""
        if not self.name:
            self.reader.refuse(ProblemCode.NO_FILE)
        elif not self._whole:
            self.reader.refuse(ProblemCode.INTERRUPTED)
        return self.reader.finish()
