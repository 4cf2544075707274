"""Members that nobody asked for are refused, wherever they stand; nothing is changed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.adaptations import Place
from tests.state import state

BODIES: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", "adaptations"): {"template": "example", "areas": ["E54000063"]},
    ("PUT", "adaptations/{id}"): {"details": {}, "sections": {"signs": {"text": "Ours."}}},
    ("POST", "adaptations/{id}/publish"): {"note": "Out."},
    ("POST", "adaptations/{id}/withdraw"): {"reason": "other", "explanation": "Because."},
    ("POST", "adaptations/{id}/update"): {"to_edition": 2, "sections": {"signs": {"text": "Ours."}}},
    ("DELETE", "adaptations/{id}/update"): {"to_edition": 2, "reason": "Not for us."},
    ("POST", "adaptations/{id}/update/acknowledge"): {"reason": "Soon.", "deadline": "2099-01-31"},
    ("POST", "suggestions"): {
        "adaptation": "01996a10-0000-7000-8000-000000000031",
        "section": "about",
        "text": "Kinder words.",
        "reason": "Kinder.",
    },
    ("POST", "suggestions/{id}/accept"): {"answer": "Thank you."},
    ("POST", "suggestions/{id}/decline"): {"answer": "No."},
}
STRANGE: dict[str, Any] = {
    "state": "published",
    "standing": "current",
    "organisation": "suffolk",
    "owner": "suffolk",
    "version": 99,
    "edition": 7,
    "recipe": {"edition": 9},
    "base_edition": 9,
    "contributors": [],
    "approved_by": "01996a10-0000-7000-8000-000000000031",
    "submitted_by": None,
    "original": "another",
    "declined": 9,
    "acknowledged": 9,
    "leftOut": True,
    "__proto__": {"state": "published"},
    "": "nameless",
}
PEOPLE = {"publish": "nadia", "withdraw": "nadia", "accept": "cora", "decline": "cora"}
INSIDE = {("PUT", "adaptations/{id}"): "sections", ("POST", "adaptations/{id}/update"): "sections"}


@pytest.mark.parametrize(("method", "route"), BODIES)
def test_a_member_that_nobody_asked_for_is_refused(here: Place, method: str, route: str) -> None:
    adaptation, api = here.submitted(), here.world.api(PEOPLE.get(route.rpartition("/")[2], "nell"))
    address = "/v1/workspace/" + route.replace("{id}", str(adaptation.pk))
    before = state()
    for name, value in STRANGE.items():
        body = BODIES[method, route]
        cases = [{**body, name: value}]
        if within := INSIDE.get((method, route)):
            cases.append({**body, within: {"signs": {**body[within]["signs"], name: value}}})
        for case in cases:
            headers = {"if_match": f'"v{adaptation.version}"', "idempotency_key": '"k"'}
            refused = api.request(method, address, body=case, headers=headers)
            assert refused.status == 400, (name, refused)
    assert state() == before
