"""What is kept of those who follow the library, subscriptions and deliveries with every attempt; and how often what is read."""

from library.syndication.models.counts import CountedBatch, DailyCount
from library.syndication.models.deliveries import A_TEST, NO_TEST, Attempt, Delivery
from library.syndication.models.subscriptions import Secret, Subscription

__all__ = ["A_TEST", "NO_TEST", "Attempt", "CountedBatch", "DailyCount", "Delivery", "Secret", "Subscription"]
