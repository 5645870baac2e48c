"""First files of packs and rules, so that an author begins from one that works."""
