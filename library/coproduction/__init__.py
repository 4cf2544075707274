"""How an item was made and with whom: contributions, recognition, and the ladders of co-production."""
