"""What is kept from one message to the next: the one door to the database. Its texts are read by nobody else."""
