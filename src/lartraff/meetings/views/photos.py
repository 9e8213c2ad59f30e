"""Photographs: taken in from the room's script, and shown to those who may see them."""

from http import HTTPStatus

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from lartraff.core.access import Denied
from lartraff.meetings.actions import photos as actions
from lartraff.meetings.importers.photos import PhotoUploadHandler
from lartraff.meetings.logic.pictures import Trouble
from lartraff.meetings.models import Meeting
from lartraff.meetings.permissions import can_enter_room, meetings_visible_to, photos_visible_to
from lartraff.people.requests import Request

STATUSES = {
    Trouble.TOO_LARGE.value: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    Trouble.BUSY.value: HTTPStatus.TOO_MANY_REQUESTS,
}
# A photograph never changes, but whoever may see it can; and a shared computer is to forget it soon.
ONE_HOUR = 60 * 60


# Exempt only so that the handler can be set before the body is read; `receive` checks the token.
@csrf_exempt
@require_POST
def add_photo(request: Request, pk: int) -> HttpResponse:
    """Answer {"url": …}, or {"sentence": …} with what is the matter and what to do."""
    meeting = get_object_or_404(meetings_visible_to(request.user), pk=pk)
    may = can_enter_room(request.user, meeting)
    if isinstance(may, Denied):
        return JsonResponse({"sentence": str(may.reason)}, status=HTTPStatus.FORBIDDEN)
    announced = request.META.get("CONTENT_LENGTH") or "0"
    handler = PhotoUploadHandler("photo", int(announced) if announced.isdigit() else 0)
    request.upload_handlers = [handler]
    return receive(request, meeting, handler)


@csrf_protect
def receive(request: Request, meeting: Meeting, handler: PhotoUploadHandler) -> HttpResponse:
    _fields = request.POST  # reads the whole request, through the handler
    try:
        # Opened before the action begins, so that no transaction waits for it.
        photo = actions.add_photo(meeting, handler.picture(), by=request.user)
    except ValidationError as error:
        status = STATUSES.get(getattr(error, "code", ""), HTTPStatus.UNPROCESSABLE_ENTITY)
        return JsonResponse({"sentence": error.messages[0]}, status=status)
    return JsonResponse({"url": reverse("meetings:photo", args=[photo.pk])}, status=HTTPStatus.CREATED)


@require_safe
def photo(request: Request, pk: str) -> HttpResponse:
    photo = get_object_or_404(photos_visible_to(request.user), pk=pk)
    try:
        with photo.file.open() as file:
            response = HttpResponse(file.read(), content_type="image/jpeg")
    except FileNotFoundError:
        raise Http404 from None
    response.headers["Cache-Control"] = f"private, max-age={ONE_HOUR}, immutable"
    response.headers["X-Content-Type-Options"] = "nosniff"
    # A JPEG does not become smaller by being packed once more.
    request.META.pop("HTTP_ACCEPT_ENCODING", None)
    return response
