"""How much samples pull a model the way that strong samples do, and whether that says anything."""
