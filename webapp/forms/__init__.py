"""Forms: they parse and say what to do; rules live in the domain."""
