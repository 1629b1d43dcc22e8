// The names that WebAssembly passes once for each configuration, by number. Later calls pass only the numbers.

/** The names of the headers to read, by number, and the names of the origin's headers that are never returned. */
export const names = [];
export const notReturned = [];

/** The statements of a ledger, by their numbers. */
export const statements = [];

/** The routes whose configuration was read last. */
let read;

/** The base class of every object with which WebAssembly may read the configuration. */
export class Names {
  /**
   * Returns whether the routes differ from the routes that were read last. A Worker can pass its own routes to only
   * some handlers.
   */
  isOther({ ROUTES }) {
    const isOther = read !== ROUTES;
    read = ROUTES;
    return isOther;
  }

  nameHeaders(number, text) {
    names[number] = text.split("\n");
  }

  nameNotReturned(text) {
    notReturned.splice(0, notReturned.length, ...text.split("\n"));
  }

  nameStatement(number, text) {
    statements[number] = text;
  }
}
