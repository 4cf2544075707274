"""Adaptations in their situations, built by calling actions on a `World`.

here = Place(world)                               # Norfolk may adapt for its area; there is a template and a service
adaptation = here.published()                     # Nell wrote it, Nadia approved it
here.safety_edition(signs="New signs.")
"""

from __future__ import annotations

import json
from typing import Any

from library.accounts import actions as accounts
from library.accounts.actors import SYSTEM
from library.catalogue.actions import change_organisation
from library.catalogue.models import Derivation, Entry, Item
from library.documents.overrides import Override
from library.editions.models import Edition
from library.leaflets import actions as leaflets
from library.leaflets.models import Adaptation
from library.leaflets.tasks import follow_all
from tests.worlds import World

AREA = "E54000063"
DISTRICTS = {"norfolk": ["NR", "PE30"], "suffolk": ["IP"]}
AREAS = {"norfolk": AREA, "suffolk": "E54000023"}
BODIES = {
    "about": "Eating disorders are illnesses.\n\nNobody chooses one.",
    "signs": "Look for changes at meals.\n\nLook for changes in mood.",
    "groups": "There are groups in many towns.",
    "ask": "In {{area_name}} call {{service.phone}} or ask {{service.name}}.",
    "words": "",
    "now": "Talk to {{contact:samaritans}}.",
}
POLICIES = {"signs": "adaptable", "groups": "optional", "ask": "locked", "words": "slot"}
DETAILS = [
    {"key": "area_name", "label": "Name of the area", "type": "text", "max_length": 40},
    {"key": "service", "label": "Community service", "type": "service", "role": "community"},
    {"key": "hint", "label": "A hint", "type": "text", "required": False},
]
LOCAL: dict[str, Any] = {"area_name": "Norfolk", "service": "norfolk-service"}


def sections(**bodies: str | None) -> list[dict[str, Any]]:
    """The sections of the template; `bodies` are other texts, or None to take one out."""
    return [
        {
            "id": id_,
            "heading": id_.capitalize(),
            "policy": POLICIES.get(id_, "locked"),
            "policy_reason": "It keeps people safe." if id_ in {"about", "now"} else "",
            "care_level": "urgent" if id_ == "now" else "none",
            "body": body,
        }
        for id_, body in {**BODIES, **bodies}.items()
        if body is not None
    ]


class Place:
    """Norfolk, with a template to adapt, a service to name, and people who write and approve."""

    def __init__(self, world: World, **template: Any) -> None:
        self.world = world
        for code in AREAS:
            self._settle(code)
        world.contact("norfolk-line", "+441603421421", kind="e164", by="nell")
        world.service("norfolk-service", "Norfolk Service", "community", ["norfolk-line"])
        self.template = self.publish_template(**template)

    def _settle(self, code: str) -> None:
        organisation = self.world.cast.organisations[code]
        accounts.add_code(organisation=organisation, scheme="gss", value=AREAS[code], by=SYSTEM, at=self.world.now())
        change_organisation(
            organisation=organisation,
            name=organisation.name,
            nation="england",
            districts=DISTRICTS[code],
            by=SYSTEM,
            at=self.world.now(),
        )

    def publish_template(self, **changes: Any) -> Item:
        text = {"sections": sections(), "details": {"local_details": DETAILS, "rules": []}, **changes}
        return self.world.published(self.world.draft(kind="leaflet", **text))

    # The template moves on

    def edition(
        self, change_class: str = "content", *, details: list[dict[str, Any]] | None = None, **bodies: str | None
    ) -> Edition:
        """The next edition of the template, with these texts."""
        text: dict[str, Any] = {"sections": sections(**bodies)}
        if details is not None:
            text["details"] = {"local_details": details, "rules": []}
        return self.world.republished(self.template, change_class=change_class, scope="whole", **text)

    def followed(self) -> int:
        """The worker has done what a safety edition asks for."""
        return follow_all(self.template.pk, "en-GB")

    # Situations of an adaptation

    def draft(self, *, by: str = "nell", template: Item | None = None) -> Adaptation:
        organisation = "suffolk" if by == "sadie" else "norfolk"
        return leaflets.start_adaptation(
            template=template or self.template,
            language="en-GB",
            areas=[AREAS[organisation]],
            districts=DISTRICTS[organisation][:1],
            by=self.world.by(by),
            at=self.world.now(),
        )

    def saved(
        self,
        adaptation: Adaptation | None = None,
        *,
        details: dict[str, Any] | None = None,
        by: str = "nell",
        **texts: Any,
    ) -> Adaptation:
        """Filled in; `texts` are own words by section, or an `Override`."""
        adaptation = adaptation or self.draft(by=by)
        return leaflets.save_recipe(
            adaptation=adaptation,
            details=LOCAL if details is None else details,
            sections={id_: text if isinstance(text, Override) else Override(text=text) for id_, text in texts.items()},
            expected_version=adaptation.version,
            by=self.world.by(by),
            at=self.world.now(),
        )

    def submitted(self, adaptation: Adaptation | None = None, *, by: str = "nell", **texts: Any) -> Adaptation:
        adaptation = adaptation or self.saved(by=by, **texts)
        return leaflets.submit(
            adaptation=adaptation, expected_version=adaptation.version, by=self.world.by(by), at=self.world.now()
        )

    def approve(self, adaptation: Adaptation, *, by: str = "nadia", **how: Any) -> Edition:
        return leaflets.publish_adaptation(
            adaptation=adaptation,
            note="For Norfolk.",
            expected_version=adaptation.version,
            by=self.world.by(by),
            at=self.world.now(),
            **how,
        )

    def published(self, adaptation: Adaptation | None = None, **texts: Any) -> Adaptation:
        """Nell wrote and submitted it, Nadia approved it."""
        adaptation = self.submitted(adaptation, **texts)
        self.approve(adaptation)
        return self.now(adaptation)

    def updated(self, adaptation: Adaptation, *, reason: str = "", **decisions: Any) -> Adaptation:
        """Nell took the newest edition over."""
        newest = Edition.objects.filter(item=self.template, language="en-GB").count()
        leaflets.take_update(
            adaptation=adaptation,
            to_edition=newest,
            decisions=decisions,
            reason=reason,
            expected_version=adaptation.version,
            by=self.world.by("nell"),
            at=self.world.now(),
        )
        return self.now(adaptation)

    def several(self, count: int) -> list[Adaptation]:
        """Published adaptations for as many areas of Norfolk."""
        found = []
        for number in range(count):
            accounts.add_code(
                organisation=self.world.cast.organisations["norfolk"],
                scheme="gss",
                value=f"E07{number:06}",
                by=SYSTEM,
                at=self.world.now(),
            )
            draft = leaflets.start_adaptation(
                template=self.template,
                language="en-GB",
                areas=[f"E07{number:06}"],
                by=self.world.by("nell"),
                at=self.world.now(),
            )
            found.append(self.published(self.saved(draft)))
        return found

    def now(self, adaptation: Adaptation) -> Adaptation:
        return Adaptation.objects.select_related("item").get(pk=adaptation.pk)


def standing_of(adaptation: Adaptation) -> str:
    return Derivation.objects.get(item=adaptation.item_id).standing


def edition_of(adaptation: Adaptation) -> Edition:
    """The newest edition of it."""
    return Edition.objects.filter(item=adaptation.item_id).latest("number")


def entry_of(adaptation: Adaptation) -> Entry:
    return Entry.objects.get(item=adaptation.item_id)


def shown(adaptation: Adaptation) -> dict[str, str]:
    """What the public reads, by section."""
    document = json.loads(edition_of(adaptation).document)
    return {section["id"]: section["body"] for section in document["sections"]}
