"""What happened, in order, and never changed afterwards: who did what, and the feed of public changes."""
