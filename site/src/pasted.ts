/** Headers, and the body if it came with them, as they were read from what somebody pasted. */

export interface Pasted {
  readonly headers: readonly (readonly [string, string])[];
  /** The body, where a request or a command was pasted that has one. */
  readonly body?: string;
  /** The numbers of the lines that are no headers. */
  readonly unread: readonly number[];
}
