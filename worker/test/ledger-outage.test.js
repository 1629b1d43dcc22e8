// An outage of the origin while deliveries wait: all of them arrive, with no more attempts at once than configured.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { backlog, mostInASecond, outage } from "../../test-support/outage.js";

/** The number of waiting deliveries. `npm run faults:ledger` uses 10,000. */
const WAITING = Number(process.env.HOOKWARD_WAITING ?? 500);

/** The maximum wait for all deliveries, in milliseconds. */
const PATIENCE = 60_000 + 60 * WAITING;

const idsOf = (attempts) => attempts.map(({ id }) => id).sort();

/**
 * Returns the maximum number of attempts in flight after a number of successes. It starts at one, and doubles after
 * each success.
 */
const allowed = (successes, concurrency) => Math.min(concurrency, 2 ** successes);

describe("after an outage", { concurrency: true }, () => {
  test("all that waits arrives once, by the concurrency and the rate of the route at every moment", async (t) => {
    const [concurrency, rate] = [5, 100];
    const { acknowledged, whileDown, attempts } = await outage({
      waiting: WAITING,
      concurrency,
      rate,
      patience: PATIENCE,
    });
    t.diagnostic(JSON.stringify({ waiting: WAITING, whileDown, mostInASecond: mostInASecond(attempts) }));
    assert.equal(acknowledged.length, WAITING);
    assert.deepEqual(idsOf(attempts), acknowledged.sort(), "each once");
    // Five failures in a row open the circuit. Attempts that are in flight at that time also fail.
    assert.ok(whileDown < 5 + 2 * concurrency, `${whileDown} attempts while the origin was down`);
    for (const { inFlight, after } of attempts) {
      assert.ok(inFlight <= allowed(after, concurrency), `${inFlight} in flight after ${after} successes`);
    }
    // A tenth of the rate may begin at once. Attempts that have begun may be late by as many as can be in flight.
    const most = mostInASecond(attempts);
    assert.ok(most <= rate * 1.1 + concurrency, `${most} in a second`);
  });

  test("deliveries that were never tried do not wait behind those that failed", async (t) => {
    const concurrency = 5;
    const result = await backlog({ waiting: WAITING, concurrency, patience: PATIENCE });
    const { acknowledged, overtaken, mostHeld, left, attempts } = result;
    t.diagnostic(JSON.stringify({ waiting: WAITING, overtaken, mostHeld, left }));
    assert.deepEqual(idsOf(attempts), acknowledged.sort(), "each once");
    assert.ok(mostHeld < concurrency, "retries that the origin does not respond to leave places for others");
    assert.ok(left > WAITING / 10, `retries were left when the last of the others was tried: ${left}`);
    assert.ok(Math.max(...overtaken) <= 10 * concurrency, `the others were tried first: ${overtaken}`);
    assert.ok(attempts.every(({ inFlight }) => inFlight <= concurrency));
  });
});
