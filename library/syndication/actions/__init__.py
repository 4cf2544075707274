"""Every write to subscriptions and deliveries."""

from library.syndication.actions.claims import Claim, claim
from library.syndication.actions.deliveries import redeliver, replay, send_test
from library.syndication.actions.fan_out import fan_out
from library.syndication.actions.outcomes import Result, forget_deliveries, settle
from library.syndication.actions.reminders import confirm_reminders, lock_reminded, remind_subscription, reminded
from library.syndication.actions.subscriptions import (
    change_subscription,
    end_subscription,
    pause,
    resume,
    rotate_secret,
    subscribe,
)

__all__ = [
    "Claim",
    "Result",
    "change_subscription",
    "claim",
    "confirm_reminders",
    "end_subscription",
    "fan_out",
    "forget_deliveries",
    "lock_reminded",
    "pause",
    "redeliver",
    "remind_subscription",
    "reminded",
    "replay",
    "resume",
    "rotate_secret",
    "send_test",
    "settle",
    "subscribe",
]
