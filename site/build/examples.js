// The page's examples: test vectors, which openssl confirmed, each but the first with one thing wrong.

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { Failure, root } from "../../scripts/shell.js";

function vector(scheme, name) {
  const { vectors, now } = JSON.parse(readFileSync(join(root, "schemes", scheme, "vectors.json"), "utf8"));
  const found = vectors.find((one) => one.name === name);
  if (found === undefined)
    throw new Failure(`schemes/${scheme}/vectors.json has no vector ${name}, of which an example is made.`);
  const headers = found.headers.map(([header, value]) => `${header}: ${value}`).join("\n");
  return { headers, body: found.body, secret: found.secrets[0], received: now };
}

/** JSON as a program writes it that escapes all but ASCII: most often Python or PHP. */
const escaped = (json) =>
  JSON.stringify(JSON.parse(json)).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

export function examples() {
  const gilbert = vector("gilbert", "documented-compact");
  const smarterbot = vector("smarterbot", "documented-lead");
  const inboundflow = vector("inboundflow", "documented-call.completed");
  return [
    { name: "a genuine delivery", ...inboundflow },
    { name: "a parsed body", ...gilbert, body: escaped(gilbert.body) },
    { name: "a secret with a newline", ...smarterbot, secret: `${smarterbot.secret}\n` },
    { name: "an old delivery", ...inboundflow, received: inboundflow.received + 47 * 60 },
  ];
}
