"""Lärträff: where a school leads its collegial learning."""

__version__ = "0.1.0"
