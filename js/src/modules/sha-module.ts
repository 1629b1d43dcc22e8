/** SHA-1 and SHA-512: by a module that is compiled and started on first use, and long content by the runtime, as SHA-256 is. */

import { load } from "#sha-wasm";
import type * as Exports from "../wasm/sha.js";
import type { LentHash } from "./lent-hash.js";
import { LOADS_AFTER, type RuntimeCrypto, runtimeCrypto } from "./runtime-crypto.js";

type Sha = typeof Exports;

/** How many bytes the module's buffer holds. */
const BUFFER_LENGTH = 4096;

/** The shortest content, in bytes, for which calling the runtime pays. */
const PAYS_FROM = 1024;

/** The shortest piece that is not copied to others before the runtime gets it. */
const LONG_PIECE = 512;

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
let algorithm: "sha1" | "sha512";
/** How many bytes wait in the buffer. */
let waiting = 0;
/** Whether the module has hashed some of the content. */
let begun = false;
/** What hashes the content instead of the module. */
let hasher: ReturnType<RuntimeCrypto["createHash"]> | undefined;

/** How many bytes were hashed before the runtime's crypto was loaded. */
let seen = 0;
let crypto: RuntimeCrypto | undefined;

/** Returns what the runtime hashes with, if it pays by now to have loaded it. */
function runtimeHasher(): typeof hasher {
  if (seen < LOADS_AFTER) return undefined;
  // Asked for once: infinite means that it was.
  if (seen !== Number.POSITIVE_INFINITY) crypto = isWorkerd() ? undefined : runtimeCrypto();
  seen = Number.POSITIVE_INFINITY;
  try {
    return crypto?.createHash(algorithm);
  } catch {
    // A runtime may have been told not to have SHA-1.
    return undefined;
  }
}

/** In workerd every call of the runtime costs more, and one hash takes several. */
const isWorkerd = () =>
  (globalThis as { navigator?: { userAgent?: string } }).navigator?.userAgent === "Cloudflare-Workers";

/** Hands on what waits in the buffer, and wipes it. */
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
