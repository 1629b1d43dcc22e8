/** The id that makes a delivery of an example another than the one before, so that a receiver which drops repetitions takes it. */

import type { DocumentedExample, Example } from "./examples.js";

/** An example that is ready to be sent, with its delivery id, and with the id that stands in its body. */
export interface IdentifiedExample extends Example {
  readonly deliveryId: string;
  readonly bodyId: string;
}

/** Puts a delivery id into an example, a random one if none is given. All else stays as it is documented, byte for byte. */
export function identify({ identity, ...example }: DocumentedExample, given?: string): IdentifiedExample {
  const deliveryId = given ?? crypto.randomUUID();
  if (identity === undefined) return { ...example, deliveryId, bodyId: deliveryId };
  const { body } = example;
  const [start, end] = identity;
  const documented = body.slice(start, end);
  const bodyId = given ?? prefixOf(documented) + deliveryId;
  const written = writtenAs(documented, body[start - 1], bodyId);
  return { ...example, body: body.slice(0, start) + written + body.slice(end), deliveryId, bodyId };
}

/** Returns an id as it is written in the place of the documented one: a number stays a number. */
function writtenAs(documented: string, before: string | undefined, id: string): string {
  if (before === '"') return JSON.stringify(id).slice(1, -1);
  return /^\d+$/.test(documented) ? `${numberFor(id)}` : encodeURIComponent(id);
}

/** Returns what a documented id begins with, such as `evt_`. */
function prefixOf(documented: string): string {
  return /^[a-z]+_/.exec(documented)?.[0] ?? "";
}

/** Returns a number for a text, the same each time. */
function numberFor(text: string): number {
  return [...text].reduce((sum, character) => (Math.imul(sum, 31) + (character.codePointAt(0) as number)) >>> 0, 0);
}
