"""What is installed: plugins, packs, rules, profiles, and the plan that a run follows."""
