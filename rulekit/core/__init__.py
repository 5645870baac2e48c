"""What a judgement is: documents, signals, rules, verdicts. No I/O, no YAML, no plugins."""
