"""Topics, audiences and licences: shared words, kept by the steward's curators."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from library.accounts.actors import Actor, check_role
from library.accounts.roles import Role
from library.catalogue.actions.items import refresh_filter_columns
from library.catalogue.codes import is_code
from library.catalogue.freshness import change_shared_facts, mark_stale
from library.catalogue.models import Audience, Entry, Item, Licence, Topic, TopicAlias
from library.errors import Conflict, Fault, Malformed
from library.history.actions import Subject, record

KEEPERS = (Role.CURATOR, Role.STEWARD_ADMIN)


class WordTaken(Conflict):
    """The vocabulary has a word of this name."""

    slug = "word-taken"
    title = "The vocabulary has this word already"
    explanation = (
        "Slugs of topics and audiences and identifiers of licences are unique in their vocabulary, and never change. Use "
        "the word there is, or choose another."
    )


@transaction.atomic
def add_topic(
    *,
    slug: str,
    name: str,
    parent: Topic | None = None,
    codes: list[dict[str, Any]] | None = None,
    synonyms: list[str] | None = None,
    by: Actor,
    at: datetime,
) -> Topic:
    """A new topic below `parent`. Raises `Malformed` for a code that is not well formed in its system."""
    check_role(by, *KEEPERS)
    _check_codes(codes or [])
    _check_free(Topic.objects.filter(slug=slug), "slug")
    topic = Topic(
        slug=slug,
        name=name,
        parent=parent,
        path=[*(parent.path if parent else []), slug],
        codes=codes or [],
        synonyms=synonyms or [],
    )
    topic.save(force_insert=True)
    _rewrite_aliases(topic)
    record("topic.added", subject=_subject(topic), actor=by.id, at=at)
    return topic


@transaction.atomic
def change_topic(
    *, topic: Topic, name: str, codes: list[dict[str, Any]], synonyms: list[str], by: Actor, at: datetime
) -> Topic:
    """Rename a topic, or change its codes and synonyms. Every entry that shows it is right from this moment on."""
    check_role(by, *KEEPERS)
    _check_codes(codes)
    change_shared_facts()
    topic.name, topic.codes, topic.synonyms = name, codes, synonyms
    topic.save()
    _rewrite_aliases(topic)
    for item in Item.objects.filter(topics=topic):
        refresh_filter_columns(item, at=at)
    mark_stale(Entry.objects.filter(topics__contains=[topic.slug]), at=at)
    record("topic.changed", subject=_subject(topic), actor=by.id, at=at)
    return topic


@transaction.atomic
def add_audience(*, slug: str, name: str, by: Actor, at: datetime) -> Audience:
    """A new audience."""
    check_role(by, *KEEPERS)
    _check_free(Audience.objects.filter(slug=slug), "slug")
    audience = Audience(slug=slug, name=name)
    audience.save(force_insert=True)
    record("audience.added", subject=Subject(id=audience.id, kind="audience", slug=slug), actor=by.id, at=at)
    return audience


@transaction.atomic
def change_audience(*, audience: Audience, name: str, by: Actor, at: datetime) -> Audience:
    """Rename an audience; every entry that shows it is right from this moment on."""
    check_role(by, *KEEPERS)
    change_shared_facts()
    audience.name = name
    audience.save()
    mark_stale(Entry.objects.filter(audiences__contains=[audience.slug]), at=at)
    record("audience.changed", subject=Subject(id=audience.id, kind="audience", slug=audience.slug), actor=by.id, at=at)
    return audience


@transaction.atomic
def add_licence(*, spdx: str, name: str, url: str, by: Actor, at: datetime) -> Licence:
    """A licence that items may be under. What it allows follows from its identifier."""
    check_role(by, *KEEPERS)
    _check_free(Licence.objects.filter(spdx=spdx), "spdx")
    licence = Licence(spdx=spdx, name=name, url=url)
    licence.save(force_insert=True)
    record("licence.added", subject=Subject(id=licence.id, kind="licence", slug=spdx), actor=by.id, at=at)
    return licence


@transaction.atomic
def change_licence(*, licence: Licence, name: str, url: str, by: Actor, at: datetime) -> Licence:
    """Correct a licence's name or address; every entry that shows it is right from this moment on."""
    check_role(by, *KEEPERS)
    change_shared_facts()
    licence.name, licence.url = name, url
    licence.save()
    mark_stale(Entry.objects.filter(licence=licence.spdx), at=at)
    record("licence.changed", subject=Subject(id=licence.id, kind="licence", slug=licence.spdx), actor=by.id, at=at)
    return licence


def _check_free(taken: QuerySet[Any], member: str) -> None:
    if taken.exists():
        raise WordTaken(errors=[Fault(f"/{member}", "Taken.")])


def _check_codes(codes: list[dict[str, Any]]) -> None:
    wrong = [number for number, code in enumerate(codes) if not is_code(code.get("system", ""), code.get("code", ""))]
    if wrong:
        raise Malformed(
            "A code is not well formed in its system.",
            errors=[Fault(f"/codes/{number}", "Not a code of this system.") for number in wrong],
        )


def _rewrite_aliases(topic: Topic) -> None:
    """One alias per name or synonym and configuration; the substitute also matches the marker that entries of the
    topic carry in their vector.
    """
    TopicAlias.objects.filter(topic=topic).delete()
    marker = "'" + f"topic:{topic.slug}" + "'"
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO catalogue_topicalias (id, topic_id, target, substitute)
            SELECT gen_random_uuid(), %(topic)s, target, target || %(marker)s::tsquery
            FROM (SELECT DISTINCT plainto_tsquery(config::regconfig, word)
                  FROM unnest(%(words)s::text[]) word, unnest(ARRAY['english', 'simple']) config) AS targets (target)
            WHERE numnode(target) > 0
            """,
            {"topic": topic.pk, "marker": marker, "words": [topic.name, *topic.synonyms]},
        )


def _subject(topic: Topic) -> Subject:
    return Subject(id=topic.id, kind="topic", slug=topic.slug)
