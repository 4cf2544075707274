"""People, organisations and their succession, roles, and API keys."""
