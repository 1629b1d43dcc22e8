/** The id that makes a delivery of an example another than the one before, so that a receiver which drops repetitions takes it. */

import type { DocumentedExample, Example } from "./examples.js";

/** An example that is ready to be sent, with its delivery id, and with the id that stands in its body. */
export interface IdentifiedExample extends Example {
  readonly deliveryId: string;
  readonly bodyId: string;
}

type Members = { [name: string]: unknown };

/** Puts a delivery id into an example, a random one if none is given. */
export function identify({ identity, ...example }: DocumentedExample, given?: string): IdentifiedExample {
  const deliveryId = given ?? crypto.randomUUID();
  if (identity === undefined) return { ...example, deliveryId, bodyId: deliveryId };
  const parsed = JSON.parse(example.body) as Members;
  const name = identity.at(-1) as string;
  const members = identity.slice(0, -1).reduce((above, step) => above[step] as Members, parsed);
  const documented = members[name];
  const bodyId = given ?? prefixOf(documented) + deliveryId;
  members[name] = typeof documented === "number" ? numberFor(bodyId) : bodyId;
  return { ...example, body: JSON.stringify(parsed), deliveryId, bodyId };
}

/** Returns what a documented id begins with, such as `evt_`. */
function prefixOf(documented: unknown): string {
  return /^[a-z]+_/.exec(`${documented}`)?.[0] ?? "";
}

/** Returns a number for a text, the same each time. */
function numberFor(text: string): number {
  return [...text].reduce((sum, character) => (Math.imul(sum, 31) + (character.codePointAt(0) as number)) >>> 0, 0);
}
