"""The rules that decide what a message asks. Each takes a `Case` and gives an `Ask`, or passes on."""
