// Does the time of a refusal tell how much of a signature was right? If it did, a forger could find a signature byte by byte.
//
// A signature is the sender's own, so that its characters take more or less time to read is no secret. What must not show is the
// expected tag. So signatures and keys stay the same here, and only their pairing changes: signature i is right under key i but
// for its last byte, and wrong from the first byte under every other key. "Late" pairs i with i, "early" i with another. Every
// key and every signature is as often in one as in the other, so nothing but the place of the difference can tell them apart.
//
// A method that finds nothing proves nothing unless it finds what is there, so the same is asked of a twin that compares byte
// by byte and stops at the first difference. A leak is one that shows in each of three runs, with fresh keys, in the same sense.
//
//   node bench/timing.js [--quick] [--write]

import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

import { Verifier } from "hookward";

import { makeBody } from "./deliveries.js";
import { options, publish } from "./report.js";
import { shuffled, spread } from "./rounds.js";
import { targetLines } from "./targets.js";

const { quick, write } = options();
const RUNS = 3;
const KEYS = 8;
const SAMPLES = quick ? 200 : 4000;
/** Verifications a sample: one takes about as long as reading the clock. */
const CALLS = 48;

const tag = (key, body) => createHmac("sha256", key).update(body).digest();

function hookward(key, body) {
  const verifier = new Verifier({ scheme: "gilbert", secret: key });
  return (signature) => verifier.check({ headers: { "x-gilbert-signature": signature }, body }).ok;
}

/** The ways to verify that are put to the test, and with how long a body. Each is prepared with a key. */
const TWIN = "early exit";
const SUBJECTS = {
  hookward: { length: 128, prepare: hookward },
  // Long enough that Node hashes it. The comparison is still the core's.
  "hookward, 1 KiB": { length: 1024, prepare: hookward },
  "node:crypto": {
    length: 128,
    prepare: (key, body) => (signature) => timingSafeEqual(tag(key, body), Buffer.from(signature, "hex")),
  },
  [TWIN]: {
    length: 128,
    prepare: (key, body) => (signature) => {
      const expected = tag(key, body);
      const given = Buffer.from(signature, "hex");
      for (let at = 0; at < expected.length; at++) if (expected[at] !== given[at]) return false;
      return true;
    },
  },
};

/** Keys, and for each the signature that is right but for its last byte. No two tags begin alike. */
function material(body) {
  const keys = [];
  while (keys.length < KEYS) {
    const key = randomBytes(16).toString("hex");
    if (keys.every((other) => tag(other, body)[0] !== tag(key, body)[0])) keys.push(key);
  }
  const signatures = keys.map((key) => {
    const almost = tag(key, body);
    almost[almost.length - 1] ^= 1;
    return almost.toString("hex");
  });
  return { keys, signatures };
}

/** A subject with fresh keys, and room for what is found. */
function subject([name, { length, prepare }]) {
  const body = makeBody(length, 0);
  const { keys, signatures } = material(body);
  return { name, signatures, verify: keys.map((key) => prepare(key, body)), shares: [], times: [] };
}

/** Nanoseconds that a number of refusals takes. */
function refusals(verify, signature) {
  const started = process.hrtime.bigint();
  for (let call = 0; call < CALLS; call++) if (verify(signature)) throw new Error("A wrong signature was accepted.");
  return Number(process.hrtime.bigint() - started);
}

/** How much longer "late" took than "early", once for each sample, as a share of the time of either. */
function run() {
  const subjects = Object.entries(SUBJECTS).map(subject);
  const any = () => Math.floor(Math.random() * KEYS);
  for (let sample = -SAMPLES / 10; sample < SAMPLES; sample++) {
    for (const { verify, signatures, shares, times } of shuffled(subjects)) {
      const late = any();
      const early = (late + 1 + Math.floor(Math.random() * (KEYS - 1))) % KEYS;
      const spent = {};
      for (const which of shuffled(["late", "early"])) {
        spent[which] = refusals(verify[late], signatures[which === "late" ? late : early]);
      }
      if (sample < 0) continue;
      const typical = (spent.late + spent.early) / 2;
      shares.push((spent.late - spent.early) / typical);
      times.push(typical / CALLS);
    }
  }
  return Object.fromEntries(
    subjects.map(({ name, shares, times }) => [name, { ...estimate(shares), each: spread(times).median }]),
  );
}

/**
 * The mean of the middle three fifths, with its interval of 99 % confidence (Tukey and McLaughlin): what interrupts a sample
 * is in its tails, and would hide everything in a plain mean.
 */
function estimate(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const cut = Math.floor(sorted.length / 5);
  const kept = sorted.slice(cut, sorted.length - cut);
  const mean = (list) => list.reduce((sum, value) => sum + value, 0) / list.length;
  const winsorized = sorted.map((value) => Math.min(Math.max(value, kept[0]), kept.at(-1)));
  const centre = mean(winsorized);
  const variance = winsorized.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (winsorized.length - 1);
  const error = Math.sqrt(variance / winsorized.length) / 0.6;
  const difference = mean(kept);
  return { difference, low: difference - 2.58 * error, high: difference + 2.58 * error };
}

/** Whether a subject leaks. Where it does not, how small a leak would have been seen, against that of the twin. */
function compare(runs, twin) {
  const leaks = runs.every(({ low }) => low > 0) || runs.every(({ high }) => high < 0);
  const bound = Math.max(...runs.flatMap(({ low, high, each }) => [Math.abs(low) * each, Math.abs(high) * each]));
  const exit = Math.min(...twin.map(({ difference, each }) => Math.abs(difference) * each));
  return {
    runs,
    leaks,
    says: leaks ? "a leak" : `none seen; ${(bound / exit).toFixed(2)} of the early exit's would have been`,
  };
}

const all = Array.from({ length: RUNS }, run);
const of = (name) => all.map((one) => one[name]);
const subjects = Object.fromEntries(Object.keys(SUBJECTS).map((name) => [name, compare(of(name), of(TWIN))]));
const results = { subjects };
await publish("timing", results, { quick, write, command: "npm run bench:timing" });
for (const line of targetLines("timing", results)) console.log(line);
