"""A leaflet with local details: seen as JSON, as a page, as PDF, and kept by nobody."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
import pytest

from library.documents import examples
from library.documents.vocabulary import Policy
from tests.client import Api, Response
from tests.state import state
from tests.worlds import World

SECTIONS: list[dict[str, Any]] = [
    {"id": "locked", "heading": "You are not alone", "policy": "locked", "body": "Nobody chooses this."},
    {
        "id": "local",
        "heading": "How to ask",
        "policy": "slot",
        "body": "In {{area}} ring {{service.name}} on {{service.phone}}. It is for people from {{ages.min}}.",
    },
    {"id": "adaptable", "heading": "Signs", "policy": "adaptable", "body": "You feel cold."},
    {"id": "optional", "heading": "A film", "policy": "optional", "body": "Watch it."},
    {
        "id": "help",
        "heading": "If you need help now",
        "care_level": "urgent",
        "body": "Talk to {{contact:samaritans}}.",
    },
]
DETAILS = {
    "local_details": [
        {"key": "area", "label": "Name of your area", "type": "text", "max_length": 60},
        {"key": "service", "label": "Community service", "type": "service", "role": "community-service"},
        {"key": "ages", "label": "Ages", "type": "age_range"},
    ],
    "rules": [],
}
FILLED: dict[str, Any] = {
    "area": "Norfolk",
    "service": {"name": "The Harbour", "phone": "01603 421 421"},
    "ages": {"min": 18},
}


@pytest.fixture
def path(world: World) -> str:
    item = world.published(kind="leaflet", sections=SECTIONS, details=DETAILS)
    return f"/v1/leaflets/{item.slug}/preview"


def ask(api: Api, path: str, body: dict[str, Any] | None = None, accept: str = "application/json") -> Response:
    return api.post(path, body or {}, idempotency_key=None, accept=accept)


def test_filled_details_stand_in_the_text(path: str, public: Api) -> None:
    answer = ask(public, path, {"details": FILLED})
    section = answer.json()["sections"][1]
    assert (answer.status, answer.json()["missing"]) == (200, [])
    assert section["markdown"].startswith("In Norfolk ring The Harbour on [01603 421 421](tel:01603421421).")
    assert "The Harbour" in section["html"]
    assert "from 18" in section["html"]


def test_what_is_missing_is_listed_and_marked(path: str, public: Api) -> None:
    answer = ask(public, path, {"details": {"area": "Norfolk"}}).json()
    assert [(row["key"], row["label"], row["section"]) for row in answer["missing"]] == [
        ("service", "Community service", "local"),
        ("ages", "Ages", "local"),
    ]
    assert 'class="placeholder"' in answer["sections"][1]["html"]


def test_nothing_sent_is_the_template_with_all_its_blanks(path: str, public: Api) -> None:
    assert [row["key"] for row in ask(public, path).json()["missing"]] == ["area", "service", "ages"]


def test_it_comes_as_a_page(path: str, public: Api) -> None:
    answer = ask(public, path, {"details": FILLED}, accept="text/html")
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert b"The Harbour" in answer.body
    assert b"Preview, not published" in answer.body
    assert b"/feedback" not in answer.body  # nobody answers for what is not published


@pytest.mark.parametrize("name", ["a4.pdf", "large-print.pdf", "a5.pdf", "trifold.pdf", "poster.pdf"])
def test_it_comes_as_pdf(path: str, public: Api, name: str) -> None:
    answer = ask(public, f"{path}?rendition={name}", {"details": {"area": "Norfolk"}}, accept="application/pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].endswith(f'-preview-{name}"')
    assert len(pikepdf.open(BytesIO(answer.body)).pages) >= 1


def test_a_pdf_that_is_named_needs_no_accept(path: str, public: Api) -> None:
    answer = ask(public, f"{path}?rendition=a5.pdf", accept="*/*")
    assert answer.headers["Content-Type"] == "application/pdf"


def test_a_pdf_that_is_named_is_never_a_page(path: str, public: Api) -> None:
    answer = ask(public, f"{path}?rendition=a5.pdf", accept="text/html")
    assert (answer.status, answer.slug) == (406, "not-acceptable")


def test_text_too_long_for_the_fold_names_section_and_millimetres(path: str, public: Api) -> None:
    body = {"overrides": {"adaptable": {"text": "Many words that go on and on. " * 600}}}
    answer = ask(public, f"{path}?rendition=trifold.pdf", body, accept="application/pdf")
    assert (answer.status, answer.slug, answer.json()["section"]) == (422, "does-not-fit", "adaptable")
    assert answer.json()["overflow_mm"] > 100


def test_a_section_is_reworded_or_left_out(path: str, public: Api) -> None:
    changes = {"adaptable": {"text": "You feel **tired**."}, "optional": {"leave_out": True, "reason": "No film here."}}
    sections = ask(public, path, {"overrides": changes}).json()["sections"]
    assert [section["id"] for section in sections] == ["locked", "local", "adaptable", "help", "lines"]
    assert sections[2]["markdown"] == "You feel **tired**."


@pytest.mark.parametrize(
    ("body", "pointers", "slug"),
    [
        ({"details": {"aera": "Norfolk"}}, ["/details/aera"], "invalid-local-version"),
        ({"details": {"area": "x" * 61}}, ["/details/area"], "invalid-local-version"),
        ({"details": {"area": True}}, ["/details/area"], "invalid-local-version"),
        ({"details": {"ages": {"min": 18, "max": 12}}}, ["/details/ages"], "invalid-local-version"),
        ({"details": {"service": "no-such-service"}}, ["/details/service"], "invalid-local-version"),
        (
            {"details": {"service": {"name": "A", "phone": "ring us"}}},
            ["/details/service/phone"],
            "invalid-local-version",
        ),
        ({"overrides": {"nowhere": {"text": "A"}}}, ["/overrides/nowhere"], "invalid-local-version"),
        ({"overrides": {"optional": {"leave_out": True}}}, ["/overrides/optional/reason"], "invalid-local-version"),
        ({"overrides": {"adaptable": {}}}, ["/overrides/adaptable"], "invalid-local-version"),
        ({"overrides": {"locked": {"text": "Mine"}}}, ["/overrides/locked"], "section-protected"),
        (
            {"overrides": {"adaptable": {"leave_out": True, "reason": "So."}}},
            ["/overrides/adaptable"],
            "section-protected",
        ),
    ],
)
def test_what_does_not_fit_the_template_is_422_with_its_place(
    path: str, public: Api, body: dict[str, Any], pointers: list[str], slug: str
) -> None:
    refused = ask(public, path, body)
    assert (refused.status, refused.slug, refused.pointers) == (422, slug, pointers)


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        ({"detail": {}}, ["/detail"]),
        ({"details": {"area": 3}}, ["/details/area"]),
        ({"details": {"area": None}}, ["/details/area"]),
        ({"details": {"service": {"name": "A", "fone": "1"}}}, ["/details/service/fone"]),
        ({"details": {"service": {}}}, ["/details/service/name"]),
        ({"details": []}, ["/details"]),
        ({"overrides": {"adaptable": {"html": "<b>"}}}, ["/overrides/adaptable/html"]),
        ({"overrides": {"adaptable": {"text": "a" * 70_000}}}, ["/overrides/adaptable/text"]),
    ],
)
def test_what_is_no_local_version_is_400_with_its_place(
    path: str, public: Api, body: dict[str, Any], pointers: list[str]
) -> None:
    refused = ask(public, path, body)
    assert (refused.status, refused.slug, refused.pointers) == (400, "invalid-request", pointers)


def test_a_service_of_the_directory_is_printed_as_it_is_there(world: World, path: str, public: Api) -> None:
    world.contact("harbour-line", "116123")
    world.service("harbour", "The Harbour", "community-service", ["harbour-line"])
    section = ask(public, path, {"details": {"service": "harbour"}}).json()["sections"][1]
    assert "The Harbour on [116 123](tel:116123)" in section["markdown"]


def test_nothing_is_stored_and_nothing_is_kept_by_caches(path: str, public: Api) -> None:
    before = state()
    for accept in ("application/json", "text/html", "application/pdf"):
        answer = ask(public, path, {"details": {"area": "Canary 5c1d"}}, accept=accept)
        assert (answer.status, answer.headers["Cache-Control"]) == (200, "no-store")
        assert "ETag" not in answer.headers
    assert state() == before


def test_other_sites_may_not_ask_from_a_browser(path: str, public: Api) -> None:
    answer = public.post(path, {}, idempotency_key=None, origin="https://evil.example")
    assert not [name for name in answer.headers if name.lower().startswith("access-control")]


def test_markup_in_a_value_comes_out_as_words(path: str, public: Api) -> None:
    body = {"details": {**FILLED, "area": "<b>*Norfolk*</b> #lorem(9)"}}
    assert b"<b>" not in ask(public, path, body, accept="text/html").body
    assert ask(public, path, body, accept="application/pdf").status == 200


def test_a_withdrawn_leaflet_has_no_preview_and_no_form(world: World, public: Api) -> None:
    item = world.withdrawn(kind="leaflet")
    assert ask(public, f"/v1/leaflets/{item.slug}/preview").status == 410
    assert public.get(f"/v1/leaflets/{item.slug}/form").status == 410


def test_only_leaflets_have_one(world: World, public: Api) -> None:
    item = world.published(kind="training")
    assert ask(public, f"/v1/leaflets/{item.slug}/preview").status == 404


def test_previews_are_counted(path: str, public: Api, settings: Any) -> None:
    settings.COSTLY_POSTS_PER_HOUR = 2
    assert [ask(public, path).status for _ in range(3)] == [200, 200, 429]


# The form


def test_the_form_says_what_is_to_be_filled_in(path: str, public: Api) -> None:
    answer = public.get(path.replace("/preview", "/form"))
    form = answer.json()
    assert answer.headers["Content-Type"] == "application/schema+json"
    assert list(form["properties"]) == ["area", "service", "ages"]
    assert [section["policy"] for section in form["x-sections"]][:4] == list(
        map(str, (Policy.LOCKED, Policy.SLOT, Policy.ADAPTABLE, Policy.OPTIONAL))
    )
    assert form["$id"].endswith(path.replace("/preview", "/form"))


def test_the_form_may_be_kept_and_asked_for_again(path: str, public: Api) -> None:
    form = path.replace("/preview", "/form")
    first = public.get(form)
    assert first.headers["Cache-Control"] == "public, max-age=60"
    assert public.get(form, if_none_match=first.etag).status == 304


def test_the_example_of_a_leaflet_has_a_form(world: World, public: Api) -> None:
    sections = [section for section in examples.LEAFLET["sections"] if "contact:" not in section["body"]]
    sections.append(SECTIONS[-1])
    item = world.published(kind="leaflet", sections=sections, details=examples.LEAFLET["details"])
    assert public.get(f"/v1/leaflets/{item.slug}/form").status == 200
