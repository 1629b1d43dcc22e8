/** The url that a delivery was sent to, as its provider has it: from the configuration and the caller, and never from a header. */

/** An origin alone, to which the path and the query of the request are added. */
const ORIGIN = /^https?:\/\/[^/?#\s]+$/i;
/** A url with a path, which is signed as it stands. */
const URL_WITH_PATH = /^https?:\/\/[^/?#\s]+[/?]\S*$/i;

/** Whether a url has no path, so that the request's is added. */
export const isOrigin = (url: string): boolean => ORIGIN.test(url);

/** Whether a text can be the option `url`. */
export const isUrl = (text: unknown): text is string =>
  typeof text === "string" && (ORIGIN.test(text) || URL_WITH_PATH.test(text));

/**
 * Returns the url that was signed; undefined if it is not known.
 *
 * `received` is that of the call: a whole url, or the path and the query of the request, which count where the option is an origin alone.
 */
export function signedUrl(option: string | undefined, received: string | undefined): string | undefined {
  if (received !== undefined && !received.startsWith("/")) return received;
  if (option === undefined || !ORIGIN.test(option)) return option;
  return received === undefined ? undefined : option + received;
}
