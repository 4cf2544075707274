"""Contact points and services."""

from api.desk.directory import contact_points, services  # noqa: F401 - they register themselves
