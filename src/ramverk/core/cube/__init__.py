"""Budget lines collapsed once to small sums, and what-ifs that are products over the sums."""
