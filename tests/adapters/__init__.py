"""rulekit/adapters/: steps in the pipelines of other libraries, tried in those libraries."""
