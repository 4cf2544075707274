"""Examples of requests, which tests send."""

SAVED = {
    "url": "https://www.example.org/hooks/library",
    "description": "Our website",
    "event_types": ["item.*", "adaptation.*"],
    "kinds": ["leaflet", "adaptation"],
    "reminders": True,
}
NEW = {**SAVED, "after": 0}
