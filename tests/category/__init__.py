"""rulekit/category/: kinds of tasks that texts are about."""
