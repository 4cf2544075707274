"""The cast of the demo: roles, never invented persons. Each of the keys below is printed and written to the credentials file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DemoPerson:
    """`key` is the name under which the credentials file lists this person's key; empty for those who need none."""

    username: str
    name: str
    organisation: str
    roles: tuple[str, ...]
    review_kinds: tuple[str, ...] = ()
    key: str = ""


PEOPLE = (
    DemoPerson("demo-administrator", "Demo administrator", "sun-network", ("steward_admin",)),
    DemoPerson("demo-curator", "Demo curator", "sun-network", ("curator",), key="curator"),
    DemoPerson(
        "demo-lived-experience-reviewer",
        "Demo lived-experience reviewer",
        "sun-network",
        ("reviewer",),
        # The editor's eye too: what is not about health needs that one alone.
        ("lived_experience", "editorial"),
        key="lived_experience_reviewer",
    ),
    DemoPerson(
        "demo-clinical-reviewer",
        "Demo clinical reviewer",
        "sun-network",
        ("reviewer",),
        ("clinical",),
        key="clinical_reviewer",
    ),
    DemoPerson("demo-publisher", "Demo publisher", "sun-network", ("publisher",), key="publisher"),
    DemoPerson(
        "demo-norfolk-editor", "Demo Norfolk editor", "nhs-norfolk-and-suffolk", ("editor",), key="norfolk_editor"
    ),
    DemoPerson(
        "demo-norfolk-approver",
        "Demo Norfolk approver",
        "nhs-norfolk-and-suffolk",
        ("approver",),
        key="norfolk_approver",
    ),
    DemoPerson("demo-second-region-editor", "Demo Essex editor", "nhs-essex", ("editor",), key="second_region_editor"),
    DemoPerson("demo-reader", "Demo reader", "sun-network", ("reader",), key="read_only"),
    DemoPerson("demo-central-east-editor", "Demo Central East editor", "nhs-central-east", ("editor",)),
    DemoPerson("demo-central-east-approver", "Demo Central East approver", "nhs-central-east", ("approver",)),
    DemoPerson("demo-cpsl-mind-editor", "Demo CPSL Mind editor", "cpsl-mind", ("editor",)),
)

STEWARD_CODE = "sun-network"
ADMINISTRATOR = "demo-administrator"
CURATOR = "demo-curator"
PUBLISHER = "demo-publisher"
REVIEWERS = {
    "lived_experience": "demo-lived-experience-reviewer",
    "editorial": "demo-lived-experience-reviewer",
    "clinical": "demo-clinical-reviewer",
}
"""Who reviews, by kind of review."""

DESK_ROLES = ("curator", "publisher", "steward_admin")
"""What the one person with a password may do at the desk. Their name and password are made anew for each installation."""
