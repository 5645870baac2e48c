"""rulekit/labelling/: labels of careful readers."""
