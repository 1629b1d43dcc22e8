/** A challenge as data: what a provider sends to see whether an endpoint is its customer's, and the response that it expects. */

/** What a provider sends to see whether an endpoint is its customer's. */
export interface Challenge {
  /** The method of the request. `POST`, which is a signed delivery, if left out. A challenge by any other is not signed. */
  readonly method?: "POST" | "GET" | "HEAD";
  /** What tells a challenge from other requests: the value of a header, of a member of the body or of a parameter of the query. */
  readonly when?:
    | { readonly header: string; readonly is: string }
    | { readonly body: string; readonly is: string }
    | { readonly query: string; readonly is: string }
    | null;
  /** Where the token is that the response has to show. A path in the body may go down: `payload.plainToken`. */
  readonly token?: { readonly body: string } | { readonly query: string } | null;
  /** The parameter of the query that must be the text in the option `challenge`. */
  readonly verifyToken?: string | null;
  /**
   * The JSON that the response is, with `{token}` and `{mac}` in its strings: `{mac}` is the token's MAC under the secret, written as a
   * signature is. The token alone, as plain text, if left out.
   */
  readonly response?: string | null;
}
