"""What is known of an organisation, as the public bytes show it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from library.accounts.actions.organisations import subject_of
from library.accounts.actors import Actor
from library.accounts.granting import check_steward_admin
from library.accounts.models import Organisation
from library.catalogue.freshness import change_shared_facts, mark_stale
from library.catalogue.models import Entry
from library.errors import Fault, Malformed
from library.history.actions import record


@transaction.atomic
def change_organisation(
    *,
    organisation: Organisation,
    name: str,
    nation: str = "",
    districts: Iterable[str] = (),
    embed_hosts: Iterable[str] = (),
    website: str = "",
    by: Actor,
    at: datetime,
) -> Organisation:
    """Correct what is known of an organisation; its code and kind stay. Every entry that shows its name is right from this moment on.

    One body that took over from another is a succession, not a new name. Raises `Forbidden` unless the steward's
    administrator asks, `Malformed`.
    """
    check_steward_admin(by)
    faults = [] if name.strip() else [Fault("/name", "This is required.")]
    if nation and nation not in Organisation.Nation:
        faults.append(Fault("/nation", f"Must be one of {', '.join(Organisation.Nation)}."))
    if faults:
        raise Malformed(errors=faults)
    change_shared_facts()
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    organisation.name, organisation.nation, organisation.website = name.strip(), nation, website
    organisation.districts, organisation.embed_hosts = list(districts), list(embed_hosts)
    organisation.save()
    mark_stale(Entry.objects.filter(publisher=organisation.code), at=at)
    record("organisation.changed", subject=subject_of(organisation), actor=by.id, at=at)
    return organisation
