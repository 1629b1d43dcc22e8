// Measures how fast a delivery is verified in Node: hookward through its public interface, compared with all other
// candidates.
//
//   node bench/verify.js [--quick] [--write]

import { SCHEMES } from "../test-support/schemes.js";
import { CANDIDATES as ALL, isOurs, REFERENCE } from "./candidates.js";
import { check } from "./check.js";
import { SECRETS, shapeSecret, sign, signShape } from "./deliveries.js";
import { options, publish } from "./report.js";
import { compare } from "./rounds.js";
import { SHAPES, URL_SENT_TO } from "./shapes.js";
import { targetLines } from "./targets.js";

const CANDIDATES = ALL.filter(({ loading }) => !loading);
const SIZES = [256, 512, 1024, 4096, 16_384, 65_536, 1_048_576];
/** The maximum body for which the shapes are measured. Above this size, only the hash matters. */
const SHAPES_UP_TO = 65_536;
const { quick, write } = options();
const ROUNDS = quick ? 3 : 25;
const BATCH = quick ? 2 : 8;

/**
 * Returns the number of different deliveries that are used in turn: enough that none of them is a constant, and few
 * enough to stay in the cache.
 */
const pool = (size) => (size > 100_000 ? 2 : 16);

/** Returns a candidate as a contestant. It verifies its deliveries one after another, and throws if one is refused. */
function contestant({ name, asynchronous }, verify, deliveries) {
  const refused = () => new Error(`${name} refused a genuine delivery while it was timed.`);
  const count = deliveries.length;
  // Two loops are required, because an `await` would slow down the candidates that do not need one.
  const run = asynchronous
    ? async (times) => {
        for (let at = 0; at < times; at++) if (!(await verify(deliveries[at % count]))) throw refused();
      }
    : (times) => {
        for (let at = 0; at < times; at++) if (!verify(deliveries[at % count])) throw refused();
      };
  return { name, run };
}

const loaded = [];
for (const candidate of CANDIDATES) {
  const verify = await candidate.load(SECRETS[candidate.format]);
  await check(candidate, verify);
  loaded.push({ candidate, verify });
}
console.log(`${loaded.length} candidates accept what is genuine and refuse what is forged.`);

const sizes = {};
for (const size of SIZES) {
  const contestants = loaded.map(({ candidate, verify }) =>
    contestant(candidate, verify, sign(candidate.format, size, pool(size))),
  );
  sizes[size] = await compare(contestants, { reference: REFERENCE, rounds: ROUNDS, batch: BATCH });
  console.log(`${size} bytes: ${ROUNDS} rounds`);
}

/** The results of a scheme of each shape, compared with code written by hand for it. */
const shapes = {};
for (const shape of SHAPES) {
  const { Verifier } = await import("hookward");
  const secret = shapeSecret(shape.scheme);
  const signsUrl = /\{(url|path|query)\}/.test(SCHEMES[shape.scheme].signedContent);
  const verifier = new Verifier({ scheme: shape.scheme, secret, ...(signsUrl && { url: URL_SENT_TO }) });
  const subjects = {
    hookward: ({ headers, body }) => verifier.check({ headers, body }).ok,
    "by hand": shape.byHand(secret),
  };
  shapes[shape.name] = { scheme: shape.scheme, sizes: {} };
  for (const size of SIZES.filter((size) => size <= SHAPES_UP_TO)) {
    const deliveries = signShape(shape, URL_SENT_TO, size, pool(size));
    const contestants = Object.entries(subjects).map(([name, verify]) => {
      const [{ body, ...rest }] = deliveries;
      const forged = Buffer.from(body);
      forged[forged.length - 4] ^= 1;
      if (verify({ ...rest, body: forged, text: `${forged}` }))
        throw new Error(`${shape.name}, ${name}: accepts a forged body`);
      return contestant({ name }, verify, deliveries);
    });
    const ratios = await compare(contestants, { reference: "by hand", rounds: ROUNDS, batch: BATCH });
    shapes[shape.name].sizes[size] = ratios.hookward;
  }
  console.log(`${shape.name}: ${ROUNDS} rounds`);
}

const results = {
  reference: REFERENCE,
  names: CANDIDATES.map(({ name }) => name),
  ours: CANDIDATES.filter(isOurs).map(({ name }) => name),
  sizes,
};
const node = process.versions.node.split(".")[0];
const command = node === "24" ? "npm run bench -- --node24" : "npm run bench";
await publish(`verify-node${node}`, results, { quick, write, command });
await publish(`shapes-node${node}`, { shapes }, { quick, write, command });
for (const line of [...targetLines("verify", results), ...targetLines("shapes", { shapes })]) console.log(line);
