"""Feed servers, where the reader's devices meet: what to send, what to take over, and how each kind is spoken to."""
