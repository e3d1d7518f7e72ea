"""Rules about negotiation with the unions; the act is not read, so they only warn."""
