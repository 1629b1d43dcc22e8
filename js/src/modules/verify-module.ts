/**
 * The module that verifies: its instance, its memory and its calls.
 *
 * The only file on the way of a verification that knows WebAssembly. It packs values and unpacks results; every rule is the core's.
 */

import { module } from "#verify-wasm";
import type * as Exports from "../wasm/verify.js";
import { prefersRuntimeHash, roomFor, sha256 } from "./runtime-hash.js";

/** A refusal as numbers: its code, the header's role, the reason, and two facts. src/wire/error_numbers.rs says which. */
export type ErrorNumbers = readonly [code: number, header: number, reason: number, first: number, second: number];

/** What a verification comes to. */
export interface Outcome {
  /** The position of the secret that matched; -1 if the delivery is refused. */
  readonly secretIndex: number;
  /** When the delivery was signed, in milliseconds since the epoch; NaN where its scheme does not say. */
  readonly timestamp: number;
  /** Why the delivery is refused. */
  readonly refusal: ErrorNumbers | undefined;
  /** Whether the re-serialized body should be tried. */
  readonly tryReserialized: boolean;
}

/** Values to be packed, each with its kind: for a header, its slot. */
export type Packable = readonly (readonly [kind: number, value: string | Uint8Array])[];

/** The kinds of a secret: text, or the key itself. */
export const TEXT = 0;
export const BYTES = 1;

/** What the module returns besides the position of the secret that matched, or the number of a verifier. */
const REFUSED = -1;
const TRY_RESERIALIZED = -2;

/** The kind of a packed value (1 byte), and its length (4 bytes). */
const PREFIX = 5;
/** The most bytes that one UTF-16 code unit takes in UTF-8. */
const UTF8_MAX = 3;

/** Beyond this the module cannot even be asked for room: lengths are numbers of 32 bits there, and the sign is one. */
const LONGEST = 2 ** 31 - 1;

const NOTHING = new Uint8Array(0);

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Starts the module. What it imports is one function, under a name that wasm-bindgen made up. */
function start(): typeof Exports {
  const [imported] = WebAssembly.Module.imports(module) as [WebAssembly.ModuleImportDescriptor];
  const { exports } = new WebAssembly.Instance(module, { [imported.module]: { [imported.name]: hash } });
  return exports as unknown as typeof Exports;
}

/** The module's own functions: crates/verify-wasm documents each. Tree-shaken if unused. */
const core = /* @__PURE__ */ start();

/** Views of the module's memory. Growing it detaches them, so each is looked up before it is used. */
const memory = { whole: NOTHING, scratch: NOTHING, details: new Float64Array(0) };

/** The verification that waits for the runtime's hash: its body, and what the runtime threw. */
let hashing: { readonly body: Uint8Array; thrown?: { readonly error: unknown } } | undefined;

/** Hashes for the module. An exception would end its call in the middle, and leave its stack as it was then: it is kept, and thrown later. */
function hash(address: number, length: number, hole: number): void {
  if (hashing === undefined) return;
  try {
    if (memory.whole.length === 0) memory.whole = new Uint8Array(core.memory.buffer);
    sha256(memory.whole.subarray(address >>> 0, (address >>> 0) + length), hole >>> 0, hashing.body);
  } catch (error) {
    hashing.thrown = { error };
  }
}

/** Returns a view of the scratch area, longer than `length`. */
function reserve(length: number): Uint8Array {
  if (memory.scratch.length <= length) {
    const address = length >= LONGEST ? 0 : core.scratch(length + 1) >>> 0;
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
function details(): ErrorNumbers {
  if (memory.details.length === 0) memory.details = new Float64Array(core.memory.buffer, core.details() >>> 0, 5);
  return memory.details as unknown as ErrorNumbers;
}

function copyOfDetails(): ErrorNumbers {
  // By index: to take a typed array apart by its iterator takes several times as long.
  const numbers = details();
  return [numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]];
}

/**
 * Packs values into the scratch area, with some room and a body after them. Returns the length of the packed values.
 *
 * Only values whose kind is below `count` are packed: of headers, those that the scheme requires.
 */
function pack(values: Packable, count: number, body: Uint8Array, room = 0): number {
  let length = body.length + 2 * room;
  for (let nth = 0; nth < values.length; nth++) {
    const [kind, value] = values[nth] as Packable[number];
    if (kind < count) length += PREFIX + value.length * UTF8_MAX;
  }
  const target = reserve(length);
  let at = 0;
  for (let nth = 0; nth < values.length; nth++) {
    const [kind, value] = values[nth] as Packable[number];
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

/** Verifies a body, or a re-serialized one. `headers` are the values found, `count` how many headers the scheme requires. */
export function verify(
  verifier: number,
  headers: Packable,
  count: number,
  body: Uint8Array,
  reserialized: boolean,
  now: number,
): Outcome {
  const returned = prefersRuntimeHash(body.length)
    ? verifyWithRuntimeHash(verifier, headers, count, body, reserialized, now)
    : core.verify(verifier, pack(headers, count, body), body.length, Number(reserialized), now);
  const refused = returned <= REFUSED;
  return {
    secretIndex: refused ? REFUSED : returned,
    timestamp: refused ? Number.NaN : details()[0],
    refusal: refused ? copyOfDetails() : undefined,
    tryReserialized: returned === TRY_RESERIALIZED,
  };
}

/**
 * Verifies a body that the runtime hashes. Throws what the runtime threw: then there is no result.
 *
 * The module takes the scratch area to itself for the time of this call. If the call ends where nothing can be caught, the area is
 * not given back, and the next use asks for another.
 */
function verifyWithRuntimeHash(
  verifier: number,
  headers: Packable,
  count: number,
  body: Uint8Array,
  reserialized: boolean,
  now: number,
): number {
  const room = roomFor(body.length);
  const packed = pack(headers, count, room > 0 ? body : NOTHING, room);
  const { scratch } = memory;
  memory.scratch = NOTHING;
  const call: NonNullable<typeof hashing> = { body };
  hashing = call;
  try {
    const returned = core.verify_with_runtime_hash(verifier, packed, room, body.length, Number(reserialized), now);
    memory.scratch = scratch;
    if (call.thrown !== undefined) throw call.thrown.error;
    return returned;
  } finally {
    hashing = undefined;
  }
}

/** Checks headers before the body is there. Returns why they are refused, if they are. */
export function checkHeaders(
  verifier: number,
  headers: Packable,
  count: number,
  now: number,
): ErrorNumbers | undefined {
  const returned = core.check_headers(verifier, pack(headers, count, NOTHING), now);
  return returned === REFUSED ? copyOfDetails() : undefined;
}

/** Builds a verifier. Returns its number, or the numbers of what is wrong. It is dropped when `owner` is garbage-collected. */
export function build(
  owner: object,
  scheme: Uint8Array,
  secrets: Packable,
  tolerance: number,
  maxBodyBytes: number,
  reserialize: boolean,
): number | ErrorNumbers {
  const length = pack(secrets, BYTES + 1, scheme);
  const verifier = core.build(length, scheme.length, tolerance, maxBodyBytes, Number(reserialize));
  if (verifier === REFUSED) return copyOfDetails();
  registry?.register(owner, verifier);
  return verifier;
}

/** Not every edge runtime has it. Where it is missing, verifiers stay for as long as the isolate, which is not long. */
const registry =
  typeof FinalizationRegistry === "function"
    ? /* @__PURE__ */ new FinalizationRegistry<number>((verifier) => core.drop(verifier))
    : undefined;

/** Signs a body. Returns the timestamp as its provider writes it, and the value of the signature header. */
export function sign(
  verifier: number,
  headers: Packable,
  count: number,
  body: Uint8Array,
  now: number,
): { readonly timestamp: string; readonly signature: string } {
  const length = core.sign(verifier, pack(headers, count, body), body.length, now);
  if (length === REFUSED) throw new RangeError("There is no memory to sign with.");
  const bytes = reserve(length);
  // The first text is a number or a date, so its length fits into one byte.
  const second = PREFIX + (bytes[1] as number);
  const timestamp = decoder.decode(bytes.subarray(PREFIX, second));
  return { timestamp, signature: decoder.decode(bytes.subarray(second + PREFIX, length)) };
}
