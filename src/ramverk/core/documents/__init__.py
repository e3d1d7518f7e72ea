"""Documents as data: one content that becomes web page, PDF, Word and workbook."""
