"""Items with their governance, the shared vocabularies, files, and the organisation's theme."""

from api.desk.catalogue import feedback, files, items, themes, vocabularies  # noqa: F401 - they register themselves
