/** Suggestions for parts of a signed content that do not exist. */

import { nearest } from "./nearest.js";

const PARTS = ["body", "timestamp", "url", "method", "path", "query", "form"];

/** Other common names for the parts. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  payload: "body",
  content: "body",
  data: "body",
  message: "body",
  raw: "body",
  json: "body",
  ts: "timestamp",
  t: "timestamp",
  time: "timestamp",
  uri: "url",
  endpoint: "url",
  verb: "method",
  params: "form",
  fields: "form",
  id: "webhook-id",
  header: "webhook-id",
};

/**
 * Returns a suggestion for each one-word name in braces that is not a part. The suggestion states the position of the name, but not the name itself.
 */
export function misspeltParts(content: unknown): string[] {
  const names = typeof content === "string" ? content.matchAll(/\{([^{}]*)\}/g) : [];
  return [...names].flatMap(({ 1: name = "", index }) => {
    if (PARTS.includes(name) || /^[\w.]+-[\w.-]+$/.test(name)) return [];
    const meant = meantBy(name);
    return meant === undefined ? [] : [`At character ${index + 1}: did you mean {${meant}}?`];
  });
}

function meantBy(name: string): string | undefined {
  const word = name
    .toLowerCase()
    .replace(/:.*$/, "")
    .replace(/[^a-z]/g, "");
  const other = Object.hasOwn(OTHER_NAMES, word) ? OTHER_NAMES[word] : undefined;
  return other ?? nearest(word, PARTS) ?? PARTS.find((part) => word.includes(part));
}
