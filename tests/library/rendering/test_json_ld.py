"""The schema.org description of an item: every member is one that its type may have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from library.documents.vocabulary import CareLevel, Delivery, Kind, Medium
from library.rendering.json_ld import Concept, CourseFacts, Encoding, ItemFacts, Recording, structured_data

# The part of schema.org (release 29) that we use: the classes above each type, and the classes that a property is for.
ANCESTORS = {
    "MedicalWebPage": {"WebPage", "CreativeWork", "Thing"},
    "WebPage": {"CreativeWork", "Thing"},
    "HealthTopicContent": {"WebContent", "CreativeWork", "Thing"},
    "Article": {"CreativeWork", "Thing"},
    "Course": {"CreativeWork", "LearningResource", "Thing"},
    "LearningResource": {"CreativeWork", "Thing"},
    "CourseInstance": {"Event", "Thing"},
    "VideoObject": {"MediaObject", "CreativeWork", "Thing"},
    "AudioObject": {"MediaObject", "CreativeWork", "Thing"},
    "MediaObject": {"CreativeWork", "Thing"},
    "MedicalCondition": {"MedicalEntity", "Thing"},
    "MedicalCode": {"CategoryCode", "DefinedTerm", "Intangible", "Thing"},
    "Audience": {"Intangible", "Thing"},
    "Organization": {"Thing"},
    "Person": {"Thing"},
    "Place": {"Thing"},
    "CreativeWork": {"Thing"},
    "ItemList": {"Intangible", "Thing"},
    "Thing": set(),
}
DOMAINS = {
    "about": {"CreativeWork", "CommunicateAction", "Event"},
    "accessMode": {"CreativeWork"},
    "accessModeSufficient": {"CreativeWork"},
    "accessibilityFeature": {"CreativeWork"},
    "accessibilityHazard": {"CreativeWork"},
    "audience": {"CreativeWork", "Event", "LodgingBusiness", "PlayAction", "Product", "Service"},
    "audienceType": {"Audience"},
    "code": {"MedicalEntity"},
    "codeValue": {"CategoryCode", "MedicalCode"},
    "codingSystem": {"MedicalCode"},
    "contentUrl": {"MediaObject"},
    "courseMode": {"CourseInstance"},
    "coursePrerequisites": {"Course"},
    "courseWorkload": {"CourseInstance"},
    "creativeWorkStatus": {"CreativeWork"},
    "dateModified": {"CreativeWork", "DataFeedItem"},
    "datePublished": {"CreativeWork"},
    "description": {"Thing"},
    "duration": {"Audiobook", "Event", "MediaObject", "Movie", "MusicRecording"},
    "encoding": {"CreativeWork"},
    "encodingFormat": {"CreativeWork", "MediaObject"},
    "expires": {"CreativeWork"},
    "hasCourseInstance": {"Course"},
    "hasPart": {"CreativeWork"},
    "hasHealthAspect": {"HealthTopicContent"},
    "headline": {"CreativeWork"},
    "inLanguage": {"CreativeWork", "Event", "LinkRole"},
    "isAccessibleForFree": {"CreativeWork", "Event", "Place"},
    "isBasedOn": {"CreativeWork"},
    "itemListElement": {"ItemList"},
    "jobTitle": {"Person"},
    "lastReviewed": {"WebPage"},
    "license": {"CreativeWork"},
    "location": {"Action", "Event", "InteractionCounter", "Organization"},
    "mainEntity": {"CreativeWork"},
    "maximumAttendeeCapacity": {"Event", "Place"},
    "name": {"Thing"},
    "provider": {"CreativeWork", "Invoice", "ParcelDelivery", "Service", "Trip"},
    "publisher": {"CreativeWork"},
    "publishingPrinciples": {"CreativeWork", "Organization", "Person"},
    "reviewedBy": {"WebPage"},
    "spatialCoverage": {"CreativeWork"},
    "startDate": {"CreativeWorkSeason", "CreativeWorkSeries", "Event", "Role", "Schedule"},
    "teaches": {"CreativeWork", "EducationEvent", "LearningResource"},
    "thumbnailUrl": {"CreativeWork"},
    "timeRequired": {"CreativeWork"},
    "uploadDate": {"MediaObject"},
    "url": {"Thing"},
    "version": {"CreativeWork"},
}

LEAFLET = ItemFacts(
    kind=Kind.LEAFLET,
    title="Finding support",
    summary="For adults.",
    language="en-GB",
    url="https://library.test/leaflets/finding-support",
    publisher="The SUN Network",
    publisher_url="https://sun.test/",
    licence_url="https://creativecommons.org/licenses/by-nc-sa/4.0/",
    edition=3,
    published_on=date(2026, 11, 2),
    modified_on=date(2026, 11, 3),
    last_reviewed=date(2026, 10, 20),
    next_review_due=date(2028, 10, 20),
    terms_url="https://library.test/terms#",
    is_health=True,
    reviewed_by=("Clinician", "Person with lived experience"),
    topics=(Concept("Eating disorders", (("http://snomed.info/sct", "72366004"),)), Concept("Carers")),
    audiences=("adults",),
    places=("Cambridgeshire",),
    care_levels=(CareLevel.NONE, CareLevel.EMERGENCY, CareLevel.URGENT),
    based_on=("https://library.test/leaflets/first",),
    principles_url="https://library.test/how-we-work",
    renditions=(
        Encoding("page.html", "text/html", "https://library.test/page.html"),
        Encoding("large-print.pdf", "application/pdf", "https://library.test/large-print.pdf"),
    ),
    has_pictures=True,
)
FILM = replace(
    LEAFLET,
    kind=Kind.RESOURCE,
    medium=Medium.VIDEO,
    recording=Recording("https://video.test/1", date(2026, 1, 5), "PT4M30S", "https://video.test/1.jpg", True, True),
)
SOUND = replace(FILM, medium=Medium.AUDIO, recording=Recording("https://audio.test/1", date(2026, 1, 5)))
TRAINING = replace(
    LEAFLET,
    kind=Kind.TRAINING,
    is_health=False,
    course=CourseFacts(Delivery.BLENDED, ("Tell words apart",), "PT3H", "None."),
)
BOOKED = replace(
    TRAINING,
    course=CourseFacts(
        Delivery.IN_PERSON,
        ("Tell words apart",),
        "PT3H",
        audience="Everybody",
        largest_group=12,
        dates=((date(2026, 5, 1), "Norwich"), (date(2026, 6, 1), "Ely")),
        materials=(("The ladder", "https://library.test/ladder"), ("A pen", None)),
    ),
)
STUDY = replace(LEAFLET, kind=Kind.CASE_STUDY)
BARE = ItemFacts(
    **{
        name: getattr(LEAFLET, name)
        for name in ("kind", "title", "language", "url", "publisher", "licence_url", "edition")
    },
    summary="",
    published_on=date(2026, 11, 2),
    modified_on=date(2026, 11, 2),
    last_reviewed=date(2026, 11, 2),
    next_review_due=date(2027, 11, 2),
    terms_url="https://library.test/terms#",
)


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for member in value.values():
            yield from nodes(member)
    elif isinstance(value, list):
        for member in value:
            yield from nodes(member)


@pytest.mark.parametrize("facts", [LEAFLET, FILM, SOUND, TRAINING, BOOKED, STUDY, BARE])
def test_every_member_is_allowed_on_one_of_its_types(facts: ItemFacts) -> None:
    for node in nodes(structured_data(facts)):
        types = node["@type"] if isinstance(node["@type"], list) else [node["@type"]]
        classes = set(types).union(*(ANCESTORS[name] for name in types))
        for member in node.keys() - {"@context", "@type", "@id"}:
            assert DOMAINS[member] & classes, f"{member} is not for {types}"


@pytest.mark.parametrize("facts", [LEAFLET, FILM, TRAINING, BOOKED, STUDY, BARE])
def test_nothing_is_said_that_is_not_known(facts: ItemFacts) -> None:
    for node in nodes(structured_data(facts)):
        assert all(value not in (None, "", [], {}) for value in node.values())


def test_health_information_is_a_medical_page_and_a_health_topic() -> None:
    assert structured_data(LEAFLET)["@type"] == ["MedicalWebPage", "HealthTopicContent"]


def test_a_case_study_is_an_article_with_a_headline() -> None:
    data = structured_data(STUDY)
    assert data["@type"] == ["MedicalWebPage", "Article"]
    assert data["headline"] == "Finding support"
    assert "hasHealthAspect" not in data


def test_a_topic_is_a_condition_only_when_it_is_coded_as_one() -> None:
    assert structured_data(LEAFLET)["about"] == [
        {
            "@type": "MedicalCondition",
            "name": "Eating disorders",
            "code": [{"@type": "MedicalCode", "codingSystem": "http://snomed.info/sct", "codeValue": "72366004"}],
        },
        {"@type": "Thing", "name": "Carers"},
    ]


def test_care_levels_are_our_own_terms_the_least_urgent_first() -> None:
    assert structured_data(LEAFLET)["hasHealthAspect"] == [
        "https://library.test/terms#MedicalHelpUrgentHealthAspect",
        "https://library.test/terms#MedicalHelpEmergencyHealthAspect",
    ]


def test_reviewers_are_kinds_and_never_names() -> None:
    assert structured_data(LEAFLET)["reviewedBy"] == [
        {"@type": "Person", "jobTitle": "Clinician"},
        {"@type": "Person", "jobTitle": "Person with lived experience"},
    ]


def test_it_expires_when_its_next_review_is_due() -> None:
    data = structured_data(LEAFLET)
    assert (data["lastReviewed"], data["expires"]) == ("2026-10-20", "2028-10-20")


def test_what_it_takes_to_read_it_follows_from_the_renditions() -> None:
    data = structured_data(LEAFLET)
    assert data["accessMode"] == ["textual", "visual"]
    assert data["accessModeSufficient"] == [{"@type": "ItemList", "itemListElement": ["textual"]}]
    assert {"largePrint", "taggedPDF", "alternativeText", "structuralNavigation"} <= set(data["accessibilityFeature"])  # type: ignore[call-overload]
    assert data["accessibilityHazard"] == ["none"]


def test_text_is_enough_for_a_recording_only_with_a_transcript() -> None:
    assert structured_data(FILM)["accessModeSufficient"] == [
        {"@type": "ItemList", "itemListElement": ["textual"]},
        {"@type": "ItemList", "itemListElement": ["visual", "auditory"]},
    ]
    assert structured_data(SOUND)["accessModeSufficient"] == [{"@type": "ItemList", "itemListElement": ["auditory"]}]


def test_nobody_has_checked_whether_a_film_flashes() -> None:
    assert structured_data(FILM)["accessibilityHazard"] == ["unknown"]


def test_a_film_is_what_its_page_is_about() -> None:
    film: Any = structured_data(FILM)["mainEntity"]
    assert film["@type"] == "VideoObject"
    assert {"name", "thumbnailUrl", "uploadDate"} <= film.keys()


def test_a_training_is_a_course_with_one_way_of_holding_it() -> None:
    course: Any = structured_data(TRAINING)["mainEntity"]
    assert course["@type"] == ["Course", "LearningResource"]
    assert course["hasCourseInstance"] == {"@type": "CourseInstance", "courseMode": "blended", "courseWorkload": "PT3H"}


def test_each_day_of_a_training_is_an_event_of_its_own() -> None:
    course: Any = structured_data(BOOKED)["mainEntity"]
    assert [(one["@type"], one["startDate"], one["location"]["name"]) for one in course["hasCourseInstance"]] == [
        ("CourseInstance", "2026-05-01", "Norwich"),
        ("CourseInstance", "2026-06-01", "Ely"),
    ]
    assert {one["maximumAttendeeCapacity"] for one in course["hasCourseInstance"]} == {12}


def test_materials_are_learning_resources_besides_what_they_are() -> None:
    course: Any = structured_data(BOOKED)["mainEntity"]
    assert course["hasPart"] == [
        {"@type": ["CreativeWork", "LearningResource"], "name": "The ladder", "url": "https://library.test/ladder"},
        {"@type": ["CreativeWork", "LearningResource"], "name": "A pen"},
    ]
    assert (course["teaches"], course["timeRequired"]) == (["Tell words apart"], "PT3H")
