"""The dedup plugin: steps that drop copies, exact and near ones."""
