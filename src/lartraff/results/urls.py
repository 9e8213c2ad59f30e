"""The results page, loading results, and the grading criteria."""

from django.urls import path

from lartraff.results.views import criteria, history, importing, mapping, matrix, plan_groups, plans, teaching

app_name = "results"
urlpatterns = [
    path("", matrix.matrix, name="matrix"),
    path("criteria/", criteria.search, name="criteria"),
    path("criteria/<str:key>/", criteria.criterion, name="criterion"),
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
    path("teaching/<int:school_pk>/", teaching.import_teaching, name="import_teaching"),
    path("teaching/<int:school_pk>/save/", teaching.save_teaching, name="save_teaching"),
    path("groups/new/", plans.new_plan, name="new_plan"),
    path("groups/<int:pk>/", plans.plan, name="plan"),
    path("groups/<int:pk>/change/", plans.change_plan, name="change_plan"),
    path("groups/<int:pk>/propose/", plans.propose, name="propose_groups"),
    path("groups/<int:pk>/forget/", plans.forget, name="forget_plan"),
    path("groups/<int:pk>/move/", plan_groups.move, name="move_person"),
    path("groups/<int:pk>/add/", plan_groups.add, name="add_proposed"),
    path("groups/proposed/<int:pk>/describe/", plan_groups.describe, name="describe_proposed"),
    path("groups/proposed/<int:pk>/split/", plan_groups.split, name="split_proposed"),
    path("groups/proposed/<int:pk>/merge/", plan_groups.merge, name="merge_proposed"),
    path("groups/proposed/<int:pk>/remove/", plan_groups.remove, name="remove_proposed"),
]
