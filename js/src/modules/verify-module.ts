/**
 * The way into the core: the instance that makes the verdicts, and the scratch area in its memory.
 *
 * The only file on the way of a verification that knows WebAssembly. It packs bytes and reads numbers; what they mean is for the core to say.
 */

import { module } from "#verify-wasm";
import type * as Core from "../wasm/verify.js";
import { sha256 } from "./runtime-hash.js";

/** Starts the module. What it imports is one function, under a name that wasm-bindgen made up. */
function start(): typeof Core {
  const [host] = WebAssembly.Module.imports(module) as [WebAssembly.ModuleImportDescriptor];
  const hash = (address: number, length: number, hole: number) => {
    // An exception would end the core's call in its middle, and what that has of the module's stack would never be given back.
    try {
      // A view whose buffer went away when the memory grew has no length any more.
      if (whole.length === 0) whole = new Uint8Array(core.memory.buffer);
      sha256(whole.subarray(address >>> 0, (address >>> 0) + length), hole >>> 0);
    } catch (error) {
      failure = { error };
    }
  };
  const { exports } = new WebAssembly.Instance(module, { [host.module]: { [host.name]: hash } });
  return exports as unknown as typeof Core;
}

/** The core's own functions: js/wasm says what each does. A bundle in which nobody calls one is without them. */
export const core = /* @__PURE__ */ start();

/** The module's memory, and the scratch area in it. */
const NONE = new Uint8Array(0);
let whole = NONE;
let area = NONE;

/** What the host threw when it was to hash. */
let failure: { readonly error: unknown } | undefined;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** What an entry is (1 byte), and the length of its value (4 bytes). */
const PREFIX = 5;
/** The most bytes that one UTF-16 code unit takes in UTF-8. */
const UTF8_MAX = 3;

/** What the core answers besides the position of the secret that matched, or the number of a verifier. */
export const REFUSED = -1;
export const RESERIALIZE = -2;

/** What stands before a secret: that it is text, or the key itself. */
export const TEXT = 0;
export const BYTES = 1;

/** Beyond this the core cannot even be asked for room: lengths are numbers of 32 bits there, and the sign is one. */
const LONGEST = 2 ** 31 - 1;

/** Values, each with what it is: for a header its slot. */
export type Entries = readonly (readonly [kind: number, value: string | Uint8Array])[];

/** A view of the scratch area, longer than that. Growing the memory takes the length from a view, so each use asks again. */
function reserve(length: number): Uint8Array {
  if (area.length <= length) {
    const start = length >= LONGEST ? 0 : core.scratch(length + 1) >>> 0;
    if (start === 0) {
      throw new RangeError(
        `There is no memory to verify ${length} bytes. Set maxBodyBytes to what this runtime can hold.`,
      );
    }
    area = new Uint8Array(core.memory.buffer, start, length + 1);
  }
  return area;
}

/**
 * Writes entries, and a body behind them and some room, into the scratch area. Gives how long the entries are there.
 *
 * Of the entries, those whose kind is below `count` go there: of headers, those that take part in the verdict.
 */
export function pack(entries: Entries, count: number, body: Uint8Array, room = 0): number {
  let length = body.length + 2 * room;
  for (let nth = 0; nth < entries.length; nth++) {
    const [kind, value] = entries[nth] as Entries[number];
    if (kind < count) length += PREFIX + value.length * UTF8_MAX;
  }
  const target = reserve(length);
  let at = 0;
  for (let nth = 0; nth < entries.length; nth++) {
    const [kind, value] = entries[nth] as Entries[number];
    if (kind >= count) continue;
    let written = value.length;
    if (typeof value === "string") written = encoder.encodeInto(value, target.subarray(at + PREFIX)).written;
    else target.set(value, at + PREFIX);
    target[at] = kind;
    target[at + 1] = written;
    target[at + 2] = written >>> 8;
    target[at + 3] = written >>> 16;
    target[at + 4] = written >>> 24;
    at += PREFIX + written;
  }
  if (body.length > 0) target.set(body, at + room);
  return at;
}

/**
 * As `core.verify_hosted`, for which the core takes the scratch area to itself. Throws what the host threw: then there is no verdict. If
 * the call ends where nothing can be caught, the area is not given back, and the next use asks for another.
 */
export function verifyHosted(...delivery: Parameters<typeof core.verify_hosted>): number {
  const taken = area;
  area = NONE;
  const verdict = core.verify_hosted(...delivery);
  area = taken;
  if (failure === undefined) return verdict;
  const { error } = failure;
  failure = undefined;
  throw error;
}

/** Builds a verifier and gives its number, or {@link REFUSED}. It is given back when nobody has `owner` any more. */
export function build(
  owner: object,
  row: Uint8Array,
  secrets: Entries,
  tolerance: number,
  maxBodyBytes: number,
  reserialize: boolean,
): number {
  const length = pack(secrets, BYTES + 1, row);
  const verifier = core.build(length, row.length, tolerance, maxBodyBytes, Number(reserialize));
  if (verifier !== REFUSED) registry?.register(owner, verifier);
  return verifier;
}

/** Not every edge runtime has it. Where it is not, verifiers stay for as long as the isolate, which is not long. */
const registry =
  typeof FinalizationRegistry === "function"
    ? /* @__PURE__ */ new FinalizationRegistry<number>((verifier) => core.drop(verifier))
    : undefined;

/** Signs what is in the scratch area. Gives the timestamp as its provider writes it, and the value of the signature's header. */
export function sign(verifier: number, headers: number, body: number, now: number): [stamp: string, signature: string] {
  const length = core.sign(verifier, headers, body, now);
  if (length === REFUSED) throw new RangeError("There is no memory to sign with.");
  const bytes = reserve(length);
  // The length of the first text is that of a number or a date.
  const second = PREFIX + (bytes[1] as number);
  return [decoder.decode(bytes.subarray(PREFIX, second)), decoder.decode(bytes.subarray(second + PREFIX, length))];
}
