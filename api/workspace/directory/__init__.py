"""Services and contact points of the caller's organisation, and the contact points that all texts can name."""
