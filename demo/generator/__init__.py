"""Makes a library of any size from a seed: for load tests, and for looking at the service with many items.

Pure down to `writing`: the same seed and number give the same item. Rows are written in bulk, but they are the rows
that the actions would have left (tests/demo/test_generator.py compares them).
"""
