"""The desk: where curators work. Django's admin in unfold's clothes; it saves through the domain's actions and in no other way."""
