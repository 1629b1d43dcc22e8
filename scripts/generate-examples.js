// The providers' example events for `hookward/testing` and the command line, from the vectors, which have them from the providers'
// pages. With --check, only says whether they are up to date.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { Failure, root } from "./shell.js";

const FILE = "js/src/schemes/examples.ts";

/** The vectors that are an example of a provider's own: its page's, or its specification's. */
const DOCUMENTED = /^(documented-.*|published|event)$/;

/**
 * The member of a body that is another in every delivery, for providers whose delivery id is not in the body: whoever drops repetitions
 * would drop the second delivery that is made of an example. The first that an example has.
 */
const IDENTITIES = {
  inboundflow: ["delivery_id"],
  grillo: ["data.event_id", "data.sensor_id"],
  smarterbot: ["SessionID"],
};

const HEADER = `// Generated from testdata/vectors/ by npm run generate. Changes made here are lost.

import type { SchemeId } from "./scheme.js";

/** An event as its provider documents it. */
export interface Example {
  /** The event's name, for providers whose events have one. */
  readonly event?: string;
  /** The body, as the provider sends it. */
  readonly body: string;
}

/** An event as it stands in the documents, and the path of the member of its body that is another in every delivery. */
export interface DocumentedExample extends Example {
  readonly identity?: readonly string[];
}

/** The documented events of every built-in scheme. */
export const EXAMPLES: Readonly<Record<SchemeId, readonly DocumentedExample[]>> = `;

/** One example an event, those with a name first. */
function examplesOf(scheme) {
  const { id } = scheme;
  const { vectors } = JSON.parse(readFileSync(join(root, "testdata/vectors", `${id}.json`), "utf8"));
  const examples = new Map();
  for (const { name, body, expect } of vectors) {
    if (!DOCUMENTED.test(name) || expect.ok !== true || examples.has(expect.event)) continue;
    examples.set(expect.event, expect.event === null ? { body } : { event: expect.event, body });
  }
  const all = [...examples.values()];
  const named = all.filter(({ event }) => event !== undefined);
  // One that names no event is of use only where there is no other kind, or beside them: never in their place.
  const chosen = [...named, ...all.filter(({ event, body }) => event === undefined && isJson(body))];
  return chosen.map((example) => ({ ...example, ...identityIn(example.body, scheme) }));
}

/** Returns the path of what is another in every delivery. None is needed where the signature covers a header with the delivery id. */
function identityIn(body, { id, deliveryId, signedContent }) {
  if (deliveryId !== null && signedContent.includes(`{${deliveryId.header}}`)) return {};
  for (const path of [deliveryId?.body, ...(IDENTITIES[id] ?? [])].filter((one) => one !== undefined)) {
    const identity = path.split(".");
    const value = identity.reduce((above, name) => above?.[name], JSON.parse(body));
    if (value === undefined) continue;
    // It is put in by JSON.parse and JSON.stringify, which must leave all else as it is documented.
    if (JSON.stringify(JSON.parse(body)) === body) return { identity };
  }
  throw new Failure(
    `No member of an example of ${id} is another in every delivery. Name one in scripts/generate-examples.js.`,
  );
}

function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

export async function generateExamples({ check }) {
  const schemes = JSON.parse(readFileSync(join(root, "testdata/schemes.json"), "utf8"));
  const examples = Object.fromEntries(schemes.map((scheme) => [scheme.id, examplesOf(scheme)]));
  const text = `${HEADER}${JSON.stringify(examples, undefined, 2)};\n`;
  if (!check) return writeFileSync(join(root, FILE), text);
  if (readFileSync(join(root, FILE), "utf8") !== text) {
    throw new Failure(`${FILE} is not what testdata/vectors/ has. Run: npm run generate`);
  }
}
