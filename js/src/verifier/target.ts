/** The URL of a delivery as it is configured at the provider. It comes from the options and the caller, and never from a header. */

/** An origin without a path. The path and the query of the request are added to it. */
const ORIGIN = /^https?:\/\/[^/?#\s]+$/i;
/** A URL with a path, which is used unchanged. */
const URL_WITH_PATH = /^https?:\/\/[^/?#\s]+[/?]\S*$/i;

/** Returns whether a URL has no path, so that the path of the request is added. */
export const isOrigin = (url: string): boolean => ORIGIN.test(url);

/** Returns whether a text can be the option `url`. */
export const isUrl = (text: unknown): text is string =>
  typeof text === "string" && (ORIGIN.test(text) || URL_WITH_PATH.test(text));

/**
 * Returns the signed URL, or undefined if it is unknown.
 *
 * `received` is the URL that the caller passed: a full URL, or the path and the query of the request. A path is only used if the option is
 * an origin.
 */
export function signedUrl(option: string | undefined, received: string | undefined): string | undefined {
  if (received !== undefined && !received.startsWith("/")) return received;
  if (option === undefined || !ORIGIN.test(option)) return option;
  return received === undefined ? undefined : option + received;
}
