"""What should be looked at in a text before the public reads it: findings, each with its rule, its place and its source. Pure."""
