"""Labels of careful readers: which files are read, what is said of them, how readers agree.

Judges no text, and shows no verdict that was not asked for.
"""
