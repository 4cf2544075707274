"""The workshop: drafts, reviews and sign-off, the schedule, and the door out of it."""
