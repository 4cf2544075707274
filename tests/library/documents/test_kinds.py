"""What must agree inside the details of resources, case studies and training."""

from __future__ import annotations

from typing import Any

import pytest

from library.documents.parse import parse_document
from tests.library.documents.build import faults, with_details

REVIEWED, DUE = {"media_last_reviewed": "2026-09-14"}, {"media_next_review_due": "2028-09-14"}
PAIR = {"said": "It must not look like a hospital"}
TALK = {"title": "Talk", "minutes": 60}
ASSET = "01996a10-0000-7000-8000-000000000001"


@pytest.mark.parametrize(
    ("kind", "details"),
    [
        ("resource", {"medium": "video", **REVIEWED, **DUE, "duration": "PT4M", "captions": ASSET}),
        ("resource", {"medium": "audio", "transcript": ASSET}),
        ("resource", {"medium": "poster", "transcript": ASSET}),
        ("resource", {"medium": "website", "url": "https://www.nhs.uk/"}),
        ("case_study", {"said_did": [PAIR | {"status": "done"}]}),
        ("case_study", {"said_did": [PAIR | {"status": "partly"}]}),
        ("case_study", {"said_did": [PAIR | {"status": "not_done", "reason": "No funding."}]}),
        ("training", {"agenda": [TALK, TALK], "duration": "PT2H"}),
        ("training", {"agenda": [TALK]}),
        ("training", {"duration": "PT2H"}),
        ("training", {"group_size": {"at_least": 6, "at_most": 6}}),
        ("training", {"group_size": {"at_most": 6}}),
        ("training", {"materials": [{"title": "Slides", "asset": ASSET}, {"title": "Ladder"}]}),
    ],
)
def test_details_that_agree_are_read(kind: str, details: dict[str, Any]) -> None:
    parse_document(with_details(kind, **details))


@pytest.mark.parametrize(
    ("kind", "details", "pointer", "sentence"),
    [
        ("resource", {"medium": "video", **DUE, "media_last_reviewed": "2028-09-14"}, "media_next_review_due", "after"),
        ("resource", {"medium": "video", **DUE, "media_last_reviewed": "2029-01-01"}, "media_next_review_due", "after"),
        ("resource", {"medium": "poster", **REVIEWED}, "media_last_reviewed", "Only video and audio"),
        ("resource", {"medium": "website", **DUE}, "media_next_review_due", "Only video and audio"),
        ("resource", {"medium": "guide", "duration": "PT4M"}, "duration", "Only video and audio"),
        ("resource", {"medium": "guide", "captions": ASSET}, "captions", "Only video and audio"),
        ("case_study", {"said_did": [PAIR | {"status": "not_done"}]}, "said_did/0/reason", "Say why"),
        ("case_study", {"said_did": [PAIR | {"status": "not_done", "reason": " "}]}, "said_did/0/reason", "Say why"),
        ("case_study", {"said_did": [PAIR | {"status": "maybe"}]}, "said_did/0/status", "'done', 'partly'"),
        ("case_study", {"stages": [{"stage": "design", "approach": "magic", "who": ""}]}, "stages/0/approach", "'co_"),
        (
            "case_study",
            {"participants": [{"group": "staff", "description": "Staff", "count": 0}]},
            "participants/0/count",
            "1",
        ),
        ("training", {"agenda": [TALK, TALK], "duration": "PT1H30M"}, "duration", "120 minutes, the training 90"),
        ("training", {"agenda": [TALK | {"minutes": 0}]}, "agenda/0/minutes", "1"),
        ("training", {"group_size": {"at_least": 7, "at_most": 6}}, "group_size/at_most", "not smaller"),
        (
            "training",
            {"materials": [{"title": "A", "asset": ASSET, "url": "https://a.uk"}]},
            "materials/0/url",
            "not both",
        ),
        ("training", {"learning_outcomes": ["Explain", " "]}, "learning_outcomes/1", "blank"),
    ],
)
def test_details_that_disagree_are_refused(kind: str, details: dict[str, Any], pointer: str, sentence: str) -> None:
    found = faults(with_details(kind, **details))
    assert list(found) == [f"/details/{pointer}"]
    assert sentence in found[f"/details/{pointer}"]


def test_details_of_one_kind_do_not_fit_another() -> None:
    assert set(faults(with_details("training", medium="guide"))) == {"/details/medium"}
