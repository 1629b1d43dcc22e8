// What the runtime loads. worker-build would have a class here, with two proxies around each request that look after an instance
// that trapped. wasm-bindgen does that by itself: whatever is called next gets a new one.

import { fetch } from "./index.js";

export default { fetch };
