"""The command line: words in, one function called, a report chosen."""
