"""Runs a measurement in a database of its own and prints what it found as JSON: python -m bench.database bulk 100000 3

DATABASE_URL and LARTRAFF_DATA name the database, which must be empty and is not afterwards.
"""

import importlib
import json
import os
import sys

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lartraff.config.settings")
    django.setup()
    module, *numbers = sys.argv[1:]
    found = importlib.import_module(f"bench.{module}").measure(*map(int, numbers))
    sys.stdout.write(json.dumps(found) + "\n")
