"""What should be fast, measured: `make bench` prints a table and writes build/bench.json."""
