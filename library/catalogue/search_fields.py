"""PostgreSQL's type for a text-search query as a model field; Django has one for vectors only."""

from __future__ import annotations

from typing import Any

from django.db import models


class SearchQueryField(models.Field):
    """A stored `tsquery`."""

    def db_type(self, connection: Any) -> str:  # noqa: ARG002 - Django's signature
        return "tsquery"
