"""The results page, loading results, and the grading criteria."""

from django.urls import path

from lartraff.results.views import criteria, importing, matrix

app_name = "results"
urlpatterns = [
    path("", matrix.matrix, name="matrix"),
    path("criteria/", criteria.search, name="criteria"),
    path("criteria/<str:key>/", criteria.criterion, name="criterion"),
    path("import/", importing.import_file, name="import"),
    path("import/<int:pk>/", importing.trial, name="trial"),
    path("import/<int:pk>/confirm/", importing.confirm, name="confirm"),
    path("import/<int:pk>/discard/", importing.discard, name="discard"),
]
