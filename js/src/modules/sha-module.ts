/** SHA-1 and SHA-512. A module, compiled and started on first use, hashes short content. The runtime hashes long content, as with SHA-256. */

import { load } from "#sha-wasm";
import type * as Exports from "../wasm/sha.js";
import type { LentHash } from "./lent-hash.js";
import { LOADS_AFTER, type RuntimeCrypto, runtimeCrypto } from "./runtime-crypto.js";

type Sha = typeof Exports;

/** The length of the module's buffer, in bytes. */
const BUFFER_LENGTH = 4096;

/** The minimum length of content for which the runtime is faster, in bytes. */
const PAYS_FROM = 1024;

/** The minimum length of a piece that is passed to the runtime without a copy in the buffer, in bytes. */
const LONG_PIECE = 512;

let compiled: WebAssembly.Module | undefined;
let sha: Sha;
let buffer: Uint8Array;

/** Starts the module, or starts it again, so that nothing is left of a computation that was interrupted. */
function start(): void {
  compiled ??= load();
  // The build removes the imports of wasm-bindgen's glue.
  sha = new WebAssembly.Instance(compiled, {}).exports as unknown as Sha;
  buffer = new Uint8Array(sha.memory.buffer, sha.buffer() >>> 0, BUFFER_LENGTH);
}

let busy = true;
let algorithm: "sha1" | "sha512";
/** The number of bytes that wait in the buffer. */
let waiting = 0;
/** Whether the module has hashed some of the content. */
let begun = false;
/** The runtime's hasher, if it hashes the content instead of the module. */
let hasher: ReturnType<RuntimeCrypto["createHash"]> | undefined;

/** The number of bytes that were hashed before the runtime's crypto was loaded. */
let seen = 0;
let crypto: RuntimeCrypto | undefined;

/** Returns a hasher of the runtime, if enough bytes were hashed to make the loading of its crypto worthwhile. */
function runtimeHasher(): typeof hasher {
  if (seen < LOADS_AFTER) return undefined;
  // The crypto is loaded only once. Infinity means that this has happened.
  if (seen !== Number.POSITIVE_INFINITY) crypto = isWorkerd() ? undefined : runtimeCrypto();
  seen = Number.POSITIVE_INFINITY;
  try {
    return crypto?.createHash(algorithm);
  } catch {
    // A runtime may be configured without SHA-1.
    return undefined;
  }
}

/** Returns whether the runtime is workerd, in which every call of the runtime costs more. One hash requires several calls. */
const isWorkerd = () =>
  (globalThis as { navigator?: { userAgent?: string } }).navigator?.userAgent === "Cloudflare-Workers";

/** Hashes the bytes that wait in the buffer, and erases them. */
function flush(): void {
  if (waiting === 0) return;
  if (hasher === undefined) {
    sha.update(waiting);
    begun = true;
  } else {
    hasher.update(buffer.subarray(0, waiting));
    buffer.fill(0, 0, waiting);
  }
  waiting = 0;
}

export const shaHash: LentHash = {
  begin(sha512) {
    if (busy) start();
    busy = true;
    sha.begin(Number(sha512));
    algorithm = sha512 ? "sha512" : "sha1";
    [waiting, begun, hasher] = [0, false, undefined];
  },
  update(bytes) {
    seen += bytes.length;
    if (!begun && hasher === undefined && waiting + bytes.length >= PAYS_FROM) hasher = runtimeHasher();
    if (hasher !== undefined && bytes.length >= LONG_PIECE) {
      flush();
      hasher.update(bytes);
      return;
    }
    for (let at = 0; at < bytes.length; ) {
      const piece = bytes.subarray(at, at + BUFFER_LENGTH - waiting);
      buffer.set(piece, waiting);
      waiting += piece.length;
      at += piece.length;
      if (waiting === BUFFER_LENGTH) flush();
    }
  },
  finish(into) {
    flush();
    if (hasher === undefined) into.set(buffer.subarray(0, sha.finish()));
    else {
      const digest = hasher.digest("latin1");
      for (let at = 0; at < digest.length; at++) into[at] = digest.charCodeAt(at);
      hasher = undefined;
    }
    buffer.fill(0, 0, 64);
    busy = false;
  },
};
