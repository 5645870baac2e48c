"""rulekit/audit/: the folder of an audit, and questions to it."""
