// Measures whether the time of a refusal depends on how many bytes of a signature are correct. If it did, an attacker could find a signature byte by
// byte.
//
// The sender chooses the signature, so the time to parse its characters reveals nothing. Only the expected tag must stay secret. The signatures and
// keys are therefore the same in both cases, and only their pairing differs. Signature i is correct under key i except for its last byte, and wrong
// from the first byte under every other key. "Late" pairs signature i with key i, "early" with another key. Every key and every signature occurs as
// often in one case as in the other, so that only the position of the difference can cause a different time.
//
// To show that this method can find a leak, it is also applied to a version that compares byte by byte and stops at the first difference. A result is
// a leak only if it appears in each of three runs with new keys, in the same direction.
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
/** The number of verifications in a sample. One verification takes about as long as reading the clock. */
const CALLS = 48;

const tag = (key, body) => createHmac("sha256", key).update(body).digest();

function hookward(key, body) {
  const verifier = new Verifier({ scheme: "gilbert", secret: key });
  return (signature) => verifier.check({ headers: { "x-gilbert-signature": signature }, body }).ok;
}

/** The tested ways to verify, with the length of the body. Each is prepared with a key. */
const TWIN = "early exit";
const SUBJECTS = {
  hookward: { length: 128, prepare: hookward },
  // The body is long enough for Node to hash it. The core still compares.
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

/** Returns keys, and for each the signature that is correct except for its last byte. No two tags begin with the same byte. */
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

/** Returns a subject with new keys and empty lists for its results. */
function subject([name, { length, prepare }]) {
  const body = makeBody(length, 0);
  const { keys, signatures } = material(body);
  return { name, signatures, verify: keys.map((key) => prepare(key, body)), shares: [], times: [] };
}

/** Returns the nanoseconds that a number of refusals take. */
function refusals(verify, signature) {
  const started = process.hrtime.bigint();
  for (let call = 0; call < CALLS; call++) if (verify(signature)) throw new Error("A wrong signature was accepted.");
  return Number(process.hrtime.bigint() - started);
}

/** Returns the difference between the times of "late" and "early" for each sample, as a share of their time. */
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
 * Returns the mean of the middle three fifths, with its 99 % confidence interval (Tukey and McLaughlin). Interruptions are in the tails of the
 * samples. They would hide every difference in a plain mean.
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

/**
 * Returns whether a subject leaks. If not, also returns the size of the smallest leak that would have been found, relative to the leak of the version
 * with the early exit.
 */
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
