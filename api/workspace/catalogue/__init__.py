"""The files that items show."""
