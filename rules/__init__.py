"""The rules, one folder per pack, and the profiles; `rulekit_rules` when installed."""
