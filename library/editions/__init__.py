"""What has gone through the door: immutable editions, what they print, their projection, withdrawal and redirect."""
