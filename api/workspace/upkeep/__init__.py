"""What needs somebody, over HTTP."""
