"""An independent reading of scheme files, in Python and with its standard library alone."""
