"""Contact points and local services: records that documents refer to, so that no number is ever typed into prose."""
