/** The module from its own bytes, at once. */

// @ts-expect-error The build puts the file's bytes here, in base 64.
import bytes from "../wasm/verify.wasm";
import { compileBase64 } from "./base64.js";

export const module: WebAssembly.Module = /* @__PURE__ */ compileBase64(bytes as string);
