"""HumanEval as a benchmark."""
