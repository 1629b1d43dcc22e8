// The module that the runtime loads. It contains the order in which JavaScript waits for a request, its body, hashes
// and the origin. The decisions in between are made in WebAssembly, which never waits.

import { callLedger, Exchange, linesOf } from "./exchange.js";
import { body, head, ledger, ledgers, operate, queued, response } from "./index.js";
import { Names } from "./names.js";
import { keepRefused } from "./refused.js";

export { Ledger } from "./ledger.js";

export default {
  fetch(request, env, context) {
    const exchange = new Exchange(request, env);
    const served = serve(exchange, env, context);
    // Without `waitUntil`, a request ends early if its sender closes the connection while the origin works. The line of
    // the log would then be missing.
    context.waitUntil(served.then(() => keepRefused(env.LEDGER, exchange)));
    return served;
  },

  /** Wakes the ledgers, because a ledger may have lost its alarm. */
  scheduled(_controller, env, context) {
    const names = linesOf(ledgers(env, new Names()));
    context.waitUntil(Promise.allSettled(names.map((name) => callLedger(env.LEDGER, name, { type: "wake" }))));
  },
};

async function serve(exchange, env, context) {
  const { arrival } = exchange;
  head(env, exchange, arrival);
  if (exchange.response !== undefined) return exchange.response;
  if (exchange.ledgers !== undefined) {
    await exchange.collect(env.LEDGER, () => operate(env, exchange, arrival, Date.now()));
    return exchange.response;
  }

  await exchange.read();
  for (;;) {
    const { length, hashes } = exchange;
    body(env, exchange, arrival, Date.now(), length, exchange.canHash, hashes.length > 0);
    if (exchange.messages.length === 0) break;
    await exchange.hash();
  }
  if (exchange.response !== undefined) return exchange.response;

  if (exchange.entry !== undefined) {
    await exchange.keep(env.LEDGER);
    ledger(env, exchange, arrival, Date.now());
    if (exchange.response !== undefined) return exchange.response;
  }

  let taken;
  if (exchange.binding === undefined) {
    await exchange.ask(context);
    taken = response(env, exchange, arrival, Date.now(), exchange.status);
  } else {
    await exchange.enqueue();
    taken = queued(env, exchange, arrival, Date.now());
  }
  if (exchange.entry !== undefined) await exchange.settle(env.LEDGER, taken);
  return exchange.response;
}
