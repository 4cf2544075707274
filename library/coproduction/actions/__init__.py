"""Every write to the co-production record, by noun."""

from library.coproduction.actions.contributions import record_contribution, remove_contribution
from library.coproduction.actions.recognition import change_recognition, record_recognition, remove_recognition

__all__ = [
    "change_recognition",
    "record_contribution",
    "record_recognition",
    "remove_contribution",
    "remove_recognition",
]
