"""The workshop over HTTP: items and their governance, drafts and their workflow, reviews, editions, and who did what."""
