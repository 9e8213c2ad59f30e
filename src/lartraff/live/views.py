"""The room's page, and the wall's."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lartraff.core.access import require
from lartraff.live import guessing
from lartraff.live.queries import meeting_on_wall
from lartraff.live.state import view_of
from lartraff.live.words import words
from lartraff.meetings.permissions import can_enter_room, meetings_visible_to
from lartraff.people.requests import Request


@require_safe
def room(request: Request, pk: int) -> HttpResponse:
    """The live room. Where scripts do not run, the page leads to the plain one."""
    meeting = get_object_or_404(meetings_visible_to(request.user).select_related("minutes"), pk=pk)
    require(can_enter_room(request.user, meeting))
    view = view_of(pk)
    assert view is not None
    if not view.may_write and view.data["meeting"]["status"] == "CLOSED":
        return redirect("meetings:minutes", pk=pk)
    data: dict[str, Any] = {
        "meeting": pk,
        "me": request.user.pk,
        "socket": f"/live/meetings/{pk}",
        "exchange": f"/live/meetings/{pk}/exchange",
        "photos": reverse("meetings:add_photo", args=[pk]),
        "csrf": get_token(request),
        "language": get_language(),
        "words": words(),
        "plain": reverse("meetings:room", args=[pk]),
        "minutes": reverse("meetings:minutes", args=[pk]),
        "after": reverse("meetings:check_out", args=[pk]),
        "group": reverse("insights:group", args=[meeting.group_id]),
        "state": view.data,
        "mine": view.me(request.user),
    }
    return render(request, "live/room.html", {"data": data})


@login_not_required
@require_safe
def wall_code(request: Request) -> HttpResponse:
    """Ask for the wall's code. Open without signing in: it is typed on the classroom's own computer."""
    code = request.GET.get("code", "").strip()
    if not code:
        return render(request, "live/wall_code.html", {"code": "", "problem": ""})
    who = guessing.address(request.META["REMOTE_ADDR"], request.headers.get("X-Forwarded-For", ""))
    if guessing.too_many(who):
        problem, status = _("Too many codes have been tried from here. Wait a few minutes, then try again."), 429
    elif meeting_on_wall(code) is None:
        guessing.missed(who)
        problem, status = _("No wall has that code now. Look at the code in the room once more."), 404
    else:
        return redirect("live:wall", code="".join(code.split()).upper())
    return render(request, "live/wall_code.html", {"code": code, "problem": problem}, status=status)


@login_not_required
@require_safe
def wall(request: Request, code: str) -> HttpResponse:
    """The wall: the step, the time, and whose turn it is. It can do nothing."""
    pk = meeting_on_wall(code)
    view = view_of(pk) if pk is not None else None
    if view is None or view.wall is None:
        return redirect(f"{reverse('live:wall_code')}?code={code}")
    data = {
        "socket": f"/live/walls/{code}",
        "poll": f"/live/walls/{code}/state",
        "language": get_language(),
        "words": words(),
        "state": view.wall_data,
    }
    return render(request, "live/wall.html", {"data": data})
