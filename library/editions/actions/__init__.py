"""Every write to what is public: a new edition, withdrawal and its undoing, redirect, a new home, a review of what is out; what
the owners of quotes decide; and what readers write back.
"""

from library.editions.actions.consent_links import issue_consent_link
from library.editions.actions.consents import (
    approve_words,
    change_words,
    record_consent,
    remind_of_end,
    tell_of_end,
    withdraw_consent,
)
from library.editions.actions.feedback import give_feedback
from library.editions.actions.forgetting import forget_if_over, forget_person, people_over
from library.editions.actions.publication import SignOff, publish_edition
from library.editions.actions.rehoming import rehome
from library.editions.actions.standing import redirect, restore, withdraw
from library.editions.actions.upkeep import announce_review, move_review_dates, record_whole_review

__all__ = [
    "SignOff",
    "announce_review",
    "approve_words",
    "change_words",
    "forget_if_over",
    "forget_person",
    "give_feedback",
    "issue_consent_link",
    "move_review_dates",
    "people_over",
    "publish_edition",
    "record_consent",
    "record_whole_review",
    "redirect",
    "rehome",
    "remind_of_end",
    "restore",
    "tell_of_end",
    "withdraw",
    "withdraw_consent",
]
