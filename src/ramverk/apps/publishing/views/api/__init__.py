"""The read API, `/api/v1/`: what everybody may know, as JSON, with an OpenAPI description of itself."""
