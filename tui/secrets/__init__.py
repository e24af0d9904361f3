"""What must not lie in the library: passwords, keys and sessions, in the system's keyring or a file of the owner's."""
