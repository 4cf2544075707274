"""An item as schema.org describes it, for search engines and for machines that read pages (domain.md MD-2, MD-3, AX-14).

Whatever is read, watched or booked is `mainEntity` of its page, because only pages have a day of review in schema.org.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from library.documents.vocabulary import CareLevel, Delivery, Kind, Medium
from library.rendering.json_ld_access import access

_HEALTH = ("MedicalWebPage", "HealthTopicContent")
_HELP = {
    CareLevel.NON_URGENT: "MedicalHelpNonurgentHealthAspect",
    CareLevel.URGENT: "MedicalHelpUrgentHealthAspect",
    CareLevel.EMERGENCY: "MedicalHelpEmergencyHealthAspect",
}
_COURSE_MODES = {Delivery.IN_PERSON: "onsite", Delivery.ONLINE: "online", Delivery.BLENDED: "blended"}


@dataclass(frozen=True)
class Concept:
    """A topic: its name, and `(coding system, code)` of the condition that it is, if it is coded as one."""

    name: str
    codes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Encoding:
    """A rendition that is offered: its name (`offers`), media type and address."""

    name: str
    media_type: str
    url: str


@dataclass(frozen=True)
class Recording:
    """A video or sound recording: where it is, when it was put there, how long it takes (ISO 8601)."""

    url: str
    uploaded_on: date
    duration: str | None = None
    thumbnail_url: str | None = None
    has_captions: bool = False
    has_transcript: bool = False


@dataclass(frozen=True)
class CourseFacts:
    """`dates` are days on which it is held, with the place; `materials` what people get: names, with an address if there is one."""

    delivery: Delivery
    learning_outcomes: tuple[str, ...] = ()
    duration: str | None = None
    prerequisites: str = ""
    audience: str = ""
    largest_group: int | None = None
    dates: tuple[tuple[date, str], ...] = ()
    materials: tuple[tuple[str, str | None], ...] = ()


@dataclass(frozen=True)
class ItemFacts:
    """What is published of an item. `reviewed_by` are kinds of reviewers, never names; `status` such as `Published`;
    `terms_url` where our own terms are explained, ending in `/` or `#`; `places` the areas that it is about.
    """

    kind: Kind
    title: str
    summary: str
    language: str
    url: str
    publisher: str
    licence_url: str
    edition: int
    published_on: date
    modified_on: date
    last_reviewed: date
    next_review_due: date
    terms_url: str
    status: str = "Published"
    is_health: bool = False
    medium: Medium | None = None
    publisher_url: str | None = None
    reviewed_by: tuple[str, ...] = ()
    topics: tuple[Concept, ...] = ()
    audiences: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    care_levels: tuple[CareLevel, ...] = ()
    based_on: tuple[str, ...] = ()
    principles_url: str | None = None
    renditions: tuple[Encoding, ...] = ()
    has_pictures: bool = False
    recording: Recording | None = None
    course: CourseFacts | None = None


def structured_data(facts: ItemFacts) -> dict[str, object]:
    """JSON-LD of the page. Every member is one that schema.org allows on one of its types; nothing is said that is not
    known.
    """
    types = _types(facts)
    health = _HEALTH[1] in types
    recording = facts.recording
    return _known(
        {
            "@context": "https://schema.org",
            "@type": list(types),
            "@id": facts.url,
            "url": facts.url,
            "name": facts.title,
            "headline": facts.title if "Article" in types else None,
            "description": facts.summary,
            "inLanguage": facts.language,
            "publisher": _publisher(facts),
            "license": facts.licence_url,
            "isAccessibleForFree": True,
            "version": str(facts.edition),
            "creativeWorkStatus": facts.status,
            "datePublished": facts.published_on.isoformat(),
            "dateModified": facts.modified_on.isoformat(),
            "lastReviewed": facts.last_reviewed.isoformat(),
            "expires": facts.next_review_due.isoformat(),
            "reviewedBy": [{"@type": "Person", "jobTitle": kind} for kind in facts.reviewed_by],
            "publishingPrinciples": facts.principles_url,
            "isBasedOn": list(facts.based_on),
            "about": [_about(topic) for topic in facts.topics],
            "audience": [{"@type": "Audience", "audienceType": audience} for audience in facts.audiences],
            "spatialCoverage": [{"@type": "Place", "name": place} for place in facts.places],
            "hasHealthAspect": [facts.terms_url + _HELP[level] for level in _levels(facts)] if health else None,
            "mainEntity": _main_entity(facts),
            **access(
                [rendition.name for rendition in facts.renditions],
                has_pictures=facts.has_pictures,
                medium=facts.medium if recording else None,
                has_captions=bool(recording and recording.has_captions),
                has_transcript=bool(recording and recording.has_transcript),
            ),
            "encoding": [
                {"@type": "MediaObject", "contentUrl": rendition.url, "encodingFormat": rendition.media_type}
                for rendition in facts.renditions
            ],
        }
    )


def _types(facts: ItemFacts) -> tuple[str, ...]:
    if facts.kind is Kind.CASE_STUDY:
        return (_HEALTH[0] if facts.is_health else "WebPage", "Article")
    return _HEALTH if facts.is_health else ("WebPage",)


def _levels(facts: ItemFacts) -> Iterator[CareLevel]:
    return (level for level in _HELP if level in facts.care_levels)


def _publisher(facts: ItemFacts) -> dict[str, object]:
    return _known({"@type": "Organization", "name": facts.publisher, "url": facts.publisher_url})


def _about(topic: Concept) -> dict[str, object]:
    if not topic.codes:
        return {"@type": "Thing", "name": topic.name}
    codes = [{"@type": "MedicalCode", "codingSystem": system, "codeValue": code} for system, code in topic.codes]
    return {"@type": "MedicalCondition", "name": topic.name, "code": codes}


def _main_entity(facts: ItemFacts) -> dict[str, object] | None:
    if facts.course:
        return _course(facts, facts.course)
    return _recording(facts, facts.recording) if facts.recording else None


def _recording(facts: ItemFacts, recording: Recording) -> dict[str, object]:
    return _known(
        {
            "@type": "VideoObject" if facts.medium is Medium.VIDEO else "AudioObject",
            "name": facts.title,
            "description": facts.summary,
            "inLanguage": facts.language,
            "url": recording.url,
            "thumbnailUrl": recording.thumbnail_url,
            "uploadDate": recording.uploaded_on.isoformat(),
            "duration": recording.duration,
        }
    )


def _course(facts: ItemFacts, course: CourseFacts) -> dict[str, object]:
    held = [_instance(course, day, place) for day, place in course.dates] or [_instance(course)]
    return _known(
        {
            "@type": ["Course", "LearningResource"],
            "name": facts.title,
            "description": facts.summary,
            "inLanguage": facts.language,
            "provider": _publisher(facts),
            "teaches": list(course.learning_outcomes),
            "timeRequired": course.duration,
            "coursePrerequisites": course.prerequisites,
            "audience": {"@type": "Audience", "audienceType": course.audience} if course.audience else None,
            "hasPart": [
                _known({"@type": ["CreativeWork", "LearningResource"], "name": name, "url": url})
                for name, url in course.materials
            ],
            "hasCourseInstance": held[0] if len(held) == 1 else held,
        }
    )


def _instance(course: CourseFacts, day: date | None = None, place: str = "") -> dict[str, object]:
    """One way of holding it, or one day: an Event, which has a day and a place only when they are known."""
    return _known(
        {
            "@type": "CourseInstance",
            "courseMode": _COURSE_MODES[course.delivery],
            "courseWorkload": course.duration,
            "maximumAttendeeCapacity": course.largest_group,
            "startDate": day.isoformat() if day else None,
            "location": {"@type": "Place", "name": place} if place else None,
        }
    )


def _known(members: Mapping[str, object]) -> dict[str, object]:
    """Without the members that say nothing."""
    return {name: value for name, value in members.items() if value is not None and value not in ("", [], {})}
