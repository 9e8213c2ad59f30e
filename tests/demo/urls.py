"""The addresses as they are in the demo."""

from django.urls import include, path

from lartraff.config.urls import urlpatterns as addresses

urlpatterns = [*addresses, path("demo/", include("lartraff.demo.urls"))]
