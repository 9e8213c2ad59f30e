from django.apps import AppConfig


class DirectionConfig(AppConfig):
    name = "lartraff.direction"
