"""Every write to the co-production record, by noun."""

from library.coproduction.actions.contributions import (
    correct_contribution,
    record_contribution,
    remove_contribution,
)
from library.coproduction.actions.principles import correct_principle_note, note_principle, remove_principle_note
from library.coproduction.actions.recognition import change_recognition, record_recognition, remove_recognition

__all__ = [
    "change_recognition",
    "correct_contribution",
    "correct_principle_note",
    "note_principle",
    "record_contribution",
    "record_recognition",
    "remove_contribution",
    "remove_principle_note",
    "remove_recognition",
]
