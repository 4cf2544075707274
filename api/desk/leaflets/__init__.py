"""Adaptations at the desk, and what is offered to the authors of a template."""

from api.desk.leaflets import adaptations, suggestions  # noqa: F401 - they register themselves
