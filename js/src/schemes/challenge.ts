/** A challenge as data: the request with which a provider checks that an endpoint belongs to its customer, and the expected response. */

/** The request with which a provider checks that an endpoint belongs to its customer, and the expected response. */
export interface Challenge {
  /** The method of the request. Default: `POST`, which is a signed delivery. A challenge by any other method is not signed. */
  readonly method?: "POST" | "GET" | "HEAD" | undefined;
  /** The value that identifies a challenge: of a header, of a member of the body, or of a parameter of the query. */
  readonly when?:
    | { readonly header: string; readonly is: string }
    | { readonly body: string; readonly is: string }
    | { readonly query: string; readonly is: string }
    | null
    | undefined;
  /** The place of the token that the response must contain. A path in the body may have several names: `payload.plainToken`. */
  readonly token?: { readonly body: string } | { readonly query: string } | null | undefined;
  /** The parameter of the query that must equal the text in the option `challenge`. */
  readonly verifyToken?: string | null | undefined;
  /**
   * The JSON of the response, with `{token}` and `{mac}` in its strings. `{mac}` is the MAC of the token, computed with the secret and
   * written like a signature. Default: only the token, as plain text.
   */
  readonly response?: string | null | undefined;
}
