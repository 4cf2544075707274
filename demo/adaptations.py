"""Adaptations of the demo, as plain data: whose they are, for which places, what they fill in and what they change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from demo.content.finding_support import SIGNS
from demo.prose import prose

FINDING = "finding-support"
CARING = "caring-for-someone"
CHECKED, CHECK_DUE = "local_checked_on", "local_check_due"
"""Details that hold days: they count from the day of loading, so that the demo is never out of date."""


@dataclass(frozen=True)
class DemoAdaptation:
    """A template made a place's own. Days are counted back from the day of loading; without an `approver` it is a draft.

    `reworded` are texts by section, `left_out` reasons by section.
    """

    template: str
    editor: str
    areas: tuple[str, ...]
    districts: tuple[str, ...]
    details: Mapping[str, Any]
    started: int
    submitted: int = 0
    published: int = 0
    approver: str = ""
    reworded: Mapping[str, str] = field(default_factory=dict)
    left_out: Mapping[str, str] = field(default_factory=dict)


_GP_ONLY = "In our area a GP or another professional sends people to the service."

_CAMBRIDGESHIRE: Mapping[str, Any] = {
    "area_name": "Cambridgeshire and Peterborough",
    "community_service": "adult-eating-disorder-service-cambridgeshire-and-peterborough",
    "ages": {"min": 17},
    "self_referral": True,
    "self_referral_url": "https://www.cpft.nhs.uk/",
    "referral_route": "You can ask for help yourself. Your GP, or any other health or care worker, can also ask for you.",
    "local_groups": prose("""
        - [CPSL Mind](https://www.cpslmind.org.uk/): someone to talk to, and groups to join
        - [The SUN Network](https://www.sunnetwork.org.uk/): people who use services have their say here
    """),
    "carers_group": "carers-group-cambridgeshire-and-peterborough",
}
_NORFOLK: Mapping[str, Any] = {
    "area_name": "Norfolk and Suffolk",
    "community_service": "adult-eating-disorder-service-norfolk-and-suffolk",
    "ages": {"min": 18},
    "self_referral": False,
    "gp_wording": "Ask your GP surgery for an appointment. You can ask for a longer one, and you can bring someone.",
    "referral_route": "Your GP, or any other health or care worker, can send the service your details.",
    "local_groups": "- Your local Mind: someone to talk to, and groups to join",
    "carers_group": "carers-group-norfolk-and-suffolk",
}

SIGNS_IN_NORFOLK = SIGNS.replace("cold, tired or dizzy.", "cold, tired or dizzy, even by the sea.")
"""The steward's second edition changes the same sentence."""

ADAPTATIONS = (
    DemoAdaptation(
        template=CARING,
        editor="demo-central-east-editor",
        approver="demo-central-east-approver",
        areas=("E54000065",),
        districts=("CB", "PE"),
        details=_CAMBRIDGESHIRE,
        started=125,
        submitted=122,
        published=118,
    ),
    DemoAdaptation(
        template=FINDING,
        editor="demo-norfolk-editor",
        approver="demo-norfolk-approver",
        areas=("T6Y0W",),
        districts=("NR", "IP"),
        details=_NORFOLK,
        reworded={"signs-to-notice": SIGNS_IN_NORFOLK},
        left_out={"ask-the-service-yourself": _GP_ONLY},
        started=115,
        submitted=112,
        published=108,
    ),
    DemoAdaptation(
        template=FINDING,
        editor="demo-central-east-editor",
        approver="demo-central-east-approver",
        areas=("E54000065",),
        districts=("CB", "PE"),
        details=_CAMBRIDGESHIRE,
        started=38,
        submitted=35,
        published=31,
    ),
    DemoAdaptation(
        template=CARING,
        editor="demo-second-region-editor",
        areas=("D7T5G",),
        districts=("CM", "SS", "CO"),
        details={
            "area_name": "Essex",
            "community_service": "adult-eating-disorder-service-essex",
            "ages": {"min": 18},
            "self_referral": False,
            "gp_wording": "Talk to your GP practice. You can ask for a longer appointment.",
            "carers_group": "carers-group-essex",
        },
        left_out={"ask-the-service-yourself": _GP_ONLY},
        started=12,
    ),
)
"""In the draft for Essex two details are still to be filled in: how people get to the service, and local groups."""
