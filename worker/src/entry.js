// The module that the runtime loads. worker-build would put a class here, with two proxies around each request, to replace an
// instance that trapped. wasm-bindgen does that without them: the next call gets a new instance.

import { fetch } from "./index.js";

export default {
  fetch(request, env, context) {
    const response = fetch(request, env, context);
    // A request whose sender hangs up while the origin works is ended otherwise, in the middle: its line of the log would be
    // missing, and what Rust holds for it would stay in memory for good.
    context.waitUntil(response);
    return response;
  },
};
