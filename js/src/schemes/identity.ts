/** A new delivery id for each delivery of an example, so that a receiver with a dedupe store does not treat it as a duplicate. */

import type { DocumentedExample, Example } from "./examples.js";

/** An example that is ready to be sent, with its delivery id and the id in its body. */
export interface IdentifiedExample extends Example {
  readonly deliveryId: string;
  readonly bodyId: string;
}

/** Writes a delivery id into an example. Default: a random id. All other bytes stay as the provider documents them. */
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

/** Returns an id in the format of the documented id, which it replaces. A number stays a number. */
function writtenAs(documented: string, before: string | undefined, id: string): string {
  if (before === '"') return JSON.stringify(id).slice(1, -1);
  return /^\d+$/.test(documented) ? `${numberFor(id)}` : encodeURIComponent(id);
}

/** Returns the prefix of a documented id, such as `evt_`. */
function prefixOf(documented: string): string {
  return /^[a-z]+_/.exec(documented)?.[0] ?? "";
}

/** Returns a number for a text, always the same for the same text. */
function numberFor(text: string): number {
  return [...text].reduce((sum, character) => (Math.imul(sum, 31) + (character.codePointAt(0) as number)) >>> 0, 0);
}
