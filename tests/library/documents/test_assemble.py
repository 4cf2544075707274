"""A template and what a place fills in become its leaflet."""

from __future__ import annotations

from typing import Any

import pytest

from demo.content import caring_for_someone, finding_support
from library.documents import examples
from library.documents.assemble import InvalidLocalVersion, assemble
from library.documents.details.leaflet import AgeRange
from library.documents.errors import InvalidDocument, TooMuchMarkup
from library.documents.filled_example import example_local
from library.documents.local_values import LocalValue, ServiceValue
from library.documents.model import LeafletDocument
from library.documents.parse import parse_document
from library.documents.references import references
from tests.library.documents.locals import SERVICE, VALUES, optional, template


def body(text: str, language: str = "en-GB", **local: LocalValue) -> str:
    """The text with these values, and the ones of `VALUES` for the rest."""
    document = template(text).model_copy(update={"language": language})
    return assemble(document, {**VALUES, **local}).document.sections[0].body


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("In {{area}}.", "In Norfolk."),
        ("Call {{line}}.", r"Call [+44 808 801 0677](tel:+448088010677)."),
        ("{{post}}", r"[hello@nhs.uk](mailto:hello@nhs.uk)"),
        ("{{hours}}", r"Monday: 9 to 5, Friday: 9 to 1"),
        ("{{where}}", "1 Stone Road, Cambridge"),
        ("Aged {{ages}}, from {{ages.min}}.", "Aged 16 to 25, from 16."),
        ("{{open}}", "Yes"),
        ("{{route}}", r"By \*yourself\*"),
        ("On {{day}}.", "On 5 October 2026."),
        ("{{service.name}}", "Stone Road Service"),
        ("{{service.phone}}", r"[0808 801 0677](tel:08088010677) (option 2)"),
        ("{{service.address}}", "1 Stone Road, Cambridge"),
        ("{{service}}", r"Stone Road Service, [0808 801 0677](tel:08088010677) (option 2)"),
        ("Before\n\n{{wording}}\n\nAfter", "Before\n\nAsk your **GP**.\n\n- One\n- Two\n\nAfter"),
        ("### Heading\n{{wording}}\n#### Next", "### Heading\n\nAsk your **GP**.\n\n- One\n- Two\n\n#### Next"),
        ("So: {{wording}}", r"So: Ask your GP. One Two"),
        ("{{contact:samaritans}} {{area}}", "{{contact:samaritans}} Norfolk"),
    ],
)
def test_a_value_stands_in_words_of_its_type(text: str, becomes: str) -> None:
    assert body(text) == becomes


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("[Book]({{page}})", r"[Book](https://www.nhs.uk/a_\(b\)?x=1\&copy;=2)"),
        ("[Call](tel:{{line}})", "[Call](tel:+448088010677)"),
        ("[Call](tel:{{service.phone}})", "[Call](tel:08088010677)"),
        ("[Write](mailto:{{service.email}})", "[Write](mailto:hello@nhs.uk)"),
        ("[Call {{line}}](https://www.nhs.uk/)", r"[Call +44 808 801 0677](https://www.nhs.uk/)"),
        ("[{{area}}]({{service.website}})", "[Norfolk](https://www.nhs.uk/)"),
    ],
)
def test_a_link_leads_to_the_value(text: str, becomes: str) -> None:
    assert body(text) == becomes


def test_a_link_without_a_value_stays_as_it_is() -> None:
    assembled = assemble(template("[Book]({{page}}) or [call](tel:{{line}})"), {})
    assert assembled.document.sections[0].body == "[Book]({{page}}) or [call](tel:{{line}})"


@pytest.mark.parametrize(
    ("language", "day", "ages"),
    [
        ("cy", "5 Hydref 2026", "16 i 25 oed"),
        ("pl", "5 października 2026", "od 16 do 25 lat"),
        ("ur", "5 اکتوبر 2026", "16 سے 25 سال"),
        ("ar", "5 أكتوبر 2026", "من 16 إلى 25 عامًا"),
        ("ro", r"2026-10-05", "16–25"),
    ],
)
def test_dates_and_ages_are_in_words_of_the_language(language: str, day: str, ages: str) -> None:
    assert body("{{day}}", language) == day
    assert body("{{ages}}", language) == ages


@pytest.mark.parametrize(
    ("ages", "words"),
    [
        (AgeRange(min=18), "18 and over"),
        (AgeRange(min=16, max=16), "16"),
        (AgeRange(min=0, max=17), "0 to 17"),
    ],
)
def test_an_age_range_says_what_it_means(ages: AgeRange, words: str) -> None:
    assert body("{{ages}}", ages=ages) == words


def test_an_emphasis_before_a_link_makes_no_picture_of_it() -> None:
    assert body("Call now!{{line}}").startswith("Call now! [")


def test_a_rich_text_in_a_sentence_keeps_its_link_if_it_is_one_paragraph() -> None:
    words = "[Beat](https://www.beateatingdisorders.org.uk/), a *charity*"
    assert body("Ask {{wording}}.", wording=words) == f"Ask {words}."


def test_a_rich_text_can_not_pair_its_marks_with_those_around_it() -> None:
    assert body("Ask {{wording}} b**.", wording="**a") == r"Ask \*\*a b**."


def test_no_is_an_answer() -> None:
    assembled = assemble(template("{{open}}"), {"open": False})
    assert assembled.document.sections[0].body == "No"
    assert "open" not in {missing.key for missing in assembled.missing}


def test_a_fallback_stands_where_nothing_is_filled_in() -> None:
    document = template("{{area}}", area=optional(fallback="your area"))
    assembled = assemble(document, {"area": "  "})
    assert assembled.document.sections[0].body == "your area"
    assert "area" not in {missing.key for missing in assembled.missing}


def test_nothing_filled_in_gives_the_template_back() -> None:
    document = template("{{area}} {{service.phone}}", "[Book]({{page}})")
    assembled = assemble(document, {})
    assert assembled.document == document
    assert [missing.key for missing in assembled.missing] == list(VALUES)


def test_what_is_missing_says_what_it_is_and_where() -> None:
    document = template("Words", "{{service.phone}} {{service.name}}", area=optional())
    local = {**VALUES, "service": ServiceValue(name="Stone Road"), "area": ""}
    missing = assemble(document, local).missing
    assert [(one.key, one.label, one.required, one.place) for one in missing] == [
        ("area", "Area", False, "/details/local_details/0"),
        ("service.phone", "Service: phone", True, "/sections/1/body"),
    ]


def test_only_what_is_still_open_stays_in_the_details() -> None:
    rules = ({"rule": "any_of", "filled": ["page", "post"]}, {"rule": "any_of", "filled": ["area", "line"]})
    assembled = assemble(template("{{area}}", rules=rules), {**VALUES, "area": "", "line": ""})
    assert [detail.key for detail in assembled.document.details.local_details] == ["area", "line"]
    assert len(assembled.document.details.rules) == 1


REQUIRES = {"rule": "requires", "if": {"open": True}, "filled": ["page"], "empty": ["area"], "message": "Because."}


def test_a_rule_that_asks_for_more_is_missing_and_no_fault() -> None:
    document = template("{{page}}", rules=(REQUIRES,), page=optional(), area=optional())
    (page,) = [one for one in assemble(document, {"open": True}).missing if one.key == "page"]
    assert (page.required, page.reason) == (True, "Because.")


def test_one_of_several_is_asked_for() -> None:
    rule = {"rule": "any_of", "filled": ["page", "line"]}
    document = template("{{area}}", rules=(rule,), page=optional(), line=optional())
    reasons = {one.key: one.reason for one in assemble(document, {"area": "Norfolk"}).missing}
    assert reasons["page"] == reasons["line"] == "At least one of these is needed: Page; Line."


def refused(local: dict[str, Any], document: LeafletDocument | None = None) -> dict[str, str]:
    with pytest.raises(InvalidLocalVersion) as refusal:
        assemble(document or template("{{area}}"), local)
    return {fault.pointer: fault.detail for fault in refusal.value.errors}


def test_values_that_contradict_are_refused() -> None:
    document = template("{{page}}", rules=(REQUIRES,), page=optional(), area=optional())
    assert refused({"open": True, "area": "Norfolk"}, document) == {"/details/area": "Because."}


def test_values_in_the_wrong_order_are_refused() -> None:
    rule = {"rule": "at_most", "low": "ages.min", "high": "until.min", "message": "In order."}
    document = parse_document(
        {
            "kind": "leaflet",
            "title": "T",
            "language": "en-GB",
            "details": {
                "local_details": [
                    {"key": "ages", "label": "A", "type": "age_range"},
                    {"key": "until", "label": "B", "type": "age_range"},
                ],
                "rules": [rule],
            },
        }
    )
    assert isinstance(document, LeafletDocument)
    found = refused({"ages": AgeRange(min=18), "until": AgeRange(min=16)}, document)
    assert found == {"/details/until/min": "In order."}


@pytest.mark.parametrize(
    ("key", "value", "pointer", "sentence"),
    [
        ("other", "x", "/details/other", "no local detail other"),
        ("a/b", "x", "/details/a~1b", "no local detail"),
        ("area", True, "/details/area", "must be text"),
        ("area", "x" * 201, "/details/area", "has 201 characters"),
        ("area", "{{line}}", "/details/area", "Placeholders can stand only in Markdown"),
        ("area", "a\u202eb", "/details/area", "U+202E"),
        ("wording", "# One", "/details/wording", "heading of level 1"),
        ("wording", "![](asset:bed)", "/details/wording", "The picture bed"),
        ("wording", "x" * 10_001, "/details/wording", "the limit is 10000"),
        ("line", "call us", "/details/line", "figures and spaces"),
        ("post", 'a"b@nhs.uk', "/details/post", "email address"),
        ("page", "http://www.nhs.uk/", "/details/page", "https://"),
        ("day", "tomorrow", "/details/day", "a date like"),
        ("ages", AgeRange(min=18, max=16), "/details/ages", "not above the oldest"),
        ("route", "other", "/details/route", "one of the choices"),
        ("service", "a-slug", "/details/service", "a service of the directory"),
        ("area", SERVICE, "/details/area", "not a service"),
        ("service", ServiceValue(name="", phone="999"), "/details/service/name", "needs a name"),
        ("service", ServiceValue(name="A", phone="111 option 2"), "/details/service/phone", "figures and spaces"),
        ("service", ServiceValue(name="A", website="nhs.uk"), "/details/service/website", "https://"),
        ("service", ServiceValue(name="{{area}}"), "/details/service/name", "only in Markdown"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_at_its_place(key: str, value: Any, pointer: str, sentence: str) -> None:
    found = refused({key: value})
    assert list(found) == [pointer]
    assert sentence in found[pointer]


@pytest.mark.parametrize("data", [examples.LEAFLET, finding_support.DOCUMENT, caring_for_someone.DOCUMENT])
def test_the_example_of_a_leaflet_leaves_nothing_open(data: dict[str, Any]) -> None:
    document = parse_document(data)
    assert isinstance(document, LeafletDocument)
    assembled = assemble(document, example_local(document))
    assert assembled.missing == ()
    assert references(assembled.document).local_details == ()
    assert assembled.document.details.local_details == ()


def test_rich_texts_that_weigh_too_much_are_refused_before_they_are_read() -> None:
    with pytest.raises(TooMuchMarkup) as refusal:
        assemble(template("{{wording}}"), {"wording": "[" * 10_000})
    assert refusal.value.errors[0].pointer == "/details"


def test_a_leaflet_that_grows_too_large_is_refused_at_the_section() -> None:
    document = template(" ".join(["{{wording}}"] * 7))
    with pytest.raises(InvalidDocument) as refusal:
        assemble(document, {"wording": "x" * 10_000})
    assert refusal.value.errors[0].pointer == "/sections/0/body"
