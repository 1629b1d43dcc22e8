/**
 * The host's own SHA-256, where it has a synchronous one: Node, Bun, Deno, and workerd with nodejs_compat.
 *
 * It uses the processor's SHA instructions, which WebAssembly cannot, so that all but short bodies are better hashed by it. The core says
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

/** The shortest body, in bytes, for which asking the host pays: in Node, and in workerd, where a call to it costs more. */
const PAYS_FROM = { node: 192, workerd: 2048 };

let crypto: Crypto | undefined;
/** That length here; infinite where the host has no hash to ask for, and unknown before the first body that may be long enough. */
let paysFrom: number | undefined;

/** Whether a body of so many bytes is better hashed by the host. It is asked for its crypto late, since that takes longer to load than all this. */
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

/** From this length on, a body stays where it is: to copy it beside what stands before it would cost more than to hash in steps. */
const STAYS_FROM = 32_768;

/** What fits before a body, and behind it, where it does not stay: a block of the key's, and what the signed content adds. */
const ROOM = 512;

let body: Uint8Array = new Uint8Array(0);

/** Sets the body that the next call of {@link sha256} is about. Gives how much room it needs in the module's memory; none if it stays. */
export function hold(bytes: Uint8Array): number {
  body = bytes;
  return bytes.length > 0 && bytes.length < STAYS_FROM ? ROOM : 0;
}

/** Called by the core: writes over the first 32 bytes the SHA-256 of all of them, with the body put in at the hole if there is one. */
export function sha256(bytes: Uint8Array, hole: number): void {
  const digest = hole > bytes.length ? atOnce(bytes) : inSteps(bytes, hole);
  for (let at = 0; at < digest.length; at++) bytes[at] = digest.charCodeAt(at);
}

function atOnce(bytes: Uint8Array): string {
  return (crypto as Required<Crypto>).hash("sha256", bytes, "latin1");
}

function inSteps(bytes: Uint8Array, hole: number): string {
  const hasher = (crypto as Crypto).createHash("sha256").update(bytes.subarray(0, hole)).update(body);
  return hasher.update(bytes.subarray(hole)).digest("latin1");
}
