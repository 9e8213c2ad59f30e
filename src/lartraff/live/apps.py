from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "lartraff.live"

    def ready(self) -> None:
        # Its receivers listen to what the meetings tell.
        from lartraff.live import listening  # noqa: F401, PLC0415
