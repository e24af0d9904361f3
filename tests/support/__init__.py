"""What several rooms need for their tests: servers on loopback and the like."""
