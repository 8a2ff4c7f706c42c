"""Pages of bodies and of their accounts."""
