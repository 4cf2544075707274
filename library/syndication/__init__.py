"""Letting others show it, keep up with it and hear of it: embeds, feeds, webhooks, and how far it reached."""
