"""An edition in the vocabulary of schema.org (domain.md, MD-2): what we know of it, as `library.rendering.json_ld` takes it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from library.catalogue.addresses import asset_url, item_url
from library.documents.model import Document, ResourceDocument, TrainingDocument
from library.documents.vocabulary import TIMED_MEDIA, FilePurpose
from library.editions import shapes
from library.editions.facts import Facts
from library.editions.on_offer import THUMBNAIL
from library.editions.review_status import uk_day
from library.rendering.json_ld import Concept, CourseFacts, Encoding, ItemFacts, Recording, structured_data

if TYPE_CHECKING:
    from library.catalogue.models import Topic
    from library.editions.models import Edition

PLAYED = frozenset({FilePurpose.WATCH, FilePurpose.LISTEN})
TERMS = "/docs#"
"""Where the words are explained that schema.org does not have."""


def described(
    edition: Edition,
    document: Document,
    facts: Facts,
    renditions: Sequence[shapes.RenditionShape],
    base_url: str,
) -> dict[str, Any]:
    """JSON-LD of an edition with its facts. Pure."""
    item = facts.item
    if item.last_reviewed is None or item.next_review_due is None:
        raise ValueError(f"{item} is published without review dates")
    url = item_url(base_url, item.kind, item.slug)
    return structured_data(
        ItemFacts(
            kind=document.kind,
            title=document.title,
            summary=document.summary,
            language=edition.language,
            url=url if edition.language == item.original_language else f"{url}?language={edition.language}",
            publisher=item.owner.name,
            publisher_url=item.owner.website or None,
            licence_url=facts.licence.url,
            edition=edition.number,
            published_on=uk_day(facts.first_published),
            modified_on=uk_day(edition.published_at),
            last_reviewed=item.last_reviewed,
            next_review_due=item.next_review_due,
            terms_url=f"{base_url}{TERMS}",
            is_health=item.is_health_content,
            medium=document.details.medium if isinstance(document, ResourceDocument) else None,
            reviewed_by=tuple(dict.fromkeys(row["kind"].replace("_", " ") for row in edition.sign_offs)),
            topics=facts.concepts,
            audiences=tuple(name for _, name in facts.audiences),
            care_levels=tuple(dict.fromkeys(section.care_level for section in document.sections)),
            renditions=tuple(Encoding(row.name, row.media_type, row.url) for row in renditions),
            has_pictures=any(not image.decorative for image in document.images),
            recording=_recording(edition, document, facts, renditions, base_url),
            course=_course(document),
        )
    )


def concepts_of(topics: Iterable[Topic]) -> tuple[Concept, ...]:
    """Topics with the codes of the conditions that they are."""
    return tuple(
        Concept(topic.name, tuple((code["system"], code["code"]) for code in topic.codes))
        for topic in sorted(topics, key=lambda topic: topic.slug)
    )


def _recording(
    edition: Edition,
    document: Document,
    facts: Facts,
    renditions: Sequence[shapes.RenditionShape],
    base_url: str,
) -> Recording | None:
    """The first file to watch or to hear, else the page where that can be done."""
    if not isinstance(document, ResourceDocument) or document.details.medium not in TIMED_MEDIA:
        return None
    details = document.details
    assets = [facts.assets.get(UUID(str(file.asset))) for file in details.files if file.purpose in PLAYED]
    urls = [asset_url(base_url, asset.sha256, asset.name) for asset in assets if asset]
    url = next(iter(urls), details.url)
    if url is None:
        return None
    return Recording(
        url=url,
        uploaded_on=uk_day(edition.published_at),
        duration=details.duration,
        thumbnail_url=next((row.url for row in renditions if row.name == THUMBNAIL), None),
        has_captions=details.captions is not None,
        has_transcript=details.transcript is not None,
    )


def _course(document: Document) -> CourseFacts | None:
    if not isinstance(document, TrainingDocument):
        return None
    details = document.details
    return CourseFacts(
        delivery=details.delivery,
        learning_outcomes=details.learning_outcomes,
        duration=details.duration,
        prerequisites=details.prerequisites,
        audience=details.audience,
        largest_group=details.group_size.at_most if details.group_size else None,
        dates=tuple((one.date, one.place) for one in details.dates),
        materials=tuple((one.title, one.url) for one in details.materials),
    )
