"""Reading in a child process: what a calendar can do to it, it can do to nothing else."""
