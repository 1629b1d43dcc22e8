/** The replacement for the events of a scheme whose signature does not cover the body. */

declare const unsignedBody: unique symbol;

/** The events of a scheme that does not sign the body: none, because nothing in the body is verified. Only for the compiler. */
export interface UnsignedBody {
  readonly [unsignedBody]: never;
}
