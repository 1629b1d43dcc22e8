"""All vectors that are generated for a scheme."""

from . import made_accepted, made_headers, made_refused
from .maker import Maker


def vectors(scheme, example, now):
    maker = Maker(scheme, example, now)
    for part in (made_accepted, made_headers, made_refused):
        part.add_to(maker)
    return maker.made
