"""Every write to the co-production record, by noun. What changes what readers see of a quote is in `library.editions.actions`."""

from library.coproduction.actions.consents import Agreement, add_wording
from library.coproduction.actions.contributions import (
    correct_contribution,
    record_contribution,
    remove_contribution,
)
from library.coproduction.actions.principles import correct_principle_note, note_principle, remove_principle_note
from library.coproduction.actions.recognition import change_recognition, record_recognition, remove_recognition
from library.coproduction.actions.sealed import (
    attach_document,
    erase_person,
    export_person,
    read_document,
    read_identity,
)
from library.coproduction.actions.testimonials import Identity, add_testimonial

__all__ = [
    "Agreement",
    "Identity",
    "add_testimonial",
    "add_wording",
    "attach_document",
    "change_recognition",
    "correct_contribution",
    "correct_principle_note",
    "erase_person",
    "export_person",
    "note_principle",
    "read_document",
    "read_identity",
    "record_contribution",
    "record_recognition",
    "remove_contribution",
    "remove_principle_note",
    "remove_recognition",
]
