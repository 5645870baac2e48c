"""Places: files and folders of this machine, and of stores that have an address."""
