"""The room's page stands among the meetings'; the wall has a short address, since it is typed by hand."""

from django.urls import path

from lartraff.live import views

app_name = "live"
urlpatterns = [
    path("meetings/<int:pk>/room/", views.room, name="room"),
    path("wall/", views.wall_code, name="wall_code"),
    path("wall/<str:code>/", views.wall, name="wall"),
]
