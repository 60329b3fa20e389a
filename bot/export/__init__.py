"""Files to take along: the duty sheet as a value, and its writers."""
