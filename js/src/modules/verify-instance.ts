/** The instance of the module `verify` and its memory, and the recovery of both after a call that was interrupted. */

import { module } from "#verify-wasm";
import type * as Exports from "../wasm/verify.js";
import { lent } from "./lent-hash.js";
import { sha256 } from "./runtime-hash.js";

/** The limit for the length of the scratch area, in bytes. Lengths in the module are signed numbers of 32 bits. */
const LONGEST = 2 ** 31 - 1;

export const NOTHING = new Uint8Array(0);

/** The module's own functions, and the pointer of its stack, which grows down. */
type Core = typeof Exports & { readonly __stack_pointer: WebAssembly.Global<"i32"> };

/** Starts the module. wasm-bindgen generates the names of its imports, which contain the names of the functions. */
function start(): Core {
  const functions: WebAssembly.ModuleImports = { sha256: hash, lent_begin, lent_update, lent_finish };
  const imports: WebAssembly.Imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    const own = Object.keys(functions).find((own) => name.includes(own)) as string;
    imports[from] = { ...imports[from], [name]: functions[own] as WebAssembly.ImportValue };
  }
  return new WebAssembly.Instance(module, imports).exports as unknown as Core;
}

/** The module's own functions, which crates/verify-wasm documents. Tree-shaken if unused. */
export const core = /* @__PURE__ */ start();

/** Views of the module's memory. They are detached when the memory grows, so each view is checked before it is used. */
export const memory = { whole: NOTHING, scratch: NOTHING, details: new Float64Array(0) };

/** The states of the module: no call, a call that does not change important memory, or a call that does. */
export const IDLE = 0;
export const VERIFYING = 1;
export const CHANGING = 2;

/** A verification that waits for the runtime hash: its body, and the error that the runtime threw. */
export interface Hashing {
  readonly body: Uint8Array;
  thrown?: { readonly error: unknown };
}

/**
 * The current state of the module. If a call is still active when the next call begins, it was interrupted: by a stack overflow, or by a
 * time limit, after which not even `finally` runs.
 */
export const activity: { doing: typeof IDLE | typeof VERIFYING | typeof CHANGING; hashing: Hashing | undefined } = {
  doing: IDLE,
  hashing: undefined,
};

/** The addresses of the module's stack, and of the numbers with the details of the last return value. They never change. */
const STACK = /* @__PURE__ */ (() => core.__stack_pointer.value)();
const DETAILS = /* @__PURE__ */ (() => core.details() >>> 0)();

/** Makes the module usable again if the last call was interrupted. Must be called before the memory is read. */
export function recover(): void {
  if (activity.doing === IDLE) return;
  if (activity.doing === CHANGING) {
    throw new Error("A time limit ended a call while hookward changed its memory. Load hookward again.");
  }
  // During a call of the runtime hash, the verification that waits for the hash still uses the stack.
  if (activity.hashing === undefined) core.__stack_pointer.value = STACK;
  memory.scratch = NOTHING;
  core.recover();
  activity.doing = IDLE;
}

/**
 * Prepares for a call that allocates memory. An interruption of such a call could leave the module's memory in a state in which nothing
 * can be verified. If the stack is nearly full, the RangeError is therefore thrown here.
 */
export function change(): void {
  useStack(SPARE_CALLS);
  activity.doing = CHANGING;
}

/** The number of nested calls of `useStack`. They use several times as much stack as the module. */
const SPARE_CALLS = 256;

function useStack(calls: number): number {
  return calls === 0 ? 0 : 1 + useStack(calls - 1);
}

/** Hashes for the module. An exception would interrupt the module's call, so it is stored and thrown later. */
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

/** Hashes for the module with the lent hash. This cannot throw: a verifier that requires a lent hash is built only if the hash exists. */
function lent_begin(sha512: number): void {
  lent.hash?.begin(sha512 !== 0);
}

function lent_update(address: number, length: number): void {
  lent.hash?.update(bytesAt(address, length));
}

function lent_finish(address: number): void {
  lent.hash?.finish(bytesAt(address, LONGEST_HASH));
}

/** The length of the longest lent hash, which is SHA-512, in bytes. */
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

/** Returns the numbers with the details of the last return value. */
export function details(): readonly [number, number, number, number, number] {
  if (memory.details.length === 0) memory.details = new Float64Array(core.memory.buffer, DETAILS, 5);
  return memory.details as unknown as ReturnType<typeof details>;
}
