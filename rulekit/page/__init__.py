"""What many verdicts look like as one page of a browser, with nothing beside it.

`page.py` has the page, `audit_page.py` and `check_page.py` say of whom, `assets/` what draws it.
"""
