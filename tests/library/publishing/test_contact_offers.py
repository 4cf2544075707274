"""Numbers in a text and the contact points that have them: offered where nothing is guessed."""

from __future__ import annotations

import pytest

from library.directory import actions as directory
from library.documents.parse import parse_document
from library.editions.review_status import uk_day
from library.publishing.contact_offers import contact_offers, only_ones, with_contacts
from tests.worlds import World

CONTACTS = (
    ("office", "The office", "e164", "+441603421421", ""),
    ("office-relay", "The office by relay", "relay", "18001 01603 421421", ""),
    ("nhs-line-crisis", "NHS 111, crisis", "short_voice", "111", "select option 2"),
    ("shout", "Shout", "sms_short", "85258", ""),
)


@pytest.fixture
def there(world: World) -> World:
    for slug, name, kind, value, menu in CONTACTS:
        directory.add_contact_point(
            slug=slug,
            name=name,
            kind=kind,
            value=value,
            menu_path=menu,
            purpose="other",
            by=world.by("cora"),
            at=world.now(),
        )
    return world


def document(body: str) -> dict[str, object]:
    section = {"id": "text", "heading": "Text", "body": body}
    return {
        "kind": "resource",
        "title": "T",
        "language": "en-GB",
        "sections": [section],
        "details": {"medium": "leaflet"},
    }


@pytest.mark.parametrize(
    ("body", "after"),
    [
        ("Call 01603 421 421 now.", "Call {{contact:office}} now."),
        ("Call +44 (0)1603 421421.", "Call {{contact:office}}."),
        ("Call 18001 01603 421421.", "Call {{contact:office-relay}}."),
        ("Call [01603 421421](tel:01603421421).", "Call {{contact:office}}."),
        ("Call [999](tel:999) or [116 123](tel:116123).", "Call {{contact:emergency-999}} or {{contact:samaritans}}."),
        ("Call NHS 111.", "Call NHS {{contact:urgent-help}}."),
        ("Call NHS 111 and select option 2.", "Call NHS {{contact:nhs-line-crisis}}."),
        ("Text 85258, or call 111", "Text {{contact:shout}}, or call {{contact:urgent-help}}"),
        ("**116\u00a0123**", "**{{contact:samaritans}}**"),
        ("[Call us](tel:01603421421)", "[Call us](tel:01603421421)"),
        ("[See 111 here](https://111.nhs.uk/)", "[See 111 here](https://111.nhs.uk/)"),
        ("Call 01223 000 999.", "Call 01223 000 999."),
        ("111 people came.", "111 people came."),
        ("Call {{contact:samaritans}}.", "Call {{contact:samaritans}}."),
    ],
)
def test_what_is_certain_is_put_in_and_nothing_else(there: World, body: str, after: str) -> None:
    data = document(body)
    offers = contact_offers(parse_document(data), uk_day(there.now()))
    assert with_contacts(data, only_ones(offers))["sections"] == [{"id": "text", "heading": "Text", "body": after}]


def test_where_there_is_a_choice_nothing_is_chosen(there: World) -> None:
    directory.add_contact_point(
        slug="office-two",
        name="The same",
        kind="e164",
        value="+441603421421",
        purpose="other",
        by=there.by("cora"),
        at=there.now(),
    )
    offers = contact_offers(parse_document(document("Call 01603 421421.")), uk_day(there.now()))
    assert [slug for offer in offers for slug, _ in offer.contacts] == ["office", "office-two"]
    assert only_ones(offers) == []


def test_a_number_to_text_with_a_word_to_send_is_offered_and_not_chosen(world: World) -> None:
    directory.add_contact_point(
        slug="word",
        name="A word",
        kind="sms_short",
        value="85258",
        menu_path="send the word SHOUT",
        purpose="other",
        by=world.by("cora"),
        at=world.now(),
    )
    (offer,) = contact_offers(parse_document(document("Text SHOUT to 85258.")), uk_day(world.now()))
    assert offer.contacts == (("word", "A word"),)
    assert only_ones([offer]) == []
