"""rulekit/spec/: what files may say, and what is wrong with one."""
