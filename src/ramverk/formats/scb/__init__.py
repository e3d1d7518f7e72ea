"""SCB's PxWebApi v2: which tables there are, their figures, and how much may be asked for at a time."""
