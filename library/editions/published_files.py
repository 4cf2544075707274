"""Which files the public may fetch: those that the current edition of a live entry refers to, and no other."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject, Left

from library.catalogue.models import Asset, Entry
from library.editions.models import Reference
from library.errors import NotFound


@dataclass(frozen=True)
class PublishedFile:
    """A file that the public may fetch now, and the items (kind, slug) that show it."""

    asset: Asset
    shown_by: tuple[tuple[str, str], ...]


def published_file(key: str, name: str) -> PublishedFile:
    """The file at the public address of `key` (the first 32 digits of its hash) and `name`, in one query.

    Raises `NotFound` for whatever no live entry shows now: a draft's, an older edition's, a withdrawn item's, one that
    never was. The answer is the same for all of them.
    """
    showing = (
        Entry.objects.filter(
            state=Entry.State.LIVE,
            item__editions__language=F("language"),
            item__editions__number=F("edition"),
            item__editions__references__kind=Reference.Kind.ASSET,
            item__editions__references__target=OuterRef("pk"),
        )
        .order_by("pk")
        .values_list(JSONObject(kind="kind", slug="slug"))
    )
    found = (
        Asset.objects.alias(key=Left("sha256", 32))
        .filter(key=key, name=name)
        .annotate(shown_by=ArraySubquery(showing))
        .exclude(shown_by=[])
        .order_by("pk")
        .first()
    )
    if found is None:
        raise NotFound()
    return PublishedFile(found, tuple((entry["kind"], entry["slug"]) for entry in found.shown_by))
