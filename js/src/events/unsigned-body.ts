/** In place of the events of a scheme whose signature does not cover the body. */

declare const unsignedBody: unique symbol;

/** The events of a scheme that signs no body: none, since nothing in the body is verified. For the compiler alone. */
export interface UnsignedBody {
  readonly [unsignedBody]: never;
}
