"""rulekit/catalog/: what is installed, and the plan that a run follows."""
