// The providers' example events for `hookward/testing` and the command line, from the vectors, which have them from the providers'
// pages. With --check, only says whether they are up to date.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { readOf, SCHEMES } from "../test-support/schemes.js";
import { Failure, root } from "./shell.js";

const FILE = "js/src/schemes/examples.ts";

/** The vectors that are an example of a provider's own: its page's, or its specification's. */
const DOCUMENTED = /^(documented-.*|published|event)$/;

/** The most examples of a provider, and the longest body beyond the first: they are part of the package. */
const MOST = 4;
const LONGEST = 1500;

/** What the name of a member is that tells one event from another, where the scheme names none: `id`, `event_id`, `SessionID`. */
const IDENTITY = /(^|_|[a-z])(id|ID|Id|uuid|Uuid|UUID)$/;

const HEADER = `// Generated from schemes/ by npm run generate. Changes made here are lost.

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

/** One example an event, those with a name first. A provider without documented ones has its first accepted vector. */
function examplesOf(scheme) {
  const { vectors } = JSON.parse(readOf(scheme.id, "vectors.json"));
  const accepted = vectors.filter(({ body, expect }) => expect.ok === true && typeof body === "string" && body !== "");
  const documented = accepted.filter(({ name }) => DOCUMENTED.test(name));
  const examples = new Map();
  for (const { body, expect } of documented.length > 0 ? documented : accepted.slice(0, 1)) {
    if (!examples.has(expect.event))
      examples.set(expect.event, expect.event === null ? { body } : { event: expect.event, body });
  }
  const all = [...examples.values()];
  const named = all.filter(({ event }) => event !== undefined);
  // One that names no event is of use only where there is no other kind, or beside them: never in their place.
  const nameless = all.filter(({ event, body }) => event === undefined && (isJson(body) || named.length === 0));
  const [first, ...others] = [...named, ...nameless];
  const chosen = [first, ...others.filter(({ body }) => body.length <= LONGEST)].slice(0, MOST);
  return chosen.map((example) => ({ ...example, ...identityIn(example.body, scheme) }));
}

/**
 * Returns the path of what is another in every delivery: whoever drops repetitions would drop the second delivery that is made of an
 * example. None is needed where the signature covers a header with the delivery id.
 */
function identityIn(body, { deliveryId, signedContent }) {
  if (deliveryId !== null && signedContent.includes(`{${deliveryId.header}}`)) return {};
  // It is put in by JSON.parse and JSON.stringify, which must leave all else as it is documented.
  if (!isJson(body) || JSON.stringify(JSON.parse(body)) !== body) return {};
  const parsed = JSON.parse(body);
  const path = deliveryId?.body?.split(".");
  const named = path?.reduce((above, name) => above?.[name], parsed) !== undefined ? path : undefined;
  const identity = named ?? firstIdentity(parsed);
  return identity === undefined ? {} : { identity };
}

/** Returns the path of the first member that has the name of an identity: in the object itself, or else in one that is in it. */
function firstIdentity(object, above = []) {
  const members = Object.entries(object ?? {});
  // An example says first which event it is, and then to whom it belongs.
  const events = members.filter(
    ([name]) => !/^(organi[sz]ation|account|tenant|network|team|user|call)_?id$/i.test(name),
  );
  const isIdentity = ([name, value]) => IDENTITY.test(name) && /^(string|number)$/.test(typeof value);
  const found = events.find(isIdentity);
  if (found !== undefined) return [...above, found[0]];
  if (above.length > 0) return undefined;
  const below = members.filter(([, value]) => typeof value === "object" && !Array.isArray(value));
  for (const [name, value] of below) {
    const path = firstIdentity(value, [name]);
    if (path !== undefined) return path;
  }
  return undefined;
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
  const examples = Object.fromEntries(Object.entries(SCHEMES).map(([id, scheme]) => [id, examplesOf(scheme)]));
  const lines = Object.entries(examples).map(([id, all]) => `  ${JSON.stringify(id)}: ${JSON.stringify(all)},\n`);
  const text = `${HEADER}{\n${lines.join("")}};\n`;
  if (!check) return writeFileSync(join(root, FILE), text);
  if (readFileSync(join(root, FILE), "utf8") !== text) {
    throw new Failure(`${FILE} is not what schemes/ has. Run: npm run generate`);
  }
}
