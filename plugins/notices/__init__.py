"""Notices: copyright and licence at the head of a file, read and removed."""
