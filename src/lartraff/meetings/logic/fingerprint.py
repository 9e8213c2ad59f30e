"""The fingerprint of shared minutes: the same content always gives the same one, another content never does."""

import hashlib
import json
from typing import Any


def fingerprint(content: dict[str, Any]) -> str:
    """SHA-256, in hexadecimal, of the content as JSON with sorted keys and no white space."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
