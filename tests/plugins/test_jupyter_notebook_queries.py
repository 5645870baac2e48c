"""plugins/notebook/queries.scm: what every capture finds in a notebook."""

# For every capture: sources, and the texts that it finds in each.
FOUND = {
    "error": [
        ('{"cells": [{"source": ["for a in b\\n"]}]}\n', []),
        ('{"cells": []}\n<<<<<<< HEAD\n', ["<<<<<<< HEAD"]),
    ],
    "missing": [('{"cells": []}\n', []), ('{"cells": ["a"}\n', [""])],
}
