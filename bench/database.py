"""Runs a part of a bench with Django, in a database of its own: python -m bench.database bulk.measure 100000 3

DATABASE_URL and LARTRAFF_DATA name the database, which must be empty and is not afterwards. What the part returns is
printed as JSON.
"""

import importlib
import json
import os
import sys

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lartraff.config.settings")
    django.setup()
    module, _, function = sys.argv[1].partition(".")
    found = getattr(importlib.import_module(f"bench.{module}"), function)(*map(int, sys.argv[2:]))
    if found is not None:
        sys.stdout.write(json.dumps(found) + "\n")
