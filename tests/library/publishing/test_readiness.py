"""What a text must have before it goes out: one row per thing that can be missing."""

from __future__ import annotations

from typing import Any

import pytest

from library.coproduction.ladders import LADDERS
from library.documents.parse import parse_document
from library.publishing.readiness import findings
from tests.texts import text

CITED = {
    ladder.slug: [
        {
            "id": ladder.slug,
            "title": ladder.name,
            "publisher": ladder.source[:100],
            "url": ladder.source_url,
            "accessed": "2026-04-20",
        }
    ]
    for ladder in LADDERS.values()
}
AN_ID = "01996a10-0000-7000-8000-000000000041"


def missing(kind: str, *, is_health_content: bool = True, **changes: Any) -> set[str]:
    document = parse_document(text(kind, **changes))
    return {fault.pointer for fault in findings(document, is_health_content=is_health_content)}


def details(kind: str, **changes: Any) -> dict[str, Any]:
    return {**text(kind)["details"], **changes}


@pytest.mark.parametrize("kind", ["resource", "case_study", "leaflet", "training"])
@pytest.mark.parametrize("is_health_content", [True, False])
def test_nothing_is_missing_of_a_whole_text(kind: str, is_health_content: bool) -> None:
    assert missing(kind, is_health_content=is_health_content) == set()


@pytest.mark.parametrize(
    ("kind", "changes", "pointers"),
    [
        ("resource", {"summary": ""}, {"/summary"}),
        ("resource", {"citations": []}, {"/citations"}),
        ("resource", {"summary": "", "citations": []}, {"/summary", "/citations"}),
        ("resource", {"sections": []}, {"/sections"}),
        ("resource", {"sections": [], "details": {"medium": "website", "url": "https://www.nhs.uk/"}}, set()),
        ("leaflet", {"sections": [{"id": "a", "heading": "A", "policy": "adaptable"}]}, {"/sections/0/body"}),
        ("leaflet", {"sections": [{"id": "a", "heading": "A", "policy": "slot"}]}, set()),
        ("case_study", {"details": details("case_study", results_negative="")}, {"/details/results_negative"}),
        (
            "case_study",
            {"details": details("case_study", results_negative="None found.")},
            {"/details/results_negative"},
        ),
        (
            "case_study",
            {"details": details("case_study", results_negative="None found. We asked all who came, in May.")},
            set(),
        ),
        (
            "case_study",
            {"details": details("case_study", said_did=[{"said": "Warmer", "did": "", "status": "done"}])},
            {"/details/said_did/0/did"},
        ),
        (
            "case_study",
            {"details": details("case_study", context="", aim="", participants=[], stages=[])},
            {"/details/context", "/details/aim", "/details/participants", "/details/stages"},
        ),
        ("training", {"details": details("training", duration=None, agenda=[])}, {"/details/duration"}),
        ("training", {"details": details("training", ladder="a-ladder-of-ours")}, {"/details/ladder"}),
        ("training", {"details": details("training", materials=[])}, {"/details/ladder"}),
        ("training", {"details": details("training", materials=[]), "citations": CITED["tlap"]}, set()),
        ("training", {"details": details("training", ladder="arnstein"), "citations": CITED["arnstein"]}, set()),
        ("training", {"details": details("training", learning_outcomes=[])}, {"/details/learning_outcomes"}),
        (
            "resource",
            {"details": {"medium": "video"}},
            {
                "/details/captions",
                "/details/transcript",
                "/details/media_last_reviewed",
                "/details/media_next_review_due",
            },
        ),
        (
            "resource",
            {"details": {"medium": "audio"}},
            {"/details/transcript", "/details/media_last_reviewed", "/details/media_next_review_due"},
        ),
        (
            "resource",
            {
                "details": {
                    "medium": "audio",
                    "transcript": AN_ID,
                    "media_last_reviewed": "2026-09-01",
                    "media_next_review_due": "2028-09-01",
                }
            },
            set(),
        ),
        ("resource", {"details": {"medium": "poster"}}, set()),
    ],
)
def test_what_is_missing(kind: str, changes: dict[str, Any], pointers: set[str]) -> None:
    assert missing(kind, **changes) == pointers


def test_only_health_content_must_name_its_sources() -> None:
    assert missing("resource", is_health_content=False, citations=[]) == set()


def test_what_was_left_unfinished_is_named() -> None:
    sections = [
        {"id": "a", "heading": "A", "body": "Call 01632 960 123."},
        {"id": "b", "heading": "TBC", "body": "Words."},
    ]
    assert missing("resource", sections=sections) == {"/sections/0/body", "/sections/1/heading"}
