"""What needs a credential. Never cached."""
