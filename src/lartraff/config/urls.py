"""Where every room's pages are."""

from django.conf import settings
from django.urls import include, path

from lartraff.core.views import health

urlpatterns = [
    path("", include("lartraff.insights.urls")),
    path("results/", include("lartraff.results.urls")),
    path("", include("lartraff.meetings.urls")),
    path("", include("lartraff.people.urls")),
    path("healthz", health, name="health"),
]

if settings.DEMO:
    urlpatterns.append(path("demo/", include("lartraff.demo.urls")))
