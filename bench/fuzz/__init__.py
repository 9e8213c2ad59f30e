"""Throws changed files at everything that reads files. Run: python -m bench.fuzz"""
