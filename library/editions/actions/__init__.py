"""Every write to what is public: a new edition, withdrawal and its undoing, redirect, a new home, a review of what is out."""

from library.editions.actions.publication import SignOff, publish_edition
from library.editions.actions.rehoming import rehome
from library.editions.actions.standing import redirect, restore, withdraw
from library.editions.actions.upkeep import announce_review, move_review_dates, record_whole_review

__all__ = [
    "SignOff",
    "announce_review",
    "move_review_dates",
    "publish_edition",
    "record_whole_review",
    "redirect",
    "rehome",
    "restore",
    "withdraw",
]
