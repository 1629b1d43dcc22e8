/** The module `verify` from its bytes, compiled immediately. */

// @ts-expect-error The build replaces this import with the bytes of the file, in base64.
import bytes from "../wasm/verify.wasm";
import { compileBase64 } from "./base64.js";

export const module: WebAssembly.Module = /* @__PURE__ */ compileBase64(bytes as string);
