"""What checks say of an adaptation: where, which words, and what to do about them."""

from __future__ import annotations

from typing import Any

import pytest

from library.leaflets.actions.writing import AdaptationNotReady
from library.leaflets.checks import findings
from library.leaflets.moves import recipe_of
from tests.adaptations import LOCAL, Place
from tests.worlds import World


@pytest.fixture
def here(world: World) -> Place:
    return Place(world)


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ({"details": {**LOCAL, "area_name": "N" * 41}}, "/details/area_name"),
        ({"details": {**LOCAL, "area_name": "TBC"}}, "/details/area_name"),
        ({"details": {**LOCAL, "service": "nowhere"}}, "/details/service"),
        ({"signs": "Call XXXX."}, "/sections/signs"),
        ({"signs": "Call {{contact:nobody}}."}, "/sections/signs"),
    ],
)
def test_checks_name_the_place(here: Place, written: dict[str, Any], place: str) -> None:
    with pytest.raises(AdaptationNotReady) as refusal:
        here.submitted(here.saved(**written))
    assert {fault.pointer for fault in refusal.value.errors} == {place}


def test_a_number_in_own_words_is_pointed_out_and_hinders_nothing(here: Place) -> None:
    found = findings(here.saved(signs="Call 01223 555 010."), on=here.world.now().date())
    assert [(one.rule, one.severity, one.pointer) for one in found if one.rule == "typed-number"] == [
        ("typed-number", "warn", "/sections/signs")
    ]


def test_how_own_words_could_be_plainer_is_advice_and_the_template_s_are_left_alone(here: Place) -> None:
    adaptation = here.saved(signs="Please ring your GP on 05/08/2027.")
    found = findings(adaptation, on=here.world.now().date())
    advice = [one for one in found if one.severity == "advise" and one.span]
    assert {one.pointer for one in advice} == {"/sections/signs"}
    assert "05/08/2027" in {one.excerpt for one in advice}
    here.submitted(adaptation)


@pytest.mark.parametrize(
    ("written", "rule", "pointer", "excerpt"),
    [
        ({"signs": "Ring 01223 555 010, please."}, "typed-number", "/sections/signs", "01223 555 010"),
        ({"details": {**LOCAL, "hint": "Ring 999."}}, "typed-number", "/details/hint", "999"),
        ({"signs": "Call XXXX today."}, "unfinished", "/sections/signs", "XXXX"),
        ({"details": {**LOCAL, "area_name": "The TBC area"}}, "unfinished", "/details/area_name", "TBC"),
        ({"signs": "Ask {{contact:nobody}}."}, "contact-point", "/sections/signs", "{{contact:nobody}}"),
        ({"details": {**LOCAL, "area_name": "N" * 40 + "orf"}}, "invalid-local-version", "/details/area_name", "orf"),
    ],
)
def test_a_finding_shows_the_words_that_are_meant(
    here: Place, written: dict[str, Any], rule: str, pointer: str, excerpt: str
) -> None:
    adaptation = here.saved(**written)
    (found,) = [one for one in findings(adaptation, on=here.world.now().date()) if one.rule == rule]
    assert (found.pointer, found.excerpt) == (pointer, excerpt)
    _, part, name = pointer.split("/")
    own = recipe_of(adaptation).details[name] if part == "details" else written[name]
    assert found.span is not None
    assert own[slice(*found.span)] == excerpt
    assert found.suggestion
    assert (found.source or "").startswith("domain rule")


@pytest.mark.parametrize(
    ("written", "pointer"),
    [
        ({"signs": "I was down to 38 kg."}, "/sections/signs"),
        ({"words": "I was down to 38 kg."}, "/sections/words"),
        ({"details": {**LOCAL, "hint": "I was down to 38 kg."}}, "/details/hint"),
    ],
    ids=["reworded", "slot", "detail"],
)
def test_what_a_place_writes_must_not_harm_readers_either(here: Place, written: dict[str, Any], pointer: str) -> None:
    with pytest.raises(AdaptationNotReady) as refusal:
        here.submitted(here.saved(**written))
    (fault,) = refusal.value.errors
    assert fault.pointer == pointer
    assert fault.detail.startswith("“38 kg”: Readers compare themselves")


def test_a_finding_about_no_words_of_the_place_has_no_span(here: Place) -> None:
    world = here.world
    adaptation = here.saved()
    world.retire("samaritans")
    found = findings(adaptation, on=world.now().date())
    now = next(one for one in found if one.pointer == "/sections/now")
    assert (now.rule, now.span, now.excerpt) == ("contact-point", None, None)


def test_help_in_a_crisis_must_be_in_the_version_of_a_place(here: Place) -> None:
    """The template's line for the nation was retired meanwhile: the place is told what to add, and where it may."""
    adaptation, world = here.saved(), here.world
    world.contact("other-line", "112", purpose="listening", nations=["scotland"])
    world.contact("our-line", "112", purpose="listening", hours="Every day, 24 hours")
    world.retire("samaritans")
    with pytest.raises(AdaptationNotReady) as refusal:
        here.submitted(adaptation)
    assert "/sections" in {fault.pointer for fault in refusal.value.errors}
    (lack,) = [one for one in findings(adaptation, on=world.now().date()) if one.rule == "crisis-help"]
    assert lack.message == "There is no line for somebody to talk to (listening)."
    assert lack.suggestion == "Name one in the text: {{contact:our-line}}."


def test_of_a_value_that_is_too_long_the_words_that_are_too_many_are_shown(here: Place) -> None:
    adaptation = here.saved(details={**LOCAL, "area_name": "x" * 40 + "yes"})
    (found,) = (one for one in findings(adaptation, on=here.world.clock.date()) if one.severity == "block")
    assert (found.pointer, found.span, found.excerpt) == ("/details/area_name", (40, 43), "yes")
    assert found.suggestion == "Shorten it."
