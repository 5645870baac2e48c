"""JSON Schemas of the files that people write, with the names of what is installed, for editors.

Reads no file that is to be judged, and checks none: what is right is said by `rulekit.spec` and
`rulekit.catalog`, and a schema says it again for others.
"""
