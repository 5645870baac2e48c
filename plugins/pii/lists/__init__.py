"""Words that rules share, one list a file; a package only so that the YAML is installed."""
