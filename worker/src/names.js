// What WebAssembly names once for each configuration, by number, so that texts need not cross again.

/** Lists of headers' names: those that are read, by their numbers, and those that never come back from an origin. */
export const names = [];
export const notReturned = [];

/** The statements of a ledger, by their numbers. */
export const statements = [];

/** The routes whose configuration was read last. */
let read;

/** What every object has that WebAssembly may ask to read the configuration for. */
export class Names {
  /** Returns whether the routes are others than those read last. A Worker can pass its own, and not to every handler. */
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
