"""The command line: a module a command, options typed at the edge.

May not hold logic that the Python API lacks.
"""
