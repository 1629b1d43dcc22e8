/** Example deliveries, made from the test vectors when the page is built: see site/build/examples.js. */

export interface Example {
  readonly name: string;
  readonly headers: string;
  readonly body: string;
  readonly secret: string;
  /** The time of receipt, in seconds since 1970. */
  readonly received: number;
}

declare const EXAMPLES: readonly Example[];

export const examples = EXAMPLES;
