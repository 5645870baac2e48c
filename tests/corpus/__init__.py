"""rulekit/corpus/: shards, columns, rows."""
