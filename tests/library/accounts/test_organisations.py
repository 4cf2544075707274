"""Organisations: codes that mean one body, and who took over from whom."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from library.accounts import actions
from library.accounts.actions.organisations import CodeTaken
from library.accounts.actions.succession import AlreadySucceeded
from library.accounts.actors import SYSTEM
from library.accounts.models import Succession
from library.errors import Malformed
from library.history.models import Event
from tests.cast import START, Cast


def create(**given: Any) -> Any:
    return actions.create_organisation(
        **{"code": "new", "name": "New", "kind": "charity", "by": SYSTEM, "at": START, **given}
    )


@pytest.mark.parametrize(
    ("given", "places"),
    [
        ({"code": "Not A Slug"}, ["/code"]),
        ({"code": ""}, ["/code"]),
        ({"kind": "kingdom"}, ["/kind"]),
        ({"nation": "france"}, ["/nation"]),
        ({"name": " "}, ["/name"]),
        ({"name": "", "kind": ""}, ["/kind", "/name"]),
    ],
)
def test_nonsense_is_refused_with_its_places(db: None, given: dict[str, str], places: list[str]) -> None:
    with pytest.raises(Malformed) as refusal:
        create(**given)
    assert [fault.pointer for fault in refusal.value.errors] == places


def test_our_code_means_one_body(cast: Cast) -> None:
    with pytest.raises(CodeTaken):
        create(code="norfolk")


@pytest.mark.parametrize("value", ["QUE", "S1Y5D", "E54000065"])
def test_official_codes_have_any_length(cast: Cast, value: str) -> None:
    code = actions.add_code(organisation=cast.organisations["norfolk"], scheme="ods", value=value, by=SYSTEM, at=START)
    assert code.value == value


@pytest.mark.parametrize(
    ("given", "place"),
    [
        ({"value": "que"}, "/value"),
        ({"value": ""}, "/value"),
        ({"value": "A" * 21}, "/value"),
        ({"scheme": "vat"}, "/scheme"),
        ({"valid_from": date(2026, 4, 1), "valid_to": date(2026, 3, 31)}, "/valid_to"),
    ],
)
def test_a_code_that_is_none_is_refused(cast: Cast, given: dict[str, Any], place: str) -> None:
    whole = {"scheme": "ods", "value": "QUE", "organisation": cast.organisations["norfolk"], "by": SYSTEM, "at": START}
    with pytest.raises(Malformed) as refusal:
        actions.add_code(**{**whole, **given})
    assert [fault.pointer for fault in refusal.value.errors] == [place]


def test_an_official_code_means_one_body(cast: Cast) -> None:
    actions.add_code(organisation=cast.organisations["norfolk"], scheme="ods", value="QUE", by=SYSTEM, at=START)
    with pytest.raises(CodeTaken):
        actions.add_code(organisation=cast.organisations["suffolk"], scheme="ods", value="QUE", by=SYSTEM, at=START)


def succeed(cast: Cast, predecessor: str, successor: str, **given: Any) -> Succession:
    return actions.record_succession(
        predecessor=cast.organisations[predecessor],
        successor=cast.organisations[successor],
        on=given.pop("on", date(2026, 4, 1)),
        type=given.pop("type", "split"),
        by=SYSTEM,
        at=START,
    )


def test_bodies_split_and_merge(cast: Cast) -> None:
    """norfolk -> suffolk, sun; sun -> suffolk: many to many (domain.md, LO-7)."""
    for pair in (("norfolk", "suffolk"), ("norfolk", "sun"), ("sun", "suffolk")):
        succeed(cast, *pair)
    assert Succession.objects.filter(predecessor=cast.organisations["norfolk"]).count() == 2
    assert Succession.objects.filter(successor=cast.organisations["suffolk"]).count() == 2


def test_the_feed_says_who_took_over(cast: Cast) -> None:
    succeed(cast, "norfolk", "suffolk")
    event = Event.objects.get(type="organisation.succeeded")
    assert event.position is not None
    assert (event.subject_kind, event.subject_slug) == ("organisation", "norfolk")
    assert (event.successor_kind, event.successor_slug, event.reason) == ("organisation", "suffolk", "split")


def test_it_stands_once(cast: Cast) -> None:
    succeed(cast, "norfolk", "suffolk")
    with pytest.raises(AlreadySucceeded):
        succeed(cast, "norfolk", "suffolk")


@pytest.mark.parametrize(("pair", "type"), [(("norfolk", "norfolk"), "merger"), (("norfolk", "suffolk"), "conquest")])
def test_what_is_no_succession_is_refused(cast: Cast, pair: tuple[str, str], type: str) -> None:
    with pytest.raises(Malformed):
        succeed(cast, *pair, type=type)
