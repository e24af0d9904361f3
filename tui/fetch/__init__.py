"""The only door to the network, and the decision when to go through it again."""
