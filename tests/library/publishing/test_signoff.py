"""Sign-off: who must have approved exactly which text. Tables, then laws."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.publishing.signoff import Opinion, missing_kinds, required_kinds, valid_sign_offs

ADA, BEN, CAM = (UUID(int=number) for number in (1, 2, 3))
THIS, OTHER = "a" * 64, "b" * 64
START = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
HEALTH = required_kinds(True)


def said(
    who: UUID, kind: str, approved: bool = True, text: str = THIS, minute: int = 0, scope: str = "whole"
) -> Opinion:
    return Opinion(who, kind, scope, approved, text, START + timedelta(minutes=minute))


LIVED, CLINICAL, EDITORIAL = "lived_experience", "clinical", "editorial"


@pytest.mark.parametrize(("is_health_content", "kinds"), [(True, {LIVED, CLINICAL}), (False, {EDITORIAL})])
def test_what_a_text_needs(is_health_content: bool, kinds: set[str]) -> None:
    assert set(required_kinds(is_health_content)) == kinds


@pytest.mark.parametrize(
    ("opinions", "contributors", "valid"),
    [
        ([], [], set()),
        ([said(ADA, CLINICAL)], [], {CLINICAL}),
        ([said(ADA, CLINICAL), said(BEN, LIVED)], [], {CLINICAL, LIVED}),
        # of another text: void, whichever came later
        ([said(ADA, CLINICAL, text=OTHER)], [], set()),
        ([said(ADA, CLINICAL), said(ADA, CLINICAL, text=OTHER, minute=1)], [], {CLINICAL}),
        ([said(ADA, CLINICAL), said(ADA, CLINICAL, False, OTHER, minute=1)], [], {CLINICAL}),
        # the latest word of a kind wins, whoever says it
        ([said(ADA, CLINICAL), said(ADA, CLINICAL, False, minute=1)], [], set()),
        ([said(ADA, CLINICAL), said(BEN, CLINICAL, False, minute=1)], [], set()),
        ([said(ADA, CLINICAL, False), said(ADA, CLINICAL, minute=1)], [], {CLINICAL}),
        ([said(ADA, CLINICAL, minute=1), said(ADA, CLINICAL, False)], [], {CLINICAL}),
        ([said(ADA, CLINICAL), said(ADA, LIVED, False, minute=1)], [], {CLINICAL}),
        # nobody signs off what they wrote, nor stands in the way of it
        ([said(ADA, CLINICAL)], [ADA], set()),
        ([said(ADA, CLINICAL), said(BEN, CLINICAL, minute=1)], [ADA], {CLINICAL}),
        ([said(BEN, CLINICAL), said(ADA, CLINICAL, False, minute=1)], [ADA], {CLINICAL}),
    ],
)
def test_which_sign_offs_hold(opinions: list[Opinion], contributors: list[UUID], valid: set[str]) -> None:
    assert set(valid_sign_offs(opinions, THIS, contributors)) == valid


@pytest.mark.parametrize(
    ("lived", "clinical", "missing"),
    [
        (None, None, [LIVED, CLINICAL]),
        (ADA, None, [CLINICAL]),
        (None, ADA, [LIVED]),
        (ADA, BEN, []),
        (ADA, ADA, [CLINICAL]),  # one person does not count for two
    ],
)
def test_what_is_missing(lived: UUID | None, clinical: UUID | None, missing: list[str]) -> None:
    given_ = {kind: said(who, kind) for kind, who in ((LIVED, lived), (CLINICAL, clinical)) if who}
    assert missing_kinds(HEALTH, given_) == missing


opinions = st.lists(
    st.builds(
        said,
        st.sampled_from([ADA, BEN, CAM]),
        st.sampled_from([LIVED, CLINICAL, EDITORIAL]),
        st.booleans(),
        st.sampled_from([THIS, OTHER]),
        st.integers(0, 30),
    ),
    max_size=12,
    unique_by=lambda opinion: opinion.at,
)
people = st.lists(st.sampled_from([ADA, BEN, CAM]), unique=True)


@given(opinions, people)
def test_a_sign_off_is_the_last_word_of_its_kind_on_this_text_by_somebody_else(
    opinions: list[Opinion], contributors: list[UUID]
) -> None:
    for kind, opinion in valid_sign_offs(opinions, THIS, contributors).items():
        of_kind = [each for each in opinions if each.kind == kind and each.document_hash == THIS]
        by_others = [each for each in of_kind if each.reviewer not in contributors]
        assert opinion == max(by_others, key=lambda each: each.at)
        assert opinion.approved


@given(opinions, people)
def test_a_later_edit_voids_every_sign_off_of_the_text_before(
    opinions: list[Opinion], contributors: list[UUID]
) -> None:
    assert valid_sign_offs(opinions, "c" * 64, contributors) == {}


@given(opinions, people, st.sampled_from([ADA, BEN, CAM]))
def test_writing_never_makes_a_sign_off_valid(opinions: list[Opinion], contributors: list[UUID], writer: UUID) -> None:
    valid = valid_sign_offs(opinions, THIS, [*contributors, writer])
    assert writer not in {opinion.reviewer for opinion in valid.values()}


@given(opinions, people)
def test_the_order_in_which_opinions_are_read_does_not_matter(
    opinions: list[Opinion], contributors: list[UUID]
) -> None:
    forwards = valid_sign_offs(opinions, THIS, contributors)
    assert valid_sign_offs(opinions[::-1], THIS, contributors) == forwards


@given(opinions, people)
def test_nothing_is_missing_only_when_two_people_have_approved(
    opinions: list[Opinion], contributors: list[UUID]
) -> None:
    valid = valid_sign_offs(opinions, THIS, contributors)
    reviewers = {valid[kind].reviewer for kind in HEALTH if kind in valid}
    assert (missing_kinds(HEALTH, valid) == []) == (len(reviewers) == 2)
