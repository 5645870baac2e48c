"""rulekit/report/: showing verdicts and what is installed."""
