"""Somebody has just run `make run`. They open the printed address, follow every link, search for crisis support, open
The Sanctuary, read it, look at an older edition, and ask again with the ETag.
"""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings

from tests.client import Api


@pytest.fixture
def library(db: None, tmp_path: Path) -> Api:
    with override_settings(DATA_DIR=tmp_path):
        call_command("load_demo", stdout=StringIO())
    return Api()


def local(url: str) -> str:
    return url.removeprefix("http://127.0.0.1:8000")


def test_every_link_of_the_index_leads_somewhere(library: Api) -> None:
    links = library.get("/v1/").json()["links"]
    statuses = {name: library.get(local(url)).status for name, url in links.items()}
    assert {name: status for name, status in statuses.items() if status != 200} == {"workspace": 401}


def test_a_search_leads_to_the_sanctuary_and_its_history(library: Api) -> None:
    found = library.get("/v1/catalogue?q=crisis+support&audience=carers&facets=topic,format").json()
    assert "the-sanctuary" in [card["slug"] for card in found["items"]]
    assert {"topic", "format"} == set(found["facets"])

    path = "/v1/case-studies/the-sanctuary"
    sanctuary = library.get(path)
    detail = sanctuary.json()
    assert len(detail["details"]["said_did"]) >= 3
    assert detail["attribution"]["text"].startswith("‘The Sanctuary")
    assert detail["review"]["last_reviewed"] < detail["review"]["next_due"]
    assert (detail["edition"], len(detail["sha256"])) == (2, 64)

    older = library.get(f"{path}/editions/1").json()
    assert older["sha256"] != detail["sha256"]
    assert library.get(f"{path}/editions/2/changes", {"from": 1}).json()["changes"] != []
    assert library.get(path, if_none_match=sanctuary.etag).status == 304


def test_every_card_opens_and_so_does_everything_that_it_links_to(library: Api) -> None:
    for card in library.get("/v1/catalogue", {"page_size": 100}).json()["items"]:
        detail = library.get(local(card["url"])).json()
        links = [language["url"] for language in detail["languages"]] + [detail["editions_url"], detail["feedback_url"]]
        links += [file["url"] for file in detail["files"]] + [image["url"] for image in detail["images"]]
        links += [related["url"] for related in detail["details"].get("related", [])]
        assert {url: library.get(local(url)).status for url in links} == dict.fromkeys(links, 200)


def test_whoever_follows_the_feed_has_what_is_listed(library: Api) -> None:
    there: dict[tuple[str, str], int] = {}
    url = "/v1/changes?after=0&page_size=5"
    while url:
        page = library.get(local(url)).json()
        for event in page["items"]:
            subject = (event["subject"]["slug"], event["subject"]["language"])
            if event["type"] in {"item.published", "item.updated"}:
                there[subject] = event["edition"]
            elif event["type"] == "item.withdrawn":
                del there[subject]
        url = page["next"]
    lists = ("/v1/catalogue", "/v1/adaptations")
    cards = [card for path in lists for card in library.get(path, {"page_size": 100}).json()["items"]]
    listed = {(card["slug"], card["language"]): card["edition"] for card in cards}
    assert listed.items() <= there.items()
    assert {slug for slug, _ in there} == {slug for slug, _ in listed}
