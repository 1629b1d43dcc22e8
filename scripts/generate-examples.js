// Generates the providers' example events for `hookward/testing` and the command line. They come from the vectors, which quote the providers' pages.
// With --check, it only checks whether they are up to date.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { readOf, SCHEMES } from "../test-support/schemes.js";
import { Failure, root } from "./shell.js";

const FILE = "js/src/schemes/examples.ts";

/** The names of vectors that quote an example from the provider's page or specification. */
const DOCUMENTED = /^(documented-.*|published|event)$/;

/** The maximum number of examples for each provider, and the maximum length of every body except the first. Both limit the size of the package. */
const MOST = 4;
const LONGEST = 1500;

/** Matches names of members that identify an event, for schemes that name no such member: `id`, `event_id`, `SessionID`. */
const IDENTITY = /(^|_|[a-z])(id|ID|Id|Sid|uuid|Uuid|UUID)$/;

const HEADER = `// Generated from schemes/ by npm run generate. Changes made here are lost.

import type { SchemeId } from "./scheme.js";

/** An event as its provider documents it. */
export interface Example {
  /** The event's name, for providers whose events have one. */
  readonly event?: string;
  /** The body, as the provider sends it. */
  readonly body: string;
}

/** An event as in the provider's documents, and the position of the text in its body that is different in every delivery. */
export interface DocumentedExample extends Example {
  readonly identity?: readonly [start: number, end: number];
}

/** The documented events of every built-in scheme. */
export const EXAMPLES: Readonly<Record<SchemeId, readonly DocumentedExample[]>> = `;

/** Returns one example for each event, those with a name first. If a provider has no documented examples, its first accepted vector is returned. */
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
  // An example without an event's name is useful in addition to those with a name only if it is JSON. It never replaces them.
  const nameless = all.filter(({ event, body }) => event === undefined && (isJson(body) || named.length === 0));
  const [first, ...others] = [...named, ...nameless];
  const chosen = [first, ...others.filter(({ body }) => body.length <= LONGEST)].slice(0, MOST);
  return chosen.map((example) => ({ ...example, ...identityIn(example.body, scheme) }));
}

/**
 * Returns the position of the text in a body that differs in every delivery. If two deliveries were made from an example with the same text, a
 * receiver that drops duplicates would drop the second. The position is not required if the signature covers a header with the delivery id.
 */
function identityIn(body, { deliveryId, signedContent }) {
  if (deliveryId !== null && signedContent.includes(`{${deliveryId.header}}`)) return {};
  const identity = isJson(body) ? inJson(body, deliveryId?.body?.split(".")) : inForm(body);
  return identity === undefined ? {} : { identity };
}

/** Returns the position in JSON: at the path that the scheme names, otherwise in the first member whose name identifies an event. */
function inJson(body, named) {
  const parsed = JSON.parse(body);
  const paths = [named, firstIdentity(parsed), ...identitiesBelow(parsed)].filter((path) => path !== undefined);
  return paths.map((path) => spanOf(body, path)).find((span) => span !== undefined);
}

/** Returns the position in a form. */
function inForm(body) {
  const field = [...body.matchAll(/(?<=^|&)([^=&]+)=([^&]+)/g)].find(([, name]) => IDENTITY.test(name));
  if (field === undefined) return undefined;
  const start = field.index + field[1].length + 1;
  return [start, start + field[2].length];
}

const at = (json, path) => path.reduce((above, name) => above?.[name], json);

/** Returns the position of a member's text or number in a body. Returns undefined if the value is neither, or if it is written in an unusual way. */
function spanOf(body, path) {
  const value = at(JSON.parse(body), path);
  if (!/^(string|number)$/.test(typeof value)) return undefined;
  const [name, text] = [path.at(-1), value].map((one) => JSON.stringify(one).replace(/[^\w\s]/g, "\\$&"));
  for (const { index, 0: found, 1: before } of body.matchAll(new RegExp(`(${name}\\s*:\\s*)${text}(?![\\w.])`, "g"))) {
    const quote = typeof value === "string" ? 1 : 0;
    const [start, end] = [index + before.length + quote, index + found.length - quote];
    const other = `${body.slice(0, start)}7${body.slice(end)}`;
    // Another member may have the same name and value.
    if (`${at(JSON.parse(other), path)}` === "7") return [start, end];
  }
  return undefined;
}

/** Returns the paths of all members whose name identifies an event, also in lists. The least nested ones come first, and ids of owners last. */
function identitiesBelow(json) {
  const paths = [];
  let level = [[[], json]];
  while (level.length > 0) {
    const members = level.flatMap(([path, value]) =>
      Object.entries(value).map(([name, one]) => [[...path, name], one]),
    );
    paths.push(...members.filter(([path]) => IDENTITY.test(path.at(-1))).map(([path]) => path));
    level = members.filter(([, value]) => typeof value === "object" && value !== null);
  }
  return [...paths.filter((path) => !isOwner(path)), ...paths.filter(isOwner)];
}

/** Matches names of owners, such as an account or a user. A receiver may look up an owner, so its id must not change. */
const OWNER =
  /^(organi[sz]ation|workspace|company|account|tenant|realm|team|user|sender|actor|author|customer|entry|phone_number|environment|event_type|wa)(_?id)?$/i;

/** Returns whether a member is the id of an owner, by its own name or that of its object. */
const isOwner = (path) =>
  path
    .filter((name) => !/^\d+$/.test(name))
    .slice(-2)
    .some((name) => OWNER.test(name));

/** Returns the path of the first member whose name identifies an event: in the object itself, otherwise in an object in it. */
function firstIdentity(object, above = []) {
  const members = Object.entries(object ?? {});
  // Examples name the event's id before the owner's id.
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
