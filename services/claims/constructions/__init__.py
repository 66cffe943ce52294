"""Who suffers what a trigger tells, and who did it: one module a construction of Arabic."""
