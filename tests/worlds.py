"""Situations, built by calling actions: no test starts from a state that the product cannot reach.

    world = World()
    item = world.published()                          # a resource, out in one edition
    draft = world.approved(kind="training")           # signed off, and not out yet
    world.api("petra").post(f"/v1/workspace/drafts/{draft.id}/publish", ...)

The cast is that of `tests/cast.py`, and besides it:

- at the SUN Network Edie reviews as an editor, Max for lived experience and as a clinician, and Rosa only reads;
- the Harbour Trust, another steward: Hana curates, Hugo publishes, Hope administers. Nobody there may know of what the SUN Network writes.

Time goes on by a minute with each step, and ends well before now.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count
from typing import Any, ClassVar

from django.utils import timezone

from library.accounts import actions as accounts
from library.accounts.actors import SYSTEM, Actor
from library.accounts.models import AccessRequest, Invitation, Organisation
from library.catalogue import actions as catalogue
from library.catalogue.actions.items import Governance
from library.catalogue.models import Item, Topic
from library.directory import actions as directory
from library.directory.models import ContactPoint, Service
from library.editions import actions as editions
from library.editions.models import Edition
from library.ids import slugify
from library.publishing import actions as publishing
from library.publishing.models import Draft
from tests.beginning import Beginning
from tests.cast import assemble
from tests.client import Api
from tests.lines import add_lines
from tests.texts import helped, text

ALSO_THERE = {
    "edie": ("sun", ["reviewer"], ["editorial"]),
    "max": ("sun", ["reviewer"], ["lived_experience", "clinical"]),
    "rosa": ("sun", ["reader"], []),
    "hana": ("harbour", ["curator"], []),
    "hugo": ("harbour", ["publisher"], []),
    "hope": ("harbour", ["steward_admin", "admin"], []),
}
LICENCES = {
    "CC-BY-4.0": ("Creative Commons Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "CC-BY-ND-4.0": (
        "Creative Commons Attribution-NoDerivatives 4.0",
        "https://creativecommons.org/licenses/by-nd/4.0/",
    ),
}
SIGN_OFFS = (("lila", "lived_experience"), ("clive", "clinical"))
GOVERNANCE = Governance(
    licence="CC-BY-4.0",
    rights_holder="The SUN Network",
    funding="None",
    conflicts_of_interest="None declared",
    topics=("eating-disorders",),
    audiences=("carers",),
)
ACCESS = {
    "organisation_name": "NHS Central East ICB",
    "ods_code": "S1Y5D",
    "nation": "england",
    "areas": ["E54000065"],
    "contact_name": "Robin Example",
    "email": "robin@nhs.example",
    "message": "We would like to adapt the leaflet for adults.",
}
_numbers = count(1)


class World:
    """The cast, a few words and contact points, and verbs that bring an item or a draft into a situation."""

    beginnings: ClassVar[dict[int, Beginning]] = {}

    def __init__(self, *, days_ago: int = 30) -> None:
        beginning = self.beginnings.get(days_ago)
        if beginning is not None and beginning.fits():
            vars(self).update(beginning.put_back())
            return
        begins = not Organisation.objects.exists()
        self.cast = assemble()
        self.clock = timezone.now().replace(microsecond=0) - timedelta(days=days_ago)
        self._furnish()
        if begins:
            self.beginnings[days_ago] = Beginning.of(self)

    def now(self) -> datetime:
        """A minute later than before."""
        self.clock += timedelta(minutes=1)
        return self.clock

    def join(self, name: str, organisation: str, roles: list[str], review_kinds: list[str] | None = None) -> Actor:
        """One more person."""
        if organisation == "harbour" and organisation not in self.cast.organisations:
            self.cast.organisations["harbour"] = accounts.create_organisation(
                code="harbour", name="The Harbour Trust", kind="steward", by=SYSTEM, at=self.clock
            )
        user = accounts.create_user(username=name, name=f"{name.title()} Example", by=SYSTEM, at=self.clock)
        self.cast.members[name] = accounts.add_member(
            user=user,
            organisation=self.cast.organisations[organisation],
            roles=roles,
            review_kinds=review_kinds or [],
            by=SYSTEM,
            at=self.clock,
        )
        return self.by(name)

    def add_topic(self, slug: str, name: str, **facts: Any) -> Topic:
        return catalogue.add_topic(slug=slug, name=name, by=self.by("cora"), at=self.now(), **facts)

    def code_topic(self, slug: str, code: str) -> Topic:
        """Give a topic a SNOMED CT code."""
        topic = Topic.objects.get(slug=slug)
        codes = [{"system": "http://snomed.info/sct", "code": code, "display": topic.name}]
        return catalogue.change_topic(
            topic=topic, name=topic.name, codes=codes, synonyms=topic.synonyms, by=self.by("cora"), at=self.now()
        )

    def crisis_line(self, name: str, number: str, purpose: str) -> ContactPoint:
        """A contact point that answers about withdrawn items name."""
        return directory.add_contact_point(
            slug=slugify(name),
            name=name,
            kind="short_voice",
            value=number,
            purpose=purpose,
            by=self.by("cora"),
            at=self.now(),
        )

    def relicensed(self, item: Item, spdx: str) -> Item:
        """From its next edition on the item is under another licence."""
        item = Item.objects.get(pk=item.pk)
        return catalogue.change_item(
            item=item, changes={"licence": spdx}, expected_version=item.version, by=self.by("petra"), at=self.now()
        )

    def by(self, name: str) -> Actor:
        self._meet(name)
        return self.cast.actor(name)

    def api(self, name: str) -> Api:
        """A client that calls with this person's key."""
        self._meet(name)
        return self.cast.api(name)

    def _meet(self, name: str) -> None:
        """Those who are also there come when they are first asked for."""
        if name not in self.cast.members and name in ALSO_THERE:
            self.join(name, *ALSO_THERE[name])

    # Situations of a draft

    def draft(
        self,
        *,
        kind: str = "resource",
        curator: str = "cora",
        slug: str | None = None,
        is_health_content: bool = True,
        governance: dict[str, Any] | None = None,
        lines: bool = True,
        **changes: Any,
    ) -> Draft:
        """A new item with its first draft. `changes` are members of the text, such as its title; `sections` get the lines that
        every text about health prints, unless they are to be without `lines`.
        """
        number = next(_numbers)
        changes = helped(changes, is_health_content and lines)
        stated = {**vars(GOVERNANCE), "is_health_content": is_health_content, **(governance or {})}
        return publishing.start_item(
            document=text(kind, **{"title": f"Example {number}", **changes}),
            governance=Governance(**stated),
            slug=slug or f"example-{number}",
            by=self.by(curator),
            at=self.now(),
        )

    def translation(self, item: Item, language: str = "cy", *, curator: str = "cora", **changes: Any) -> Draft:
        """A draft of an item in a further language."""
        changes = helped(changes, item.is_health_content)
        document = text(item.kind, language=language, **changes)
        return publishing.start_draft(item=item, document=document, by=self.by(curator), at=self.now())

    def edited(self, item: Item, language: str = "en-GB", *, by: str = "cora", **changes: Any) -> Draft:
        """The draft of an item, with its next text."""
        draft = Draft.objects.select_related("item").get(item=item, language=language)
        changes = helped(changes, draft.item.is_health_content)
        document = {**draft.document, **changes}
        return publishing.save_draft(
            draft=draft, document=document, expected_version=draft.version, by=self.by(by), at=self.now()
        )

    def in_review(self, draft: Draft | None = None, *, curator: str = "cora", **how: Any) -> Draft:
        draft = draft or self.draft(curator=curator, **how)
        return publishing.submit(
            draft=draft,
            expected_version=draft.version,
            change_class="content",
            change_note="What is new.",
            by=self.by(curator),
            at=self.now(),
        )

    def changes_requested(self, draft: Draft | None = None, **how: Any) -> Draft:
        return self.reviewed(self.in_review(draft, **how), "clive", "clinical", decision="changes_requested")

    def reviewed(
        self,
        draft: Draft,
        by: str,
        kind: str,
        *,
        scope: str = "whole",
        decision: str = "approved",
        comment: str = "Please look again.",
    ) -> Draft:
        """One reviewer has said something of a draft that is in review. Gives the draft as it is then."""
        publishing.review_draft(
            draft=draft,
            kind=kind,
            scope=scope,
            decision=decision,
            document_hash=draft.document_hash,
            comment=comment,
            evidence_checked=True,
            by=self.by(by),
            at=self.now(),
        )
        return Draft.objects.select_related("item").get(pk=draft.pk)

    def approved(self, draft: Draft | None = None, *, scope: str = "whole", **how: Any) -> Draft:
        """Signed off by everybody who must."""
        draft = self.in_review(draft, **how)
        sign_offs = SIGN_OFFS if draft.item.is_health_content else (("edie", "editorial"),)
        for reviewer, kind in sign_offs:
            draft = self.reviewed(draft, reviewer, kind, scope=scope)
        return draft

    def scheduled(self, draft: Draft | None = None, *, after: timedelta = timedelta(hours=1), **how: Any) -> Draft:
        """Approved, and to be published by itself so long after the step before."""
        return self.schedule(self.approved(draft, **how), after=after)

    def schedule(self, draft: Draft, *, after: timedelta = timedelta(hours=1)) -> Draft:
        """An approved draft is to go out by itself."""
        return publishing.schedule(
            draft=draft,
            expected_version=draft.version,
            publish_at=self.clock + after,
            change_class="content",
            note="As planned.",
            by=self.by("petra"),
            at=self.now(),
        )

    # Situations of an item

    def publish(
        self, draft: Draft, *, change_class: str = "content", note: str = "What is new.", by: str = "petra"
    ) -> Edition:
        """An approved draft goes out."""
        return publishing.publish(
            draft=draft,
            expected_version=draft.version,
            change_class=change_class,
            note=note,
            by=self.by(by),
            at=self.now(),
        )

    def published(self, draft: Draft | None = None, **how: Any) -> Item:
        """An item that is out."""
        return self.publish(self.approved(draft, **how)).item

    def republished(
        self, item: Item, *, change_class: str = "content", scope: str = "change", **changes: Any
    ) -> Edition:
        """Its next edition, in its original language."""
        draft = self.approved(self.edited(item, item.original_language, **changes), scope=scope)
        return self.publish(draft, change_class=change_class)

    def withdrawn(
        self, item: Item | None = None, *, reason: str = "out_of_date", successor: Item | None = None, **how: Any
    ) -> Item:
        return editions.withdraw(
            item=item or self.published(**how),
            reason=reason,
            explanation="It has been overtaken by events.",
            successor=successor,
            by=self.by("petra"),
            at=self.now(),
        )

    def redirected(self, item: Item | None = None, *, successor: Item | None = None) -> Item:
        successor = successor or self.published()
        item = item or self.published()
        return editions.redirect(item=item, successor=successor, by=self.by("petra"), at=self.now())

    # Coming in

    def asked_for_access(self, **said: Any) -> AccessRequest:
        """An organisation asks to join."""
        return accounts.request_access(**{**ACCESS, **said}, at=self.now())

    def invited(self, organisation: str = "norfolk", *, by: str = "ada", **how: Any) -> Invitation:
        """Somebody is invited, today: the link holds for two weeks only."""
        how = {"name": "Sam Okafor", "email": "sam@nhs.example", "roles": ["editor"], **how}
        to = self.cast.organisations[organisation]
        return accounts.invite(organisation=to, **how, by=self.by(by), at=timezone.now())

    def succeeded(self, *predecessors: str, by: str, how: str = "merger", **facts: Any) -> None:
        """An organisation took over from others, which are no more."""
        if by not in self.cast.organisations:
            self.cast.organisations[by] = self._new_body(by)
        accounts.succeed_organisation(
            predecessors=[self.cast.organisations[code] for code in predecessors],
            successors=[self.cast.organisations[by]],
            **{"on": self.clock.date(), "type": how, **facts},
            by=self.by("ada"),
            at=self.now(),
        )

    def _new_body(self, code: str) -> Organisation:
        return accounts.create_organisation(
            code=code, name=code.title(), kind="health_authority", by=self.by("ada"), at=self.now()
        )

    # The directory

    def contact(
        self, slug: str, value: str = "116123", *, kind: str = "short_voice", by: str = "cora", **facts: Any
    ) -> ContactPoint:
        """One more contact point; `facts` are fields of it, such as `valid_from`."""
        return directory.add_contact_point(
            slug=slug, name=slug.title(), kind=kind, value=value, by=self.by(by), at=self.now(), **facts
        )

    def changed_contact(
        self, slug: str, *, proposed_by: str = "cora", confirmed_by: str = "petra", **changes: Any
    ) -> ContactPoint:
        """One person proposed the changes, another made them."""
        contact = ContactPoint.objects.get(slug=slug)
        change = directory.propose_change(
            contact=contact,
            changes=changes,
            expected_version=contact.version,
            by=self.by(proposed_by),
            at=self.now(),
        )
        return directory.confirm_change(
            contact=contact,
            change=change.pk,
            expected_version=contact.version + 1,
            by=self.by(confirmed_by),
            at=self.now(),
        )

    def service(self, slug: str, name: str, role: str, contacts: list[str], *, by: str = "nell") -> Service:
        """A local service that can be reached at these contact points."""
        return directory.add_service(
            slug=slug,
            name=name,
            role=role,
            description="Help nearby.",
            contact_points=list(ContactPoint.objects.filter(slug__in=contacts)),
            by=self.by(by),
            at=self.now(),
        )

    def retire(self, slug: str) -> ContactPoint:
        """Yesterday was the last day on which this contact point was in use."""
        contact = ContactPoint.objects.get(slug=slug)
        return directory.retire_contact_point(
            contact=contact,
            valid_to=self.clock.date() - timedelta(days=1),
            expected_version=contact.version,
            by=self.by("cora"),
            at=self.now(),
        )

    def _furnish(self) -> None:
        curator = self.by("cora")
        root = catalogue.add_topic(slug="mental-health", name="Mental health", by=curator, at=self.now())
        catalogue.add_topic(slug="eating-disorders", name="Eating disorders", parent=root, by=curator, at=self.now())
        for slug, name in (("carers", "Carers"), ("adults", "Adults")):
            catalogue.add_audience(slug=slug, name=name, by=curator, at=self.now())
        for spdx, (name, url) in LICENCES.items():
            catalogue.add_licence(spdx=spdx, name=name, url=url, by=curator, at=self.now())
        add_lines(by=curator, at=self.now())
