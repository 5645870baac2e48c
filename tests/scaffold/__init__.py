"""rulekit/scaffold/: the first files of packs and rules."""
