"""What runs solutions in Python with their tests."""
