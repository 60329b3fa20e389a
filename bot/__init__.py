"""What we say, and where: answers composed from the plan, drawn for each channel."""
