// The module that the runtime loads: the order in which JavaScript waits for a request, its body, hashes and the origin. What is decided in
// between is decided in WebAssembly, which never waits.

import { Exchange } from "./exchange.js";
import { body, head, response } from "./index.js";

export default {
  fetch(request, env, context) {
    const served = serve(new Exchange(request), env);
    // A request whose sender hangs up while the origin works is ended otherwise, in the middle: its line of the log would be missing.
    context.waitUntil(served);
    return served;
  },
};

async function serve(exchange, env) {
  const { arrival } = exchange;
  head(env, exchange, arrival);
  if (exchange.response !== undefined) return exchange.response;

  await exchange.read();
  for (;;) {
    const { length, hashes } = exchange;
    body(env, exchange, arrival, Date.now(), length, exchange.canHash, hashes.length > 0);
    if (exchange.messages.length === 0) break;
    await exchange.hash();
  }
  if (exchange.response !== undefined) return exchange.response;

  await exchange.ask();
  response(env, exchange, arrival, Date.now(), exchange.status);
  return exchange.response;
}
