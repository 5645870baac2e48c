"""rulekit/signals/: declarative measures."""
