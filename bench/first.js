// What bench/start.js starts: a fresh process that loads one candidate, verifies one delivery, and prints how many
// milliseconds after its start that was done. Without a candidate, it does all but that.
//
//   node bench/first.js FILE [CANDIDATE]      FILE holds the delivery, signed elsewhere, so that signing is not measured

import { readFileSync } from "node:fs";

import { CANDIDATES } from "./candidates.js";

const [file, name] = process.argv.slice(2);
const delivery = JSON.parse(readFileSync(file, "utf8"));
delivery.body = Buffer.from(delivery.text);

let accepted = true;
if (name !== undefined) {
  const verify = await CANDIDATES.find((candidate) => candidate.name === name).load(delivery.secret);
  accepted = await verify(delivery);
}
const elapsed = performance.now();
if (!accepted) throw new Error(`${name} refused a genuine delivery.`);
process.stdout.write(`${elapsed}\n`);
