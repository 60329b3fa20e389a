"""What the plan says: source text, parsed units, agencies, times, documents. No I/O outside `load`."""
