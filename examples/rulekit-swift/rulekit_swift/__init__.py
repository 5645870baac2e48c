"""A rulekit pack for Swift."""
