/**
 * The calls of the module `verify`. They pack values and unpack results. All rules are in the core.
 *
 * In a verification, only this file and verify-instance.ts use WebAssembly.
 */

import { prefersRuntimeHash, roomFor } from "./runtime-hash.js";
import {
  activity,
  CHANGING,
  change,
  core,
  details,
  type Hashing,
  IDLE,
  memory,
  NOTHING,
  recover,
  reserve,
  VERIFYING,
} from "./verify-instance.js";

/** A refusal as numbers: its code, the header's role, the reason, and two facts. src/wire/error_numbers.rs defines them. */
export type ErrorNumbers = readonly [code: number, header: number, reason: number, first: number, second: number];

/** The outcome of a verification. */
export interface Outcome {
  /** The position of the secret that matched, or -1 if the delivery is refused. */
  readonly secretIndex: number;
  /** The time of signing, in milliseconds since the epoch. NaN if the scheme has no timestamp. */
  readonly timestamp: number;
  /** The refusal, if the delivery is refused. */
  readonly refusal: ErrorNumbers | undefined;
  /** Whether the re-serialized body should be tried. */
  readonly tryReserialized: boolean;
}

/** Values to pack, each with its kind. The kind of a header is its slot. */
export type Packable = readonly (readonly [kind: number, value: string | Uint8Array])[];

/** The kinds of a secret: text, or the key itself. */
export const TEXT = 0;
export const BYTES = 1;

/** The return values of the module, other than the position of the secret that matched or the number of a verifier. */
const REFUSED = -1;
const TRY_RESERIALIZED = -2;

/** The number of bytes before a packed value: its kind (1 byte), and its length (4 bytes). */
const PREFIX = 5;
/** The maximum number of UTF-8 bytes for one UTF-16 code unit. */
const UTF8_MAX = 3;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function copyOfDetails(): ErrorNumbers {
  // The numbers are read by index, because destructuring a typed array takes several times as long.
  const numbers = details();
  return [numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]];
}

/**
 * Packs values into the scratch area, followed by a body with room before and after it. Returns the length of the packed values.
 *
 * Only values whose kind is below `count` are packed. Of the headers, these are the required ones.
 */
function pack(values: Packable, count: number, body: Uint8Array, room = 0): number {
  recover();
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

/**
 * Verifies a received body, or a re-serialized one. `headers` are the values that were found, `count` is the number of slots of the
 * scheme, and `hashable` is whether the runtime hash can be used.
 */
export function verify(
  verifier: number,
  headers: Packable,
  count: number,
  body: Uint8Array,
  reserialized: boolean,
  now: number,
  hashable: boolean,
): Outcome {
  const returned =
    hashable && prefersRuntimeHash(body.length)
      ? verifyWithRuntimeHash(verifier, headers, count, body, reserialized, now)
      : verifyHere(verifier, headers, count, body, reserialized, now);
  const refused = returned <= REFUSED;
  return {
    secretIndex: refused ? REFUSED : returned,
    timestamp: refused ? Number.NaN : details()[0],
    refusal: refused ? copyOfDetails() : undefined,
    tryReserialized: returned === TRY_RESERIALIZED,
  };
}

/** Verifies a body that the module hashes. */
function verifyHere(
  verifier: number,
  headers: Packable,
  count: number,
  body: Uint8Array,
  reserialized: boolean,
  now: number,
): number {
  const packed = pack(headers, count, body);
  activity.doing = VERIFYING;
  const returned = core.verify(verifier, packed, body.length, Number(reserialized), now);
  activity.doing = IDLE;
  return returned;
}

/**
 * Verifies a body that the runtime hashes. If the runtime throws an error, this function throws the same error, without a result.
 *
 * The module owns the scratch area during this call. If the call is interrupted and nothing can be caught, the area is not returned, and
 * the next use requests a new area.
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
  const call: Hashing = { body };
  // A program may have replaced the runtime hash with code that verifies another delivery.
  const outer = activity.hashing;
  activity.hashing = call;
  try {
    activity.doing = VERIFYING;
    const returned = core.verify_with_runtime_hash(verifier, packed, room, body.length, Number(reserialized), now);
    activity.doing = IDLE;
    memory.scratch = scratch;
    if (call.thrown !== undefined) throw call.thrown.error;
    return returned;
  } finally {
    activity.hashing = outer;
  }
}

/** Checks headers before the body is read. Returns the refusal, if they are refused. */
export function checkHeaders(
  verifier: number,
  headers: Packable,
  count: number,
  now: number,
): ErrorNumbers | undefined {
  const packed = pack(headers, count, NOTHING);
  activity.doing = VERIFYING;
  const returned = core.check_headers(verifier, packed, now);
  activity.doing = IDLE;
  return returned === REFUSED ? copyOfDetails() : undefined;
}

/** The length that is passed for a missing text. */
const MISSING = -1;

/** Checks the timestamp in a body whose signature matched. `text` is the text of the timestamp. Returns the time, or the refusal of the delivery. */
export function checkBodyTime(verifier: number, text: string | undefined, now: number): number | ErrorNumbers {
  let length = MISSING;
  if (text !== undefined) {
    const target = reserve(text.length * UTF8_MAX);
    length = encoder.encodeInto(text, target).written;
  }
  activity.doing = VERIFYING;
  const returned = core.check_body_time(verifier, length, now);
  activity.doing = IDLE;
  return returned === REFUSED ? copyOfDetails() : details()[0];
}

/** The kinds of the texts from which a dedupe key is made. */
const TENANT = 0;
const SCHEME = 1;
const DELIVERY_ID = 2;
const FORM = 3;

/** The values that identify a delivery. */
export interface Identity {
  /** The id that the signature covers. If it is undefined, the body identifies the delivery. */
  readonly deliveryId: string | undefined;
  readonly body: Uint8Array;
  /** Whether the signature covers the body as the fields of a form. */
  readonly isForm: boolean;
}

/** Returns the dedupe key of a delivery that was verified. */
export function dedupeKey(tenant: string, scheme: string, { deliveryId, body, isForm }: Identity): string {
  const texts: Packable[number][] = [
    [TENANT, tenant],
    [SCHEME, scheme],
  ];
  if (deliveryId !== undefined) texts.push([DELIVERY_ID, deliveryId]);
  if (isForm) texts.push([FORM, "form"]);
  const counted = deliveryId === undefined ? body : NOTHING;
  const packed = pack(texts, FORM + 1, counted);
  change();
  const length = core.dedupe_key(packed, counted.length);
  activity.doing = IDLE;
  if (length === REFUSED) throw new RangeError("There is no memory to make a key with.");
  return decoder.decode(reserve(length).subarray(PREFIX, length));
}

/** The maximum number of values of a challenge. */
const CHALLENGE_VALUES = 4;

/**
 * Returns the body of the response to a challenge, from the values that were found. Returns the number of the reason if the challenge gets
 * no response, and undefined if the request is not a challenge.
 */
export function respondToChallenge(verifier: number, values: Packable): string | number | undefined {
  const packed = pack(values, CHALLENGE_VALUES, NOTHING);
  change();
  const returned = core.respond_to_challenge(verifier, packed);
  activity.doing = IDLE;
  if (returned === REFUSED) throw new RangeError("There is no memory to respond with.");
  if (returned === 0) return undefined;
  return returned < REFUSED ? REFUSED - 1 - returned : decoder.decode(reserve(returned).subarray(PREFIX, returned));
}

/** Builds a verifier. Returns its number, or the numbers of the error. The verifier is dropped when `owner` is garbage-collected. */
export function build(
  owner: object,
  scheme: Uint8Array,
  secrets: Packable,
  tolerance: number,
  maxBodyBytes: number,
  reserialize: boolean,
): number | ErrorNumbers {
  const length = pack(secrets, BYTES + 1, scheme);
  change();
  const verifier = core.build(length, scheme.length, tolerance, maxBodyBytes, Number(reserialize));
  activity.doing = IDLE;
  if (verifier === REFUSED) return copyOfDetails();
  registry?.register(owner, verifier);
  return verifier;
}

/** The registry that drops verifiers. Some edge runtimes have none: verifiers then exist as long as the isolate, which is not long. */
const registry =
  typeof FinalizationRegistry === "function" ? /* @__PURE__ */ new FinalizationRegistry<number>(drop) : undefined;

function drop(verifier: number): void {
  // If a change of the memory was interrupted, nothing can be verified any more, and nothing has to be dropped.
  if (activity.doing === CHANGING) return;
  recover();
  activity.doing = CHANGING;
  core.drop(verifier);
  activity.doing = IDLE;
}

/** Signs a body. Returns the timestamp in the format of the provider, and the value of the signature header. */
export function sign(
  verifier: number,
  headers: Packable,
  count: number,
  body: Uint8Array,
  now: number,
): { readonly timestamp: string; readonly signature: string } {
  const packed = pack(headers, count, body);
  change();
  const length = core.sign(verifier, packed, body.length, now);
  activity.doing = IDLE;
  if (length === REFUSED) throw new RangeError("There is no memory to sign with.");
  const bytes = reserve(length);
  // The first text is a number or a date, so its length fits into one byte.
  const second = PREFIX + (bytes[1] as number);
  const timestamp = decoder.decode(bytes.subarray(PREFIX, second));
  return { timestamp, signature: decoder.decode(bytes.subarray(second + PREFIX, length)) };
}
