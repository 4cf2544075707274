"""For which places an organisation may adapt, and what its leaflets print there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Q

from library.accounts.models import Organisation, OrganisationCode
from library.catalogue.models import Derivation
from library.catalogue.places import containing
from library.directory.places import Place
from library.errors import Fault


def place_of(organisation: Organisation, districts: Sequence[str]) -> Place:
    """Where a leaflet of an organisation for some districts is for."""
    return Place(nation=organisation.nation or None, districts=tuple(districts), organisation=organisation.pk)


def place_of_adaptation(derivation: Derivation) -> Place:
    return place_of(derivation.item.owner, derivation.districts)


def area_faults(
    organisation: Organisation, areas: Sequence[str], districts: Sequence[str], on: date
) -> Iterator[Fault]:
    """Areas and districts that are not the organisation's on a day (domain.md, LO-5)."""
    if not areas:
        yield Fault("/areas", "Say for which areas it is, by their codes.")
    own = own_areas(organisation, on) if areas else set()
    for number, area in enumerate(areas):
        if area not in own:
            yield Fault(f"/areas/{number}", f"{area} is not an area of {organisation.name}.")
    for number, district in enumerate(districts):
        if not set(containing(district)) & set(organisation.districts):
            yield Fault(f"/districts/{number}", f"{district} is not a district that {organisation.name} serves.")


def own_areas(organisation: Organisation, on: date) -> set[str]:
    """The official codes that an organisation has on a day."""
    holds = (Q(valid_from__isnull=True) | Q(valid_from__lte=on)) & (Q(valid_to__isnull=True) | Q(valid_to__gte=on))
    codes = OrganisationCode.objects.filter(holds, organisation=organisation)
    return set(codes.values_list("value", flat=True))
