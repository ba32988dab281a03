"""The replay page: a record, and branches of it, in one HTML file that asks for nothing else."""
