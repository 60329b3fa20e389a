"""The commands of `hoi`, one module each with a `run`. They read and print; what is said comes from the line."""
