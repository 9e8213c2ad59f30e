from django.http import HttpResponse
from django.shortcuts import render

from lartraff.people.requests import Request


def home(request: Request) -> HttpResponse:
    return render(request, "insights/home.html")


def groups(request: Request) -> HttpResponse:
    return render(request, "insights/home.html")
