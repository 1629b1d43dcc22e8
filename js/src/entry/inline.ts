/** The module from its own bytes: Node, Deno, Bun, browsers and every bundler. Nothing is fetched, read or awaited. */

import { bytes } from "../wasm/bytes.js";

const decode = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

export const module = new WebAssembly.Module(decode(bytes));
