"""Charts of the plan: what they show, as frozen values read from the knowledge, and their drawing as SVG."""
