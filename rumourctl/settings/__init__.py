"""What a user has set: the file, what may stand in it, and how it is changed. Prints nothing."""
