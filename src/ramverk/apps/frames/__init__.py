"""The budget's editions: frames as sums of changes, and the assumptions they rest on."""
