"""What `lartraff check` says: is everything ready to serve?"""

import stat

from django.conf import settings
from django.core.checks import WARNING, run_checks
from django.db import connection

from lartraff.config.database import what_is_missing
from lartraff.config.serving import what_is_not_built


def findings() -> tuple[list[str], list[str]]:
    """Return what is good and what is not, in sentences."""
    good, wrong = [], []

    def say(fault: str | None, otherwise: str) -> None:
        if fault:
            wrong.append(fault)
        else:
            good.append(otherwise)

    faults = settings_faults()
    wrong.extend(faults)
    if not faults:
        good.append("The settings are sound.")
    say(what_is_missing(), f"The database ({connection.vendor}) answers and is prepared for this version.")
    say(what_is_not_built(), "The static files are in place.")
    say(open_secret(), "The secret key is for the owner's eyes only.")
    return good, wrong


def settings_faults() -> list[str]:
    faults = [
        f"{message.msg.strip()} ({message.id})"
        for message in run_checks(include_deployment_checks=True)
        if message.level >= WARNING and not message.is_silenced()
    ]
    if settings.DEBUG:
        faults.append("LARTRAFF_DEBUG is on: error pages show how the program works. It is for developing only.")
    if settings.DEMO:
        faults.append("LARTRAFF_DEMO is on: anybody can be anybody. It is for showing only.")
    return faults


def open_secret() -> str | None:
    path = settings.DATA / "secret_key"
    if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
        return f"Others can read {path}. Run: chmod 600 {path}"
    return None
