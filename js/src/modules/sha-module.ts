/** The module that has SHA-1 and SHA-512, compiled and started on first use. */

import { load } from "#sha-wasm";
import type * as Exports from "../wasm/sha.js";
import type { LentHash } from "./lent-hash.js";

type Sha = typeof Exports;

/** How many bytes the module's buffer holds. */
const BUFFER_LENGTH = 4096;

let compiled: WebAssembly.Module | undefined;
let sha: Sha;
let buffer: Uint8Array;

/** Starts the module, or starts it again: a computation that was ended in the middle leaves nothing behind then. */
function start(): void {
  compiled ??= load();
  // What wasm-bindgen imports for glue is dropped by the build.
  sha = new WebAssembly.Instance(compiled, {}).exports as unknown as Sha;
  buffer = new Uint8Array(sha.memory.buffer, sha.buffer() >>> 0, BUFFER_LENGTH);
}

let busy = true;

/** SHA-1 and SHA-512. */
export const shaHash: LentHash = {
  begin(sha512) {
    if (busy) start();
    busy = true;
    sha.begin(Number(sha512));
  },
  update(bytes) {
    for (let at = 0; at < bytes.length; at += BUFFER_LENGTH) {
      const piece = bytes.subarray(at, at + BUFFER_LENGTH);
      buffer.set(piece);
      sha.update(piece.length);
    }
  },
  finish(into) {
    into.set(buffer.subarray(0, sha.finish()));
    buffer.fill(0, 0, 64);
    busy = false;
  },
};
