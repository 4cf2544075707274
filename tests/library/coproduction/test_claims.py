"""What the record supports, and the sentence that says so: tables first, then the laws."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.coproduction.claims import SHARED_POWER, Part, account, claim, statement, statement_of_original
from library.coproduction.statements import said_in, said_of_original

STAGES = ("commission", "design", "deliver", "evaluate", "govern")
APPROACHES = ("consultation", "collaboration", "co_production", "user_controlled")
RANK = {None: 0, "co-designed": 1, "co-produced": 2}
parts = st.builds(
    Part,
    group=st.sampled_from(["carers", "adults who know", "staff"]),
    stage=st.sampled_from(STAGES),
    approach=st.sampled_from(APPROACHES),
    people=st.sampled_from(["", "carers", "staff"]),
)
records = st.lists(parts, max_size=8)
DESIGN, DELIVERY = Part("carers", "design", "co_production"), Part("carers", "deliver", "co_production")
STAFF = Part("staff", "evaluate", "consultation")


@pytest.mark.parametrize(
    ("record", "badge", "reason"),
    [
        ([], None, "Nothing is on record yet about how it was made."),
        ([DESIGN], "co-designed", "no shared power in delivery or evaluation"),
        ([DELIVERY], None, "No shared power in design"),
        ([DESIGN, DELIVERY], "co-produced", "Power was shared in design and delivery."),
        ([DESIGN, Part("carers", "evaluate", "user_controlled")], "co-produced", "design and evaluation"),
        (
            [DESIGN, Part("carers", "govern", "co_production")],
            "co-designed",
            "no shared power in delivery or evaluation",
        ),
        (
            [DESIGN, Part("carers", "deliver", "collaboration")],
            "co-designed",
            "no shared power in delivery or evaluation",
        ),
        ([DESIGN, STAFF], "co-designed", "no shared power in delivery or evaluation"),
    ],
)
def test_the_badge_and_why(record: list[Part], badge: str | None, reason: str) -> None:
    found = claim(record)
    assert found.badge == badge
    assert reason in found.reason


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ([], None),
        ([DESIGN, DELIVERY], "Co-produced with carers, sharing power in design and delivery."),
        ([DESIGN], "Co-designed with carers, sharing power in design."),
        (
            [DESIGN, STAFF, Part("adults", "deliver", "user_controlled")],
            "Co-produced with carers and adults, sharing power in design and delivery. Staff took part too.",
        ),
        ([Part("carers", "design", "collaboration")], "Made with carers, working together in design."),
        ([STAFF], "Made with staff, giving their views in evaluation."),
        ([DELIVERY, STAFF], "Made with carers, sharing power in delivery. Staff took part too."),
    ],
)
def test_who_at_which_stages_and_how(record: list[Part], said: str | None) -> None:
    assert statement(record) == said


def test_the_account_says_what_each_group_did() -> None:
    assert account([DELIVERY, STAFF, DESIGN]) == (
        "Carers: sharing power in design and delivery. Staff: giving their views in evaluation."
    )


@pytest.mark.parametrize(
    ("language", "record", "said"),
    [
        ("en-GB", [DESIGN], ("Co-designed with carers, sharing power in design.", "en-GB")),
        ("cy", [DESIGN], ("Co-designed with carers, sharing power in design.", "en")),
        ("de", [Part("carers", "design", "co_production", "carers")], (None, "en")),
        ("cy", [Part("carers", "design", "co_production", "carers")], (None, "cy")),
        ("ar", [Part("carers", "design", "co_production", "carers")], (None, "ar")),
    ],
)
def test_it_is_in_the_language_of_the_text_or_says_that_it_is_not(
    language: str, record: list[Part], said: tuple[str | None, str]
) -> None:
    found = said_in(language, record)
    assert found is not None
    assert found.language == said[1]
    assert said[0] in (None, found.text)
    assert ("carers" in found.text.lower()) is found.language.startswith("en")


def test_side_by_side_it_says_as_much() -> None:
    record = [
        Part("carers", "deliver", "co_production", "carers"),
        Part("carers", "design", "co_production", "carers"),
        Part("staff", "evaluate", "consultation", "staff"),
    ]
    found = said_in("pl", record)
    assert found is not None
    assert found.text.count(":") == found.text.count("(") == 2
    assert found == said_in("pl", list(reversed(record)))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (False, "Based on work co-produced by carers, sharing power in design and delivery."),
        (
            True,
            "Based on work co-produced by carers, sharing power in design and delivery. It has been changed locally since.",
        ),
    ],
)
def test_an_adaptation_says_whose_work_it_is_based_on(changed: bool, said: str) -> None:
    found = said_of_original("en-GB", [DESIGN, DELIVERY], changed=changed)
    assert found is not None
    assert (found.text, found.language) == (said, "en-GB")


def test_work_that_was_not_shared_was_made_with_people_and_not_by_them() -> None:
    assert statement_of_original([STAFF]) == "Based on work made with staff, giving their views in evaluation."


@given(records, parts)
def test_adding_a_part_never_lowers_the_badge(record: list[Part], part: Part) -> None:
    assert RANK[claim([*record, part]).badge] >= RANK[claim(record).badge]


@given(records, st.data())
def test_removing_a_part_never_raises_the_badge(record: list[Part], data: st.DataObject) -> None:
    kept = data.draw(st.lists(st.sampled_from(record), unique_by=id)) if record else []
    assert RANK[claim(kept).badge] <= RANK[claim(record).badge]


@given(records)
def test_the_badge_is_never_there_without_a_record_that_supports_it(record: list[Part]) -> None:
    shared = {part.stage for part in record if part.approach in SHARED_POWER}
    badge = claim(record).badge
    assert (badge is not None) is ("design" in shared)
    assert (badge == "co-produced") is ("design" in shared and bool(shared & {"deliver", "evaluate"}))
    said = statement(record) or ""
    assert said.startswith("Co-produced") is (badge == "co-produced")
    assert said.startswith("Co-designed") is (badge == "co-designed")


@given(st.permutations(range(4)), st.lists(parts, min_size=4, max_size=4))
def test_the_order_of_rows_does_not_matter_to_the_badge(order: list[int], record: list[Part]) -> None:
    shuffled = [record[number] for number in order]
    assert claim(shuffled) == claim(record)
    assert (statement(shuffled) or "").split()[0] == (statement(record) or "").split()[0]


@given(records)
def test_every_group_is_named_once_in_the_sentence_and_none_that_did_not_share_shares(record: list[Part]) -> None:
    said = statement(record) or ""
    for group in {part.group for part in record}:
        assert said.lower().count(group) == 1
    shared = {part.group for part in record if part.approach in SHARED_POWER}
    before = said.partition(", sharing power in")[0] if "sharing power" in said else ""
    assert {group for group in {part.group for part in record} if group in before} == (shared if before else set())


@given(records, st.sampled_from(["en-GB", "cy", "pl", "ur", "ar", "de", "cy-GB"]))
def test_a_sentence_in_another_language_is_never_unmarked(record: list[Part], language: str) -> None:
    found = said_in(language, record)
    if found is not None and any(not part.people for part in record):
        assert found.language == (language if language.startswith("en") else "en")
