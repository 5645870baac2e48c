"""The C++ pack."""
