"""The results page, and loading results."""

from django.urls import path

from lartraff.results.views import history, importing, mapping, matrix

app_name = "results"
urlpatterns = [
    path("", matrix.matrix, name="matrix"),
    path("import/", importing.import_file, name="import"),
    path("import/history/", history.imports, name="imports"),
    path("import/paste/", mapping.paste, name="paste"),
    path("import/table/<int:pk>/", mapping.columns, name="columns"),
    path("import/table/<int:pk>/drop/", mapping.drop, name="drop_table"),
    path("import/table/<int:pk>/forget/", mapping.forget, name="forget_mapping"),
    path("import/<int:pk>/", importing.trial, name="trial"),
    path("import/<int:pk>/confirm/", importing.confirm, name="confirm"),
    path("import/<int:pk>/discard/", importing.discard, name="discard"),
    path("import/<int:pk>/undo/", history.undo, name="undo"),
]
