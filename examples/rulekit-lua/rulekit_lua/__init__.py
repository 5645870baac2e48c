"""A rulekit pack for Lua."""
