// The providers' example events for `hookward/testing` and the command line, from the vectors, which have them from the providers'
// pages. With --check, only says whether they are up to date.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { Failure, root } from "./shell.js";

const FILE = "js/src/schemes/examples.ts";

/** The vectors that are an example of a provider's own: its page's, or its specification's. */
const DOCUMENTED = /^(documented-.*|published|event)$/;

const HEADER = `// Generated from testdata/vectors/ by npm run generate. Changes made here are lost.

import type { SchemeId } from "./scheme.js";

/** An event as its provider documents it. */
export interface Example {
  /** The event's name, for providers whose events have one. */
  readonly event?: string;
  /** The body, as the provider sends it. */
  readonly body: string;
}

/** The documented events of every built-in scheme. */
export const EXAMPLES: Readonly<Record<SchemeId, readonly Example[]>> = `;

/** One example an event, those with a name first. */
function examplesOf(id) {
  const { vectors } = JSON.parse(readFileSync(join(root, "testdata/vectors", `${id}.json`), "utf8"));
  const examples = new Map();
  for (const { name, body, expect } of vectors) {
    if (!DOCUMENTED.test(name) || expect.ok !== true || examples.has(expect.event)) continue;
    examples.set(expect.event, expect.event === null ? { body } : { event: expect.event, body });
  }
  const all = [...examples.values()];
  const named = all.filter(({ event }) => event !== undefined);
  // One that names no event is of use only where there is no other kind, or beside them: never in their place.
  return [...named, ...all.filter(({ event, body }) => event === undefined && isJson(body))];
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
  const examples = Object.fromEntries(schemes.map(({ id }) => [id, examplesOf(id)]));
  const text = `${HEADER}${JSON.stringify(examples, undefined, 2)};\n`;
  if (!check) return writeFileSync(join(root, FILE), text);
  if (readFileSync(join(root, FILE), "utf8") !== text) {
    throw new Failure(`${FILE} is not what testdata/vectors/ has. Run: npm run generate`);
  }
}
