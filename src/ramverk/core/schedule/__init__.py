"""Moving dates: chains that move together and days that must be avoided."""
