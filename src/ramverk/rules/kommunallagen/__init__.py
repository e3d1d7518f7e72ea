"""Rules out of the Local Government Act."""
