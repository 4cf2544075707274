"""How the library runs: settings, the embedded database, processes, logs. No rules of the domain live here."""
