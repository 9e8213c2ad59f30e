"""Measuring the live room: python -m bench.live, python -m bench.live.torture, python -m bench.live.crowd.

This package needs what `make bench-live` installs from its own package-lock.json; nothing else in the house does.
"""
