"""Every write to adaptations: making them, approving them, keeping them in step, offering something back."""

from library.leaflets.actions.contacts import republish_for_contact
from library.leaflets.actions.release import publish_adaptation, withdraw_adaptation
from library.leaflets.actions.safety import follow_safety
from library.leaflets.actions.starting import discard_adaptation, start_adaptation
from library.leaflets.actions.suggestions import accept_suggestion, decline_suggestion, suggest
from library.leaflets.actions.updates import acknowledge_safety, decline_update, take_update
from library.leaflets.actions.writing import recall, save_recipe, submit

__all__ = [
    "accept_suggestion",
    "acknowledge_safety",
    "decline_suggestion",
    "decline_update",
    "discard_adaptation",
    "follow_safety",
    "publish_adaptation",
    "recall",
    "republish_for_contact",
    "save_recipe",
    "start_adaptation",
    "submit",
    "suggest",
    "take_update",
    "withdraw_adaptation",
]
