"""After any history of writing, reviewing, publishing, scheduling and withdrawing, the public sees what a small model in
plain Python says, and whoever has followed the feed from its beginning has exactly that (safety.md, "Properties worth
more than cases").
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from api.http import throttling
from library.catalogue import actions as catalogue
from library.catalogue.actions.items import Governance
from library.catalogue.models import Item
from library.editions.actions import redirect, restore, withdraw
from library.publishing import actions as publishing
from library.publishing.models import Draft
from tests.cast import Cast, assemble
from tests.client import Api
from tests.lines import add_lines
from tests.texts import with_lines

GOVERNANCE = Governance(
    licence="CC-BY-4.0", rights_holder="The SUN Network", funding="None", conflicts_of_interest="None declared"
)
secrets = count(1)


@dataclass
class Modelled:
    """What the model knows of one item."""

    slug: str
    draft_title: str
    state: str = "draft"
    standing: str = "unpublished"
    titles: list[str] = field(default_factory=list)
    successor: str = ""


def text(title: str) -> dict[str, Any]:
    """A small leaflet for the web. Its title is a canary until it is published."""
    return {
        "kind": "resource",
        "title": title,
        "summary": f"About {title}.",
        "language": "en",
        "sections": with_lines([{"id": "what", "heading": title, "body": f"All about {title}."}]),
        "citations": [
            {"id": "nhs", "title": "NHS", "url": "https://www.nhs.uk/", "accessed": "2026-11-01", "publisher": "NHS"}
        ],
        "details": {"medium": "leaflet"},
    }


class Histories(RuleBasedStateMachine):
    """Each rule does one thing to the library through its actions and the same thing to the model."""

    items = Bundle("items")

    @initialize()
    def open_library(self) -> None:
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.cast: Cast = assemble()
        self.clock = timezone.now() - timedelta(days=30)
        self.model: dict[str, Modelled] = {}
        catalogue.add_licence(
            spdx="CC-BY-4.0",
            name="CC BY 4.0",
            url="https://creativecommons.org/licenses/by/4.0/",
            by=self.by("cora"),
            at=self.now(),
        )
        add_lines(by=self.by("cora"), at=self.now())

    def teardown(self) -> None:
        if hasattr(self, "savepoint"):
            transaction.set_rollback(True)
            self.savepoint.__exit__(None, None, None)

    def by(self, name: str) -> Any:
        return self.cast.actor(name)

    def now(self) -> Any:
        self.clock += timedelta(minutes=1)
        return self.clock

    def draft(self, slug: str) -> Draft:
        return Draft.objects.select_related("item").get(item__slug=slug)

    @rule(target=items)
    def write(self) -> str:
        slug = f"item-{next(secrets)}"
        title = f"canary{next(secrets)}x"
        publishing.start_item(document=text(title), governance=GOVERNANCE, slug=slug, by=self.by("cora"), at=self.now())
        self.model[slug] = Modelled(slug, title)
        return slug

    @rule(slug=items)
    def edit(self, slug: str) -> None:
        known = self.model[slug]
        if known.state == "scheduled":
            return
        title = f"canary{next(secrets)}x"
        draft = self.draft(slug)
        publishing.save_draft(
            draft=draft, document=text(title), expected_version=draft.version, by=self.by("cora"), at=self.now()
        )
        known.state, known.draft_title = "draft", title

    @rule(slug=items, asks_for_changes=st.booleans())
    def review(self, slug: str, asks_for_changes: bool) -> None:
        known, draft = self.model[slug], self.draft(slug)
        if known.state not in {"draft", "changes_requested"}:
            return
        publishing.submit(draft=draft, expected_version=draft.version, by=self.by("cora"), at=self.now())
        if asks_for_changes:
            self.say(slug, "clive", "clinical", "changes_requested")
            known.state = "changes_requested"
            return
        self.say(slug, "lila", "lived_experience", "approved")
        self.say(slug, "clive", "clinical", "approved")
        known.state = "approved"

    def say(self, slug: str, who: str, kind: str, decision: str) -> None:
        draft = self.draft(slug)
        publishing.review_draft(
            draft=draft,
            kind=kind,
            scope="whole",
            decision=decision,
            document_hash=draft.document_hash,
            comment="Please change this.",
            by=self.by(who),
            at=self.now(),
        )

    @rule(slug=items)
    def publish(self, slug: str) -> None:
        known, draft = self.model[slug], self.draft(slug)
        if known.state != "approved" or known.standing not in {"unpublished", "published"}:
            return
        publishing.publish(
            draft=draft,
            expected_version=draft.version,
            change_class="content",
            note="New",
            by=self.by("petra"),
            at=self.now(),
        )
        self.is_out(known)

    def is_out(self, known: Modelled) -> None:
        known.state, known.standing = "published", "published"
        known.titles.append(known.draft_title)

    @rule(slug=items)
    def schedule(self, slug: str) -> None:
        known, draft = self.model[slug], self.draft(slug)
        if known.state != "approved" or known.standing not in {"unpublished", "published"}:
            return
        publishing.schedule(
            draft=draft,
            expected_version=draft.version,
            publish_at=self.clock + timedelta(hours=1),
            change_class="content",
            note="Later",
            by=self.by("petra"),
            at=self.now(),
        )
        known.state = "scheduled"

    @rule()
    def let_an_hour_pass(self) -> None:
        self.clock += timedelta(hours=1)
        publishing.publish_due(at=self.now())
        for known in self.model.values():
            if known.state == "scheduled":
                if known.standing in {"unpublished", "published"}:
                    self.is_out(known)
                else:
                    known.state = "approved"

    @rule(slug=items)
    def take_back(self, slug: str) -> None:
        known = self.model[slug]
        if known.standing != "published":
            return
        withdraw(
            item=Item.objects.get(slug=slug),
            reason="out_of_date",
            explanation="It is old.",
            by=self.by("petra"),
            at=self.now(),
        )
        known.standing = "withdrawn"

    @rule(slug=items)
    def bring_back(self, slug: str) -> None:
        known = self.model[slug]
        if known.standing not in {"withdrawn", "redirected"}:
            return
        restore(item=Item.objects.get(slug=slug), by=self.by("petra"), at=self.now())
        known.standing = "published"

    @rule(slug=items, other=items)
    def send_on(self, slug: str, other: str) -> None:
        known, successor = self.model[slug], self.model[other]
        if slug == other or known.standing not in {"published", "withdrawn"} or successor.standing != "published":
            return
        redirect(
            item=Item.objects.get(slug=slug), successor=Item.objects.get(slug=other), by=self.by("petra"), at=self.now()
        )
        known.standing, known.successor = "redirected", other

    @precondition(lambda self: hasattr(self, "model"))
    @invariant()
    def the_public_sees_the_model(self) -> None:
        throttling.anonymous.clear()  # a history asks more often than a reader may
        public = Api()
        listed = public.get("/v1/catalogue", {"page_size": 100})
        expected = {
            known.slug: (known.titles[-1], len(known.titles))
            for known in self.model.values()
            if known.standing == "published"
        }
        assert {card["slug"]: (card["title"], card["edition"]) for card in listed.json()["items"]} == expected
        for known in self.model.values():
            answer = public.get(f"/v1/resources/{known.slug}")
            wanted = {"unpublished": 404, "published": 200, "withdrawn": 410, "redirected": 308}[known.standing]
            assert answer.status == wanted
            if known.draft_title not in known.titles or known.standing != "published":
                assert known.draft_title.encode() not in answer.body + listed.body

    @precondition(lambda self: hasattr(self, "model"))
    @invariant()
    def the_feed_rebuilds_the_list(self) -> None:
        events = Api().get("/v1/changes", {"page_size": 100}).json()["items"]
        assert [event["position"] for event in events] == list(range(1, len(events) + 1))
        rebuilt: dict[str, int] = {}
        latest: dict[str, int] = {}
        for event in events:
            slug = event["subject"]["slug"]
            if event["type"] in {"item.published", "item.updated"}:
                latest[slug] = rebuilt[slug] = event["edition"]
            elif event["type"] == "item.restored":
                rebuilt[slug] = latest[slug]
            elif event["type"] in {"item.withdrawn", "item.redirected"}:
                del rebuilt[slug]
        assert rebuilt == {
            known.slug: len(known.titles) for known in self.model.values() if known.standing == "published"
        }


@pytest.mark.django_db
def test_the_public_and_the_feed_agree_with_the_model_after_any_history() -> None:
    run_state_machine_as_test(
        Histories,
        settings=settings(
            max_examples=12, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
