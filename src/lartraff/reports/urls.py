"""What a school gives account with: pages to show, print and hand over."""

from django.urls import path

from lartraff.reports import views

app_name = "reports"
urlpatterns = [
    path("launch/", views.launches, name="launches"),
    path("launch/<int:school_pk>/new/", views.new_launch, name="new_launch"),
    path("launch/<int:pk>/", views.launch, name="launch"),
    path("launch/<int:pk>/slides/", views.slides, name="slides"),
    path("launch/<int:pk>/change/", views.change_launch, name="change_launch"),
    path("launch/<int:pk>/publish/", views.publish_launch, name="publish_launch"),
    path("launch/<int:pk>/withdraw/", views.withdraw_launch, name="withdraw_launch"),
]
