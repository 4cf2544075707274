"""What publishing a draft would do: what changes in the text, and whom it reaches: places that adapted it, websites, followers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from library.catalogue.models import Derivation, Entry, Item
from library.documents.changes import Change
from library.documents.diff import diff
from library.editions.archive import source_of
from library.editions.models import Edition
from library.editions.review_status import uk_day
from library.publishing.models import Draft
from library.publishing.moves import parsed_document
from library.syndication.figures import NONE, Figure, Figures, tables
from library.syndication.models import Subscription
from library.syndication.reach import Adopted, most_of
from library.syndication.spans import Span, months_before
from library.syndication.wants import News, Wish, is_wanted


@dataclass(frozen=True)
class Impact:
    """`changes` are those from the edition that is out, None where nothing is. `month` is the last one that is over; `websites` are those
    that embedded the item in it, `embeds` all together. `followers` is how many webhooks of whomever would be told. `pointers` are
    items whose readers are sent here.
    """

    edition: int | None
    changes: Sequence[Change] | None
    adopted: Adopted
    adaptations: Sequence[Derivation]
    month: date
    embeds: Figure
    websites: Sequence[tuple[str, Figures]]
    followers: int
    languages: Sequence[str]
    pointers: Sequence[Item]


def impact_of(draft: Draft, *, at: datetime) -> Impact:
    """If it were published at a moment. Adaptations of its language count. Raises `InvalidDocument` for a text that fits no more."""
    item = draft.item
    editions = Edition.objects.filter(item=item, language=draft.language)
    out = editions.order_by("-number").first()
    adaptations = Derivation.objects.filter(
        original=item, language=draft.language, item__standing=Item.Standing.PUBLISHED
    )
    rows = list(adaptations.select_related("item__owner").order_by("item__owner__name", "item__slug"))
    running = uk_day(at).replace(day=1)
    month = months_before(running, 1)
    found = tables([item.pk], Span(month, month, running))
    return Impact(
        edition=out.number if out else None,
        changes=diff(source_of(out), parsed_document(draft)) if out else None,
        adopted=Adopted.of(rows),
        adaptations=rows,
        month=month,
        embeds=found.totals.get("embeds", NONE),
        websites=[row for row in most_of(found.hosts, "embeds") if row[0]],
        followers=_followers(item, is_new=out is None),
        languages=_other_languages(item.pk, draft.language),
        pointers=list(Item.objects.filter(successor=item, owner=item.owner_id).order_by("slug")),
    )


def _followers(item: Item, *, is_new: bool) -> int:
    news = News(
        type="item.published" if is_new else "item.updated",
        is_item=True,
        kind=item.kind,
        topics={slug for topic in item.topics.all() for slug in topic.path},
        publisher=item.owner.code,
    )
    active = Subscription.objects.filter(state=Subscription.State.ACTIVE)
    wishes = active.values_list("event_types", "kinds", "topics", "publishers")
    return sum(is_wanted(Wish(*wish), news) for wish in wishes)


def _other_languages(item: UUID, language: str) -> list[str]:
    live = Entry.objects.filter(item=item, state=Entry.State.LIVE).exclude(language=language)
    return list(live.order_by("language").values_list("language", flat=True))
