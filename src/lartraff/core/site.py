"""Where people reach this house, for links in letters that are sent from the command line."""

from django.conf import settings


def default_site() -> str:
    """The first host that LARTRAFF_HOSTS names: https://larande.example.se."""
    host = next((host for host in settings.ALLOWED_HOSTS if host.strip("*.")), "localhost")
    return f"https://{host}" if settings.HTTPS else f"http://{host}:8000"
