"""Documents: plain, frozen data, and pure functions over it.

`parse` is the way in: nothing becomes a document without passing it. `model` says what a document is, `canonical` how
it is hashed, `diff` how two differ, `text` and `outline` what a reader gets of it, `references` what it prints that
lives elsewhere.
"""
