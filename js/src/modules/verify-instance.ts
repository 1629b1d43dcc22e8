/** The instance of the module that verifies, and its memory: what becomes of both if a call is ended in the middle. */

import { module } from "#verify-wasm";
import type * as Exports from "../wasm/verify.js";
import { lent } from "./lent-hash.js";
import { sha256 } from "./runtime-hash.js";

/** Beyond this the module cannot even be asked for room: lengths are numbers of 32 bits there, and the sign is one. */
const LONGEST = 2 ** 31 - 1;

export const NOTHING = new Uint8Array(0);

/** The module's own functions, and the pointer of its stack, which grows down. */
type Core = typeof Exports & { readonly __stack_pointer: WebAssembly.Global<"i32"> };

/** Starts the module. What it imports has names that wasm-bindgen made up, with the function's own in them. */
function start(): Core {
  const functions: WebAssembly.ModuleImports = { sha256: hash, lent_begin, lent_update, lent_finish };
  const imports: WebAssembly.Imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    const own = Object.keys(functions).find((own) => name.includes(own)) as string;
    imports[from] = { ...imports[from], [name]: functions[own] as WebAssembly.ImportValue };
  }
  return new WebAssembly.Instance(module, imports).exports as unknown as Core;
}

/** The module's own functions: crates/verify-wasm documents each. Tree-shaken if unused. */
export const core = /* @__PURE__ */ start();

/** Views of the module's memory. Growing it detaches them, so each is looked up before it is used. */
export const memory = { whole: NOTHING, scratch: NOTHING, details: new Float64Array(0) };

/** What the module may be doing: nothing, what changes none of its memory that counts, or what does. */
export const IDLE = 0;
export const VERIFYING = 1;
export const CHANGING = 2;

/** A verification that waits for the runtime's hash: its body, and what the runtime threw. */
export interface Hashing {
  readonly body: Uint8Array;
  thrown?: { readonly error: unknown };
}

/**
 * What the module is doing. If it is still doing that when the next call comes, the last one was ended in the middle: by a stack that was
 * full, or by a time limit, after which not even `finally` runs.
 */
export const activity: { doing: typeof IDLE | typeof VERIFYING | typeof CHANGING; hashing: Hashing | undefined } = {
  doing: IDLE,
  hashing: undefined,
};

/** Where the module's stack begins, and where the numbers are that say more than the last return value. Neither ever moves. */
const STACK = /* @__PURE__ */ (() => core.__stack_pointer.value)();
const DETAILS = /* @__PURE__ */ (() => core.details() >>> 0)();

/** Makes the module usable if the last call was ended in the middle. Comes before the memory is looked at. */
export function recover(): void {
  if (activity.doing === IDLE) return;
  if (activity.doing === CHANGING) {
    throw new Error("A time limit ended a call while hookward changed its memory. Load hookward again.");
  }
  // Inside the runtime's hash, the stack is still somebody's.
  if (activity.hashing === undefined) core.__stack_pointer.value = STACK;
  memory.scratch = NOTHING;
  core.recover();
  activity.doing = IDLE;
}

/**
 * Prepares for a call that allocates. To end it in the middle could leave the module's memory such that nothing may be verified any more,
 * so a stack that is nearly full throws its RangeError here.
 */
export function change(): void {
  useStack(SPARE_CALLS);
  activity.doing = CHANGING;
}

/** So many calls of this take several times as much stack as the module does. */
const SPARE_CALLS = 256;

function useStack(calls: number): number {
  return calls === 0 ? 0 : 1 + useStack(calls - 1);
}

/** Hashes for the module. An exception would end its call in the middle: it is kept, and thrown later. */
function hash(address: number, length: number, hole: number): void {
  if (activity.hashing === undefined) return;
  const call = activity.hashing;
  activity.doing = IDLE;
  try {
    if (memory.whole.length === 0) memory.whole = new Uint8Array(core.memory.buffer);
    sha256(memory.whole.subarray(address >>> 0, (address >>> 0) + length), hole >>> 0, call.body);
  } catch (error) {
    call.thrown = { error };
  }
  activity.doing = VERIFYING;
}

/** Hashes for the module with the hash that is lent. Nothing of it can throw: a verifier is built only where one is. */
function lent_begin(sha512: number): void {
  lent.hash?.begin(sha512 !== 0);
}

function lent_update(address: number, length: number): void {
  lent.hash?.update(bytesAt(address, length));
}

function lent_finish(address: number): void {
  lent.hash?.finish(bytesAt(address, LONGEST_HASH));
}

/** The length of the longest hash that is lent, in bytes: SHA-512's. */
const LONGEST_HASH = 64;

function bytesAt(address: number, length: number): Uint8Array {
  return new Uint8Array(core.memory.buffer, address >>> 0, length >>> 0);
}

/** Returns a view of the scratch area, longer than `length`. */
export function reserve(length: number): Uint8Array {
  if (memory.scratch.length <= length) {
    change();
    const address = length >= LONGEST ? 0 : core.scratch(length + 1) >>> 0;
    activity.doing = IDLE;
    if (address === 0) {
      throw new RangeError(
        `There is no memory to verify ${length} bytes. Set maxBodyBytes to what this runtime can hold.`,
      );
    }
    memory.scratch = new Uint8Array(core.memory.buffer, address, length + 1);
  }
  return memory.scratch;
}

/** Returns the numbers that say more than the last return value. */
export function details(): readonly [number, number, number, number, number] {
  if (memory.details.length === 0) memory.details = new Float64Array(core.memory.buffer, DETAILS, 5);
  return memory.details as unknown as ReturnType<typeof details>;
}
