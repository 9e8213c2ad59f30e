"""Takes in a photograph while it arrives, and says in words what is the matter with what is none.

Nothing is written to disk as it came, not even to a temporary file: what a telephone saves says where it was taken.
"""

from io import BytesIO
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lartraff.meetings.logic.pictures import MAX_BYTES, NoPicture, Picture, Trouble, picture_from

# Room for the form around the file.
FORM = 100_000

SENTENCES: dict[Trouble, str | Promise] = {
    Trouble.NONE_SENT: _("There is no picture in what was sent. Choose one and send it again."),
    Trouble.INTERRUPTED: _("The picture did not arrive whole. Send it again."),
    Trouble.TOO_LARGE: _("The picture is larger than 12 megabytes. Let the phone make it smaller, or take a new one."),
    Trouble.TOO_MANY_PIXELS: _("The picture has too many pixels. Let the phone make it smaller, or take a new one."),
    Trouble.HEIC: _(
        "This is a HEIC picture, which few programs can show. Let the phone take pictures as JPEG (on an iPhone:"
        " Settings, Camera, Formats, Most Compatible), or take a screenshot of it and send that."
    ),
    Trouble.OTHER_KIND: _("This is no picture that can be shown here. Send it as JPEG, PNG or WebP."),
    Trouble.BROKEN: _("The picture is damaged and cannot be read. Take it once more, or take a screenshot of it."),
    Trouble.BUSY: _("Many pictures are arriving just now. Send this one again in a little while."),
}


class PhotoUploadHandler(FileUploadHandler):
    """Django hands each piece of the file to this instead of keeping it. More than is allowed is not taken in."""

    chunk_size = 64 * 1024

    def __init__(self, field: str, announced: int) -> None:
        """`announced`: the length of the whole request as the browser says it; too much is refused unread."""
        super().__init__()
        self._field = field
        self._announced = announced
        self._content = BytesIO()
        self._trouble: Trouble | None = Trouble.NONE_SENT

    def new_file(self, field_name: str, *args: Any, **kwargs: Any) -> None:
        super().new_file(field_name, *args, **kwargs)
        if self._trouble != Trouble.NONE_SENT or field_name != self._field:
            raise SkipFile
        if self._announced > MAX_BYTES + FORM:
            self._refuse()
        self._trouble = Trouble.INTERRUPTED

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if self._content.tell() + len(raw_data) > MAX_BYTES:
            self._refuse()
        self._content.write(raw_data)
        return None

    def file_complete(self, file_size: int) -> None:
        self._trouble = None

    def _refuse(self) -> None:
        self._trouble = Trouble.TOO_LARGE
        self._content = BytesIO()
        raise StopUpload(connection_reset=True)

    def picture(self) -> Picture:
        """Asked for when the request has been parsed. Raises ValidationError; its code is the trouble's."""
        if self._trouble is not None:
            raise refusal(self._trouble)
        try:
            return picture_from(self._content.getvalue())
        except NoPicture as no:
            raise refusal(no.trouble) from None


def refusal(trouble: Trouble) -> ValidationError:
    return ValidationError(str(SENTENCES[trouble]), code=trouble.value)
