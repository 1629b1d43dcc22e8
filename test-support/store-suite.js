// Tests of dedupe stores. They are the same for every store.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";

import { sleep } from "./http.js";

/**
 * Defines the tests for one kind of store. `open({ lease, window })`, both in seconds, returns `{ store, another? }`: one or two connections to the
 * same keys.
 */
export function storeSuite(name, open) {
  const keyOf = () => randomUUID().replaceAll("-", "").repeat(2);

  test(`${name}: a key has one holder until it is released or completed`, async () => {
    const { store, another = store } = await open({});
    const [key, other] = [keyOf(), keyOf()];
    assert.equal(await store.reserve(key, "first"), "reserved");
    assert.equal(await another.reserve(key, "second"), "in_progress");
    assert.equal(await another.reserve(other, "second"), "reserved");
    await another.release(key, "second");
    assert.equal(await another.reserve(key, "second"), "in_progress");
    await store.release(key, "first");
    assert.equal(await another.reserve(key, "second"), "reserved");
    await another.complete(key, "second");
    for (const one of [store, another]) assert.equal(await one.reserve(key, "third"), "completed");
    await another.release(key, "second");
    assert.equal(await store.reserve(key, "third"), "completed");
    assert.equal(await store.reserve(other, "third"), "in_progress");
  });

  test(`${name}: of many at once, one gets the key`, async () => {
    const { store, another = store } = await open({});
    for (let round = 0; round < 5; round++) {
      const key = keyOf();
      const states = await Promise.all(
        Array.from({ length: 40 }, async (_, at) => (at % 2 ? store : another).reserve(key, `${at}`)),
      );
      assert.deepEqual(
        [states.filter((one) => one === "reserved").length, states.filter((one) => one === "in_progress").length],
        [1, 39],
      );
    }
  });

  test(`${name}: a reservation ends by itself, and is then no longer its first holder's`, async () => {
    const { store } = await open({ lease: 0.5 });
    const [key, late] = [keyOf(), keyOf()];
    assert.equal(await store.reserve(key, "crashed"), "reserved");
    assert.equal(await store.reserve(late, "late"), "reserved");
    await sleep(700);
    assert.equal(await store.reserve(key, "second"), "reserved");
    await store.release(key, "crashed");
    assert.equal(await store.reserve(key, "third"), "in_progress");
    // A delivery that was handled is completed, however late.
    await store.complete(late, "late");
    assert.equal(await store.reserve(late, "second"), "completed");
  });

  test(`${name}: a completed key is kept as long as its window`, async () => {
    const { store } = await open({ window: 0.5 });
    const key = keyOf();
    assert.equal(await store.reserve(key, "first"), "reserved");
    await store.complete(key, "first");
    assert.equal(await store.reserve(key, "second"), "completed");
    await sleep(700);
    assert.equal(await store.reserve(key, "second"), "reserved");
  });
}
