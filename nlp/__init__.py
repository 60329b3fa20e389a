"""What the person means: from a message to the places of the plan that it is about. Pure, no I/O but `load`."""
