"""Jobs: adaptations follow their templates. What a killed worker left behind is found by the next run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django.utils import timezone
from procrastinate.contrib.django import app

from library.accounts.actors import SYSTEM
from library.catalogue.actions.derivations import change_standing
from library.catalogue.actions.items import lock_item
from library.catalogue.models import Derivation, Item
from library.editions.models import Edition
from library.errors import LibraryError
from library.leaflets.actions.safety import follow_safety
from library.leaflets.letters import tell_adapters
from library.leaflets.publishing import present_standing, published, published_recipe
from library.leaflets.templates import History, history_in, history_of

log = structlog.get_logger()


BATCH = 25
"""Adaptations in one job: small enough for several workers to share what a template with many has to do."""


@app.task(pass_context=False)
def follow_template(template: str, language: str) -> None:
    """After a safety edition of a template: share out every published adaptation of it that is not up to that."""
    number = history_in(UUID(template), language).newest_safety
    items = [str(item.pk) for item in _behind(UUID(template), language, number)]
    for start in range(0, len(items), BATCH):
        follow_some.defer(template=template, language=language, items=items[start : start + BATCH])


@app.task(pass_context=False)
def follow_some(template: str, language: str, items: list[str]) -> None:
    """Bring these adaptations up to the newest safety edition of their template."""
    _follow(Item.objects.filter(pk__in=items).order_by("pk"), history_in(UUID(template), language))


@app.task(pass_context=False)
def write_to_adapters(event: str) -> None:
    """Tell every organisation with an adaptation what happened to its template."""
    tell_adapters(event=UUID(event), at=timezone.now())


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="follow_templates", pass_context=False)
def follow_templates(timestamp: int) -> None:
    """Every minute: whatever is still behind a safety edition, since a job was lost or an adaptation came back."""
    for template, language in waiting_templates():
        follow_all(template, language)


@app.task(pass_context=False)
def reckon_standings(template: str) -> None:
    """After a template came back: how each of its adaptations stands, from what was decided of it."""
    for derivation in Derivation.objects.filter(original=UUID(template)).select_related("item"):
        reckon_standing(derivation.item)


def follow_all(template: UUID, language: str) -> int:
    """Bring the published adaptations of a template up to its newest safety edition. Returns how many new editions there are."""
    history = history_in(template, language)
    return _follow(_behind(template, language, history.newest_safety), history)


def _follow(items: Iterable[Item], history: History) -> int:
    """Each in a transaction of its own. One that can't follow is logged, and is no obstacle to the others."""
    made = 0
    for item in items:
        try:
            made += follow_safety(item=item, history=history, at=timezone.now()) is not None
        except LibraryError as refusal:
            log.error("adaptation can't follow", item=str(item.pk), refusal=refusal.slug, detail=refusal.detail)
    return made


def waiting_templates() -> list[tuple[UUID, str]]:
    """Templates with a safety edition that some published adaptation does not have, with the language."""
    safety = Edition.objects.filter(
        item=OuterRef("original"), language=OuterRef("language"), change_class=Edition.ChangeClass.SAFETY
    )
    newest = Subquery(safety.order_by("-number").values("number")[:1])
    waiting = Derivation.objects.filter(item__standing=Item.Standing.PUBLISHED).annotate(safety=newest)
    found = waiting.filter(original_edition__lt=F("safety")).values_list("original", "language").distinct()
    return list(found)


@transaction.atomic
def reckon_standing(item: Item) -> None:
    """How an adaptation stands to its template now."""
    item = lock_item(item, by=SYSTEM)
    derivation = Derivation.objects.select_related("original").get(item=item)
    derivation.item = item
    out = published(derivation)
    if out is not None:
        standing = present_standing(derivation, published_recipe(out), history_of(derivation))
        change_standing([derivation], standing, at=timezone.now())


def _behind(template: UUID, language: str, number: int) -> Iterator[Item]:
    rows = Derivation.objects.filter(
        original=template, language=language, item__standing=Item.Standing.PUBLISHED, original_edition__lt=number
    )
    yield from (row.item for row in rows.select_related("item").order_by("item"))
