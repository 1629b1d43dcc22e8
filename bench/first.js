// The program that bench/start.js starts. It loads one candidate, verifies one delivery, and prints the milliseconds
// since its start. Without a candidate, it does everything else.
//
//   node bench/first.js FILE [CANDIDATE]      FILE contains the delivery, so that signing is not measured

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
