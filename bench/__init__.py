"""Benchmarks and scores: run from the repository root, `python -m bench.NAME`."""
