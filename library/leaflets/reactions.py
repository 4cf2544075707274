"""What the workshop of adaptations does when something happens to a template: it leaves a job, in the same transaction."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from library.catalogue.models import Derivation, Item
from library.editions.models import Edition
from library.history.actions import recorded
from library.history.models import Event
from library.leaflets.tasks import follow_template, reckon_standings, write_to_adapters


@receiver(recorded, dispatch_uid="leaflets")
def react(event: Event, **_: Any) -> None:
    """To a new edition of a template and its withdrawal, and to the coming back of a template or an adaptation."""
    if _matters_to_adapters(event):
        write_to_adapters.defer(event=str(event.pk))
    match event.subject_kind, event.type:
        case Item.Kind.LEAFLET, "item.updated" if event.change_class == Edition.ChangeClass.SAFETY:
            follow_template.defer(template=str(event.subject), language=event.subject_language)
        case Item.Kind.LEAFLET, "item.restored":
            reckon_standings.defer(template=str(event.subject))
        case Item.Kind.ADAPTATION, "item.restored":
            derivation = Derivation.objects.get(item=event.subject)
            follow_template.defer(template=str(derivation.original_id), language=derivation.language)


def _matters_to_adapters(event: Event) -> bool:
    """A typing error, or a number that follows by itself, is no reason for a letter."""
    if event.subject_kind != Item.Kind.LEAFLET:
        return False
    classes = (Edition.ChangeClass.CONTENT, Edition.ChangeClass.SAFETY)
    return event.type == "item.withdrawn" or (event.type == "item.updated" and event.change_class in classes)
