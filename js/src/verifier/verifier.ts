/** The verifier of `hookward`: any scheme, and a sentence for everything that can be wrong. */

import type { Events } from "../events/index.js";
import { setup } from "../modules/schemes-module.js";
import type { Row, Scheme, SchemeId } from "../schemes/scheme.js";
import type { Sentences } from "../wasm/schemes.js";
import { BaseVerifier, type Verifier as VerifierOf } from "./base-verifier.js";
import { ConfigError, type ConfigFault } from "./errors.js";
import type { Words } from "./messages.js";
import { OPTIONS, type VerifierOptions } from "./options.js";
import type { Parse, Parsed } from "./parse.js";

/** The sentences of each scheme that a delivery was refused under, made at the first. */
const sentences = new WeakMap<Row, Sentences>();

/** Everything that there is to say. */
export const words: Words = {
  read(scheme) {
    let row: Row;
    try {
      const { bytes, ...rest } = setup().readScheme(scheme) as Row & { readonly bytes: number[] };
      row = { ...rest, bytes: Uint8Array.from(bytes) };
    } catch (error) {
      throw isFault(error) ? new ConfigError(error) : error;
    }
    const field = unread(scheme, row.scheme);
    if (field === undefined) return row;
    const message = `The scheme's ${field} cannot be used: there is no such field.`;
    throw new ConfigError({ code: "invalid_scheme", field, message });
  },
  refusal(row, _, facts) {
    let own = sentences.get(row);
    if (own === undefined) {
      own = new (setup().Sentences)(row.scheme);
      sentences.set(row, own);
    }
    return own.refusal(...facts);
  },
  config(fault, wrong, detail) {
    const { code, index, fault: secret, id, option } = fault;
    if (wrong === undefined) return setup().configSentence(code, index ?? 0, secret ?? id ?? option);
    if (wrong === "unknown")
      return `There is no option ${JSON.stringify(option)}. The options are ${OPTIONS.join(", ")}.`;
    if (wrong === "both") return "Give either secret or secrets, not both.";
    if (wrong === "list") return "The option secrets must be a list of secrets, newest first.";
    if (code === "invalid_secret") {
      return `Secret ${index} is of type ${detail}. It must be text as the provider shows it, or the key as a Uint8Array.`;
    }
    if (option === "options") return "new Verifier takes an object: { scheme, secret }.";
    if (option === "parse")
      return "The option parse must be a Standard Schema, as Zod, Valibot and ArkType make them, or a function.";
    return "The option scheme must be the id of a built-in scheme, or a scheme of your own as an object.";
  },
  misuse(misuse, detail) {
    switch (misuse) {
      case "surrogate":
        return "body has half of a surrogate pair, so it is not what was received. Pass the raw bytes.";
      case "both":
        return "Give either body or parsed, not both.";
      case "bytes":
        return `${detail} signs the bytes that it sends. Give them as body; parsed does not have them.`;
      case "off":
        return "The option reserialize is off, so only the bytes that were received will do. Give them as body.";
      case "parsed":
        return "parsed must be a value that came from a JSON parser.";
      case "body":
        return (
          `body is ${describe(detail)}, and the signature covers the raw bytes. ` +
          "webhook() of hookward/express, /fastify, /koa, /hono, /node, /lambda or /fetch gets them by itself. By hand, in Express: " +
          "express.raw({ type: () => true }) on this route in place of express.json(). " +
          "Fetch, Next.js, Hono, SvelteKit, Workers: new Uint8Array(await request.arrayBuffer()). " +
          "Node: Buffer.concat(await req.toArray()). AWS Lambda: Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8')."
        );
    }
  },
};

export type Verifier<E = unknown> = VerifierOf<E>;

export const Verifier: {
  /** With `parse`: `json()` of the deliveries is typed as what that gives. */
  new <S extends SchemeId, P extends Parse<Events[S]>>(
    options: VerifierOptions<S, P> & { readonly parse: P },
  ): Verifier<Parsed<P>>;
  new <P extends Parse<unknown>>(options: VerifierOptions<Scheme, P> & { readonly parse: P }): Verifier<Parsed<P>>;
  /** For a built-in scheme: `json()` of its deliveries is typed as that provider's events. */
  new <S extends SchemeId>(options: VerifierOptions<S>): Verifier<Events[S]>;
  /** For a scheme or an event type of your own. */
  new <E = unknown>(options: VerifierOptions): Verifier<E>;
} = class Verifier<E> extends BaseVerifier<E> {
  constructor(options: VerifierOptions<SchemeId | Scheme, Parse | undefined>) {
    super(options, words);
  }
};

/** What was given in place of bytes, in words: the mistake is mostly one of these. */
function describe(body: unknown): string {
  if (typeof body !== "object") return body === undefined ? "undefined" : `a ${typeof body}`;
  if (body === null) return "null";
  if (Array.isArray(body)) return "an array";
  const tag = Object.prototype.toString.call(body);
  if (tag === "[object Object]") return "a parsed object";
  if (tag === "[object Promise]") return "a promise that nobody awaited";
  return `a ${tag.slice("[object ".length, -1)}`;
}

/**
 * The path of a field that is in a scheme as it was given and not in the scheme as the core has it, which has all of them.
 *
 * The core picks the fields that it knows out of a JavaScript object, so a misspelt one would be no more than a default.
 */
function unread(given: object, known: unknown, path = ""): string | undefined {
  const fields = (known ?? {}) as Record<string, unknown>;
  for (const [name, value] of Object.entries(given)) {
    const at = `${path}${name}`;
    if (!Object.hasOwn(fields, name)) return at;
    const isRecord = typeof value === "object" && value !== null && !Array.isArray(value);
    const below = isRecord ? unread(value, fields[name], `${at}.`) : undefined;
    if (below !== undefined) return below;
  }
  return undefined;
}

function isFault(value: unknown): value is ConfigFault {
  return typeof value === "object" && value !== null && "code" in value && !(value instanceof Error);
}
