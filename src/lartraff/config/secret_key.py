"""The key that signs sessions and links: made on the first run, kept beside the database."""

import os
import secrets
from pathlib import Path


def read_or_make(path: Path) -> str:
    """Return the key in `path`, making it (readable by the owner only) if this is the first run.

    Those who start together agree: the one that creates the file wins, the other reads it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    made = secrets.token_urlsafe(48)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(made)
    try:
        # Linking is atomic and refuses to replace, so nobody ever reads half a key.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text().strip()
