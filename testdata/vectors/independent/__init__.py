"""An independent implementation of scheme files, in Python and only with its standard library."""
