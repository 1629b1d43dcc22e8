// The module that the runtime loads. worker-build would put a class here, with two proxies around each request, to replace an
// instance that trapped. wasm-bindgen does that without them: the next call gets a new instance.

import { fetch } from "./index.js";

export default { fetch };
