"""Categories of tasks: which of several descriptions a text is nearest to, and who says so."""
