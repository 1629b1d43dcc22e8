/**
 * The host's own SHA-256, where it has a synchronous one: Node, Bun, Deno, and workerd with nodejs_compat.
 *
 * It uses the processor's SHA instructions, which WebAssembly cannot, so a long body is better left where it is. The core says
 * what to hash, gets a digest, and makes the verdict from it as from its own.
 */

type Hash = (algorithm: "sha256", data: Uint8Array, encoding: "latin1") => string;
interface Hasher {
  update(data: Uint8Array): Hasher;
  digest(encoding: "latin1"): string;
}
interface Crypto {
  readonly hash?: Hash;
  createHash(algorithm: "sha256"): Hasher;
}
interface Process {
  getBuiltinModule?(name: "node:crypto"): Crypto | undefined;
}

/**
 * Asked for at run time rather than imported, so that a bundle for browsers has nothing to resolve. Next.js's edge has a `process`
 * on which to look at this at all is an error.
 */
function builtin(): Crypto | undefined {
  try {
    return (globalThis as { process?: Process }).process?.getBuiltinModule?.("node:crypto");
  } catch {
    return undefined;
  }
}

/** The shortest body, in bytes, for which leaving it to the host pays: in Node, and in workerd, where a call to it costs more. */
const PAYS_FROM = { node: 192, workerd: 2048 };

let crypto: Crypto | undefined;
/** That length here; infinite where the host has no hash to ask for, and unknown before the first body that may be long enough. */
let paysFrom: number | undefined;

/** Whether a body of so many bytes is better left to the host. It is asked for its crypto late, since that takes longer to load than all this. */
export function hosts(length: number): boolean {
  if (length < PAYS_FROM.node) return false;
  if (paysFrom === undefined) {
    crypto = builtin();
    const { userAgent } = (globalThis as { navigator?: { userAgent?: string } }).navigator ?? {};
    const least = PAYS_FROM[userAgent === "Cloudflare-Workers" ? "workerd" : "node"];
    paysFrom = typeof crypto?.hash === "function" ? least : Number.POSITIVE_INFINITY;
  }
  return length >= paysFrom;
}

/** From this length on, copying the body beside what stands before it costs more than hashing in two steps. */
const IN_STEPS_FROM = 32_768;

let body: Uint8Array = new Uint8Array(0);
let whole = new Uint8Array(0);

/** Sets the body that the next call of {@link sha256} is about. */
export function hold(bytes: Uint8Array): void {
  body = bytes;
}

/**
 * Called by the core, for what stands around the body: so many bytes of its memory, of which the first `before` come before the body.
 * Writes the SHA-256 of it all over the first 32.
 */
export function sha256(memory: Uint8Array, address: number, length: number, before: number): void {
  const around = memory.subarray(address, address + length);
  const digest = body.length < IN_STEPS_FROM ? atOnce(around, before) : inSteps(around, before);
  for (let at = 0; at < digest.length; at++) memory[address + at] = digest.charCodeAt(at);
}

function atOnce(around: Uint8Array, before: number): string {
  const length = around.length + body.length;
  if (whole.length < length) whole = new Uint8Array(IN_STEPS_FROM + around.length);
  // All of it, and the body over what has to move: what stands behind a body is nearly always nothing.
  whole.set(around);
  whole.set(body, before);
  if (around.length > before) whole.set(around.subarray(before), before + body.length);
  return (crypto as Required<Crypto>).hash("sha256", whole.subarray(0, length), "latin1");
}

function inSteps(around: Uint8Array, before: number): string {
  const hasher = (crypto as Crypto).createHash("sha256").update(around.subarray(0, before)).update(body);
  return hasher.update(around.subarray(before)).digest("latin1");
}
