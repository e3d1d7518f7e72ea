"""Settings, root addresses, middleware, base templates and the command line."""
