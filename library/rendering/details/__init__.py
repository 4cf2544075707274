"""What the details of each kind of document say, as chapters in words. A leaflet's details say nothing to readers."""
