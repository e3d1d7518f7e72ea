"""Charts from one declaration: data and kind become SVG for the web, SVG for print, and the table beside them."""
