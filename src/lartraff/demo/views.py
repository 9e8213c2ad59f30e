"""The page where a visitor to the demo chooses whom to be. It exists in the demo and nowhere else."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from lartraff.demo.personas import PERSONAS
from lartraff.people.queries import person_by_email


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def personas(request: HttpRequest) -> HttpResponse:
    if not settings.DEMO:
        raise Http404
    if request.method == "POST":
        chosen = {persona.email for persona in PERSONAS} & {request.POST.get("persona", "")}
        person = person_by_email(chosen.pop()) if chosen else None
        if person is None:
            raise Http404
        login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
        return redirect("insights:home")
    return render(request, "demo/personas.html", {"personas": PERSONAS})
