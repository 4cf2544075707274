"""What is kept of those who follow the library: subscriptions with their secrets, and deliveries with every attempt."""

from library.syndication.models.deliveries import Attempt, Delivery
from library.syndication.models.subscriptions import Secret, Subscription

__all__ = ["Attempt", "Delivery", "Secret", "Subscription"]
