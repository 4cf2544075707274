"""The adaptations of the demo: two that are current, one a step behind with a conflict, one that is not finished."""

from __future__ import annotations

import pytest
from django.test import Client

from demo.adaptations import ADAPTATIONS, CARING, FINDING
from library.leaflets.checks import findings
from library.leaflets.models import Adaptation
from library.leaflets.queries import update_of
from tests.demo.conftest import NOW
from tests.demo.prose_rules import HARMFUL, PHONE_LIKE, prose_of
from tests.demo.readability import grade

pytestmark = pytest.mark.usefixtures("demo")
NORFOLK = f"{FINDING}-nhs-norfolk-and-suffolk"


def adaptation(slug: str) -> Adaptation:
    return Adaptation.objects.select_related("item__owner", "item__derivation__original").get(item__slug=slug)


def test_three_are_out_and_one_of_them_is_behind(client: Client) -> None:
    found = {card["slug"]: card["standing"] for card in client.get("/v1/adaptations").json()["items"]}
    assert found == {
        f"{FINDING}-nhs-central-east": "current",
        f"{CARING}-nhs-central-east": "current",
        NORFOLK: "behind",
    }


def test_norfolk_has_one_conflict_to_decide_and_the_rest_is_safe() -> None:
    offer, _ = update_of(adaptation(NORFOLK))
    assert {one.id: str(one.status) for one in offer.pending} == {
        "signs-to-notice": "conflict",
        "what-happens-next": "upstream",
    }


def test_the_draft_lacks_two_required_details() -> None:
    draft = adaptation(f"{CARING}-nhs-essex")
    blocked = [one.pointer for one in findings(draft, on=NOW.date()) if one.severity == "block"]
    assert (draft.state, sorted(blocked)) == ("draft", ["/details/local_groups", "/details/referral_route"])


@pytest.mark.parametrize(
    ("postcode", "found"),
    [("CB1", "nhs-central-east"), ("PE1", "nhs-central-east"), ("NR1", NORFOLK), ("SW1A", FINDING)],
)
def test_readers_are_sent_to_their_own(client: Client, postcode: str, found: str) -> None:
    answer = client.get(f"/v1/leaflets/{FINDING}/local", {"postcode": postcode}).json()
    assert answer["url"].endswith(found)


def test_what_was_reworded_reads_easily_and_is_safe() -> None:
    for made in ADAPTATIONS:
        for text in map(str, [*made.reworded.values(), *made.details.values()]):
            assert [rule for rule, pattern in HARMFUL.items() if pattern.search(text)] == []
            assert PHONE_LIKE.search(prose_of(text)) is None
    assert all(grade(text) <= 6 for made in ADAPTATIONS for text in made.reworded.values())


def test_only_what_the_authors_allow_was_changed() -> None:
    for made in ADAPTATIONS:
        owned = adaptation(f"{made.template}-{_owner(made.editor)}")
        offer, history = update_of(owned)
        policies = {section.id: section.policy for section in history.documents[offer.from_edition].sections}
        assert all(policies[id_] != "locked" for id_ in [*made.reworded, *made.left_out])
        assert all(policies[id_] == "optional" for id_ in made.left_out)


def _owner(editor: str) -> str:
    return {"norfolk": "nhs-norfolk-and-suffolk", "central": "nhs-central-east", "second": "nhs-essex"}[
        editor.split("-")[1]
    ]
