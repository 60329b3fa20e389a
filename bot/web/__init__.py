"""The page: the same assistant in a browser."""
