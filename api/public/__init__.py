"""What anyone may read. Never imports the workshop."""
