"""What keeps pages and reports: one promise, and stores that hold to it."""
