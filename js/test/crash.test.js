// Every adapter for Node in a separate process, with thousands of hostile requests over sockets. It keeps running, frees its memory, and accepts
// every genuine delivery between them. `npm run crash -- --requests 100000` runs more requests.

import assert from "node:assert/strict";
import { test } from "node:test";

import { ADAPTERS, crashAdapter } from "../../test-support/crash-adapter.js";

const requests = Number(process.env.CRASH_REQUESTS ?? 5000);
const seed = Number(process.env.CRASH_SEED ?? 1);

for (const adapter of ADAPTERS) {
  test(`${adapter}: lives through ${requests} hostile requests, and accepts what is genuine between them`, async () => {
    const { accepted, verified, errors, statuses } = await crashAdapter(adapter, { requests, seed });
    assert.equal(accepted, Math.floor(requests / 8));
    // Otherwise the requests would not have reached the webhook.
    assert.ok(verified > accepted && errors > 0, `${verified} verified, ${errors} errors`);
    assert.ok(statuses[401] > 100 && statuses[400] > 100, JSON.stringify(statuses));
  });
}
