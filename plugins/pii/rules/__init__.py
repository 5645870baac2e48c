"""What is looked for, one rule a file; a package only so that the YAML is installed."""
