"""Nobody finds a wall by trying codes: wrong ones are counted for each address, and after some time forgotten."""

from django.conf import settings
from django.core.cache import cache

MOST = 60
FOR_SECONDS = 300


def address(direct: str, forwarded: str) -> str:
    """Who asks: `direct`, or what the trusted proxies say in X-Forwarded-For (`forwarded`)."""
    hops = [hop.strip() for hop in forwarded.split(",") if hop.strip()]
    trusted = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    return hops[-trusted] if trusted and len(hops) >= trusted else direct


def too_many(who: str) -> bool:
    return int(cache.get(key(who), 0)) >= MOST


def missed(who: str) -> None:
    """The code that `who` tried was no wall's."""
    if not cache.add(key(who), 1, FOR_SECONDS):
        cache.incr(key(who))


def key(who: str) -> str:
    return f"wall {who}".replace(" ", "-")
