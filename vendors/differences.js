// Where a vendor's SDK and hookward disagree about a vector, by name and with the reason. What is not here agrees, and an entry that
// no vector needs is an error.
//
// `vectors` is a pattern of names, `sdk` is what the SDK does: "accepts" what hookward refuses, or "refuses" what it accepts.

export const differences = [];

/** Returns the difference that names a vector of a scheme. */
export const differenceOf = (id, name) =>
  differences.find(({ schemes, vectors }) => schemes.includes(id) && vectors.test(name));
