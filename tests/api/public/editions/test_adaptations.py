"""Adaptations as the public finds them: lists, the one that serves a place, what is local in one."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from library.accounts import actions as accounts
from library.accounts.actors import SYSTEM
from library.catalogue.actions import change_organisation
from library.documents.overrides import Override
from library.leaflets.actions import start_adaptation
from library.leaflets.models import Adaptation
from tests.adaptations import AREA, AREAS, Place
from tests.client import Api, Response
from tests.worlds import World


@pytest.fixture
def here(world: World) -> Place:
    return Place(world)


def suffolk(here: Place, district: str = "IP") -> Adaptation:
    """Suffolk's for a district, published."""
    world = here.world
    world.join("sam", "suffolk", ["approver"])
    body = world.cast.organisations["suffolk"]
    change_organisation(
        organisation=body, name=body.name, nation="england", districts=[district], by=SYSTEM, at=world.now()
    )
    begun = start_adaptation(
        template=here.template,
        language="en-GB",
        areas=[AREAS["suffolk"]],
        districts=[district],
        by=world.by("sadie"),
        at=world.now(),
    )
    adaptation = here.submitted(here.saved(begun, by="sadie"), by="sadie")
    here.approve(adaptation, by="sam")
    return here.now(adaptation)


def listed(here: Place, public: Api, **query: Any) -> list[str]:
    answer = public.get(f"/v1/leaflets/{here.template.slug}/adaptations", query)
    assert answer.status == 200, answer
    return [card["slug"] for card in answer.json()["items"]]


def local(here: Place, public: Api, **query: Any) -> Response:
    return public.get(f"/v1/leaflets/{here.template.slug}/local", query)


def compared(here: Place, public: Api, adaptation: Adaptation) -> dict[str, dict[str, Any]]:
    found = public.get(f"/v1/adaptations/{adaptation.item.slug}/comparison").json()
    return {section["id"]: section for section in found["sections"]}


# Lists


def test_a_leaflet_lists_its_published_adaptations_newest_first(here: Place, public: Api) -> None:
    norfolk, other = here.published(), suffolk(here)
    here.draft(template=here.publish_template())
    assert listed(here, public) == [other.item.slug, norfolk.item.slug]
    (card, _) = public.get(f"/v1/leaflets/{here.template.slug}/adaptations").json()["items"]
    assert (card["organisation"]["code"], card["areas"], card["standing"]) == ("suffolk", [AREAS["suffolk"]], "current")
    assert card["adapted_from"]["edition"] == 1


def test_what_is_not_published_is_not_listed(here: Place, public: Api) -> None:
    here.submitted()
    assert listed(here, public) == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"organisation": "norfolk"}, ["norfolk"]),
        ({"organisation": "nobody"}, []),
        ({"area": AREA}, ["norfolk"]),
        ({"area": AREA.lower()}, ["norfolk"]),
        ({"area": "E54000099"}, []),
        ({"language": "en-GB"}, ["suffolk", "norfolk"]),
        ({"language": "cy"}, []),
    ],
)
def test_filters(here: Place, public: Api, query: dict[str, str], found: list[str]) -> None:
    slugs = {"norfolk": here.published().item.slug, "suffolk": suffolk(here).item.slug}
    assert listed(here, public, **query) == [slugs[name] for name in found]


def test_pages(here: Place, public: Api) -> None:
    norfolk, other = here.published(), suffolk(here)
    path = f"/v1/leaflets/{here.template.slug}/adaptations"
    first = public.get(path, {"page_size": 1}).json()
    second = public.get(first["next"].removeprefix("http://127.0.0.1:8000")).json()
    assert [page["items"][0]["slug"] for page in (first, second)] == [other.item.slug, norfolk.item.slug]
    assert second["next"] is None


def test_a_code_that_has_ended_leads_to_those_who_took_over(here: Place, public: Api) -> None:
    slug = here.published().item.slug
    before = accounts.create_organisation(
        code="old", name="Old Norfolk", kind="health_authority", by=SYSTEM, at=here.world.now()
    )
    accounts.add_code(organisation=before, scheme="ods", value="QOLD", by=SYSTEM, at=here.world.now())
    here.world.cast.organisations["old"] = before
    here.world.succeeded("old", by="norfolk")
    assert listed(here, public, area="QOLD") == [slug]
    assert local(here, public, area="QOLD").json()["served_from"] == "local"


def test_how_one_stands_is_in_its_card_at_once(here: Place, public: Api) -> None:
    here.published(signs="Our signs.")
    here.edition("safety", signs="Safer signs.")
    (card,) = public.get(f"/v1/leaflets/{here.template.slug}/adaptations").json()["items"]
    assert card["standing"] == "behind_safety"


# The one that serves a place


@pytest.mark.parametrize("postcode", ["NR1", "nr1", "NR1 1AA", "nr11aa", "NR10"])
def test_a_postcode_finds_the_adaptation_that_serves_it(here: Place, public: Api, postcode: str) -> None:
    adaptation = here.published()
    found = local(here, public, postcode=postcode).json()
    assert (found["served_from"], found["choices"]) == ("local", [])
    assert found["url"].endswith(f"/v1/adaptations/{adaptation.item.slug}")
    assert found["item"]["slug"] == adaptation.item.slug


@pytest.mark.parametrize("query", [{"postcode": "N1"}, {"postcode": "CB1"}, {"area": "E54000023"}])
def test_where_nobody_has_one_the_original_serves(here: Place, public: Api, query: dict[str, str]) -> None:
    here.published()
    found = local(here, public, **query).json()
    assert (found["served_from"], found["item"]["kind"]) == ("national", "leaflet")
    assert found["url"].endswith(f"/v1/leaflets/{here.template.slug}")


def test_of_several_none_is_guessed(here: Place, public: Api) -> None:
    here.published()
    suffolk(here, "NR35")
    found = local(here, public, postcode="NR35").json()
    assert (found["served_from"], found["url"], found["item"]) == ("choices", None, None)
    assert {card["organisation"]["code"] for card in found["choices"]} == {"norfolk", "suffolk"}


@pytest.mark.parametrize(
    "query", [{}, {"postcode": "NR1", "area": AREA}, {"postcode": "NR"}, {"postcode": "Norwich"}, {"area": "Norfolk!"}]
)
def test_what_names_no_place(here: Place, public: Api, query: dict[str, str]) -> None:
    refused = local(here, public, **query)
    assert (refused.status, refused.slug) == (400, "invalid-request")


SECRET = "1ZZ"


@pytest.mark.parametrize("postcode", [f"NR1 {SECRET}", f"CB1{SECRET}", f"bad {SECRET} postcode"])
def test_the_second_half_of_a_postcode_goes_nowhere(
    here: Place, public: Api, postcode: str, caplog: pytest.LogCaptureFixture
) -> None:
    here.published()
    with caplog.at_level(logging.DEBUG):
        answer = local(here, public, postcode=postcode)
    assert SECRET not in answer.body.decode().upper()
    assert SECRET not in str(dict(answer.headers)).upper()
    assert SECRET not in caplog.text.upper()


def test_only_an_answer_to_a_district_is_kept_by_caches(here: Place, public: Api) -> None:
    here.published()
    cut, whole = local(here, public, postcode="NR1"), local(here, public, postcode="NR1 1AA")
    assert cut.headers["Cache-Control"].startswith("public, max-age=")
    assert (whole.headers["Cache-Control"], whole.headers["X-Accel-Expires"]) == ("no-store", "0")
    assert cut.body == whole.body
    path = f"/v1/leaflets/{here.template.slug}/local"
    again = public.get(path, {"postcode": "NR1 1AA"}, if_none_match=whole.etag)
    assert (again.status, again.headers["Cache-Control"]) == (304, "no-store")


def test_an_adaptation_in_another_language_does_not_serve(here: Place, public: Api) -> None:
    here.published()
    refused = local(here, public, postcode="NR1", language="cy")
    assert (refused.status, refused.slug) == (404, "language-not-available")


# What is local


def test_a_comparison_says_of_each_section_what_is_local(here: Place, public: Api) -> None:
    left_out = Override(left_out=True, reason="None here.")
    adaptation = here.published(signs="Look for changes at lunch.", groups=left_out, words="Come along.")
    found = compared(here, public, adaptation)
    assert {id_: one["status"] for id_, one in found.items()} == {
        "about": "verbatim",
        "signs": "reworded",
        "groups": "left_out",
        "ask": "filled",
        "words": "added",
        "now": "verbatim",
        "lines": "verbatim",
    }
    assert (found["about"]["hunks"], found["signs"]["base_edition"]) == ([], 1)
    signs = found["signs"]["hunks"]
    assert "".join(hunk["new"] for hunk in signs) == "Look for changes at lunch."
    assert "".join(hunk["old"] for hunk in signs).startswith("Look for changes at meals.")
    assert [hunk["op"] for hunk in found["groups"]["hunks"]] == ["delete"]


def test_a_comparison_says_which_editions_it_is_between(here: Place, public: Api) -> None:
    adaptation = here.published()
    here.edition(signs="New signs.")
    found = public.get(f"/v1/adaptations/{adaptation.item.slug}/comparison").json()
    assert (found["adapted_from"]["edition"], found["adapted_from"]["newest_edition"]) == (1, 2)
    assert (found["standing"], found["organisation"]["code"], found["areas"]) == ("behind", "norfolk", [AREA])


def test_of_an_original_that_was_withdrawn_no_word_is_shown(here: Place, public: Api) -> None:
    adaptation = here.published(signs="Our signs.")
    here.world.withdrawn(here.template)
    answer = public.get(f"/v1/adaptations/{adaptation.item.slug}/comparison")
    found = answer.json()
    assert (found["standing"], found["adapted_from"]["newest_edition"]) == ("upstream_withdrawn", None)
    assert {section["hunks"] is None for section in found["sections"]} == {True}
    assert b"Look for changes" not in answer.body


def test_what_is_no_adaptation_has_no_comparison(here: Place, public: Api) -> None:
    assert public.get(f"/v1/adaptations/{here.template.slug}/comparison").status == 404
    draft = here.draft()
    assert public.get(f"/v1/adaptations/{draft.item.slug}/comparison").status == 404


def test_drafts_show_nowhere(here: Place, public: Api) -> None:
    adaptation = here.published(signs="Our signs.")
    here.saved(adaptation, signs="canary-draft", details={"area_name": "canary-area", "service": "norfolk-service"})
    slug, template = adaptation.item.slug, here.template.slug
    for path in (
        f"/v1/adaptations/{slug}",
        f"/v1/adaptations/{slug}/comparison",
        f"/v1/leaflets/{template}/adaptations",
        f"/v1/leaflets/{template}/local?postcode=NR1",
        "/v1/adaptations?q=canary",
    ):
        assert b"canary" not in public.get(path).body, path


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/v1/leaflets/{template}/adaptations", 3),
        ("/v1/leaflets/{template}/adaptations?organisation=norfolk&language=en-GB", 3),
        ("/v1/leaflets/{template}/local?postcode=NR1", 2),
        ("/v1/leaflets/{template}/local?postcode=CB1", 2),
        ("/v1/adaptations/{slug}", 1),
        ("/v1/adaptations/{slug}/comparison", 5),
        ("/v1/permissions?item=leaflets/{template}&action=adapt", 6),  # with the quotes that it names
    ],
)
def test_a_read_takes_so_many_queries(here: Place, public: Api, path: str, queries: int) -> None:
    adaptation = here.published()
    address = path.format(template=here.template.slug, slug=adaptation.item.slug)
    public.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert public.get(address).status == 200
    assert len(captured) == queries, [row["sql"][:120] for row in captured]


# Among all adaptations


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"postcode": "NR1"}, ["norfolk"]),
        ({"postcode": "ip4"}, ["suffolk"]),
        ({"postcode": "CB1"}, []),
        ({"area": AREA}, ["norfolk"]),
        ({"area": AREA, "postcode": "IP1"}, []),
    ],
)
def test_all_adaptations_are_narrowed_down_to_a_place(
    here: Place, public: Api, query: dict[str, str], found: list[str]
) -> None:
    slugs = {"norfolk": here.published().item.slug, "suffolk": suffolk(here).item.slug}
    cards = public.get("/v1/adaptations", query).json()["items"]
    assert [card["slug"] for card in cards] == [slugs[name] for name in found]


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/v1/adaptations", {"postcode": "NR1 1AA"}),
        ("/v1/adaptations", {"postcode": "Norwich"}),
        ("/v1/adaptations", {"area": "?"}),
        ("/v1/leaflets", {"postcode": "NR1"}),
        ("/v1/catalogue", {"area": AREA}),
    ],
)
def test_a_list_takes_no_whole_postcode_and_no_place_for_what_has_none(
    here: Place, public: Api, path: str, query: dict[str, str]
) -> None:
    refused = public.get(path, query)
    assert (refused.status, refused.pointers) == (400, [f"?{next(iter(query))}"])
    assert b"1AA" not in refused.body
