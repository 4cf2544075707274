"""What every endpoint shares: problems, parsing, authentication, quotas, caching, conditions, idempotency, paging, the schema."""
