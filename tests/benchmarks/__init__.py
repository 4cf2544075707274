"""Measures the public reads against a plain baseline that serves the same items: `make bench`, or `python -m tests.benchmarks`.

The client is wrk, on the same machine: compare ratios, not absolute figures, and do not read the p99 as what a reader
far away would see. No timing is a test; tests/repository/test_benchmarks.py only looks that all of this still fits.
"""
