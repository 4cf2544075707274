"""What is asked of both servers, and whether they answer the same."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from demo.generator.plans import plan
from demo.generator.vocabulary import AUDIENCES, leaves
from demo.generator.words import MARKERS
from library.catalogue.addresses import COLLECTIONS
from tests.benchmarks.data import SEED
from tests.benchmarks.servers import PUBLIC_URL, Server

PAGE_SIZE = 20
Requests = list[tuple[str, str]]
"""Paths with the `If-None-Match` to send, or nothing."""


@dataclass(frozen=True)
class Scenario:
    """One row of the table: requests of ours, requests of the baseline, and the least ratio we mean to reach."""

    name: str
    ours: Requests
    baseline: Requests
    target: float
    conditional: bool = False


class WrongAnswer(Exception):
    """The servers do not answer the same."""


def scenarios(ours: Server, etags: Server, size: int) -> list[Scenario]:
    """All of them, for a library of `size` items. Asks the servers for page tokens and ETags."""
    topics = leaves()
    # Sixteen different ones, of frequent and of rare topics.
    pairs = [(topics[(at * 5 + at // 8 * 2) % len(topics)], AUDIENCES[at % len(AUDIENCES)]) for at in range(16)]
    items = [plan(SEED, number) for number in random.Random(size).sample(range(1, size + 1), min(size, 200))]
    details = [f"/v1/{COLLECTIONS[item.document['kind']]}/{item.slug}" for item in items]
    theirs = [f"/api/resources/{item.slug}/" for item in items]
    page = min(400, size // PAGE_SIZE)
    words = [f"?q={word}" for word in MARKERS]
    found = _plain(f"/api/resources/{word}" for word in words)
    filters = [f"?topic={topic}&audience={audience}" for topic, audience in pairs]
    return [
        Scenario("list", _plain(["/v1/catalogue"]), _plain(["/api/resources/"]), 6),
        Scenario(
            "filtered list",
            _plain(f"/v1/catalogue{chosen}" for chosen in filters),
            _plain(f"/api/resources/{chosen}" for chosen in filters),
            10,
        ),
        Scenario(f"page {page}", _plain([_deep(ours, page)]), _plain([f"/api/resources/?page={page}"]), 10),
        Scenario("detail", _plain(details), _plain(theirs), 5),
        Scenario("304", _with_tags(ours, details), _with_tags(etags, theirs), 5, conditional=True),
        Scenario("search", _plain(f"/v1/catalogue{word}" for word in words), found, 4),
        Scenario("search, snippets", _plain(f"/v1/catalogue{word}&snippets=true" for word in words), found, 2),
    ]


def embedding(size: int) -> list[Scenario]:
    """What partners' pages ask of us, each beside the detail of the same items: it is to be as quick as that."""
    items = [plan(SEED, number) for number in random.Random(size).sample(range(1, size + 1), min(size, 100))]
    places = [f"{COLLECTIONS[item.document['kind']]}/{item.slug}" for item in items]
    details = [f"/v1/{place}" for place in places]
    colours = "?text=3b1f2b&background=fdf6ec&link=7a1f3d"
    told = [f"/v1/oembed?url={quote(f'{PUBLIC_URL}/v1/{place}', safe='')}" for place in places]
    return [
        Scenario("embed page", _plain(f"/embed/{place}" for place in places), _plain(details), 1),
        Scenario("embed page, colours", _plain(f"/embed/{place}{colours}" for place in places), _plain(details), 1),
        Scenario("oEmbed", _plain(told), _plain(details), 1),
        Scenario("oEmbed, XML", _plain(f"{address}&format=xml" for address in told), _plain(details), 1),
    ]


def warm(server: Server, made: Sequence[Scenario]) -> None:
    """Have every page made once, as the first reader of each would. Raises `WrongAnswer` for one that is not sent."""
    for scenario in made:
        for path, _ in scenario.ours:
            answer = server.get(path, {"Accept": "*/*"})
            if answer.status != 200:
                raise WrongAnswer(f"{path}: {answer.status} {answer.body[:300]!r}")


def verify(scenario: Scenario, ours: Server, baseline: Server) -> None:
    """Raises `WrongAnswer` unless both give the same items; where there is an order, in that order."""
    for (mine, my_tag), (theirs, their_tag) in list(zip(scenario.ours, scenario.baseline, strict=True))[:20]:
        if scenario.conditional:
            statuses = [ours.get(mine, _match(my_tag)).status, baseline.get(theirs, _match(their_tag)).status]
            _same(statuses, [304, 304], mine)
        elif scenario.name == "detail":
            _same(_json(ours, mine)["title"], _json(baseline, theirs)["title"], mine)
        elif scenario.name.startswith("search"):
            # The best first there, the newest first here: the number of matches is what can be compared.
            _same(_json(ours, f"{mine}&count=true")["total"], _json(baseline, theirs)["count"], mine)
        else:
            got = [item["slug"] for item in _json(ours, mine)["items"]]
            _same(got, [item["slug"] for item in _json(baseline, theirs)["results"]], mine)
            _same(bool(got), True, mine)


def facet_requests() -> list[str]:
    """Filtered searches with facets, which only we have."""
    facets = "facets=topic,audience,format,language"
    return [f"/v1/catalogue?q={word}&audience={AUDIENCES[at]}&{facets}" for at, word in enumerate(MARKERS)]


def _deep(ours: Server, page: int) -> str:
    """The address of our page number `page`, by following `next` in pages of a hundred."""
    left, path = (page - 1) * PAGE_SIZE, "/v1/catalogue"
    token = ""
    while left:
        size = min(100, left)
        following = _json(ours, f"{path}?page_size={size}{token}")["next"]
        token = f"&page_token={parse_qs(urlsplit(following).query)['page_token'][0]}"
        left -= size
    return f"{path}?page_size={PAGE_SIZE}{token}"


def _with_tags(server: Server, paths: Sequence[str]) -> Requests:
    return [(path, str(server.get(path).headers["ETag"])) for path in paths]


def _plain(paths: Any) -> Requests:
    return [(path, "") for path in paths]


def _match(tag: str) -> dict[str, str]:
    return {"If-None-Match": tag}


def _json(server: Server, path: str) -> Any:
    answer = server.get(path)
    if answer.status != 200:
        raise WrongAnswer(f"{server.name} answers {path} with {answer.status}: {answer.body[:300]!r}")
    return json.loads(answer.body)


def _same(one: object, other: object, path: str) -> None:
    if one != other:
        raise WrongAnswer(f"{path}: {one!r:.300} is not {other!r:.300}")
