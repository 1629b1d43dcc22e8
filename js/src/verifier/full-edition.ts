/** The edition of `hookward`: any scheme, and a specific message for every error. */

import { schemesModule } from "../modules/schemes-module.js";
import { shaHash } from "../modules/sha-module.js";
import { authenticate } from "../schemes/authenticated.js";
import type { CompiledScheme } from "../schemes/scheme.js";
import { builtInScheme } from "../schemes/schemes.js";
import type { Messages as SchemeMessages } from "../wasm/schemes.js";
import { compileScheme } from "./custom-scheme.js";
import type { Edition, Messages } from "./edition.js";
import { ConfigError } from "./errors.js";
import { OPTIONS } from "./options.js";
import { camelCase } from "./spelling.js";

/** The messages of each scheme with a refusal, created at the first refusal. */
const messagesOf = new WeakMap<CompiledScheme, SchemeMessages>();

export const messages: Messages = {
  refusal(compiled, _, numbers) {
    let own = messagesOf.get(compiled);
    if (own === undefined) {
      own = new (schemesModule().Messages)(compiled.scheme);
      messagesOf.set(compiled, own);
    }
    return own.refusal(...numbers);
  },
  challenge: (reason) => schemesModule().challengeMessage(reason),
  config(details, { problem, place = "", given, secret, encoding }) {
    const { code, index, reason, id, option } = details;
    if (problem === undefined) {
      const text = schemesModule().configMessage(code, index ?? 0, reason ?? id ?? option, `${secret ?? ""}`, encoding);
      return text.replace(/^secrets\[0\]/, place);
    }
    if (problem === "unset") return `${place} is ${given}. If it comes from an environment variable, set the variable.`;
    if (problem === "unknown") return unknownOption(option as string, OPTIONS);
    if (problem === "surrogate")
      return `${place} contains half of a surrogate pair, so it cannot be converted to bytes.`;
    if (problem === "version")
      return "The scheme was compiled by a different version of hookward. Compile it again: npx hookward scheme compile FILE";
    if (problem === "both") return "Pass either secret or secrets, not both.";
    if (problem === "list") return "The option secrets must be a list of secrets, newest first.";
    if (code === "invalid_secret") {
      return `${place} is of type ${given}. It must be text as the provider shows it, or the key as a Uint8Array.`;
    }
    if (option === "options") return "new Verifier requires an object: { scheme, secret }.";
    if (option === "url")
      return "The option url must be the URL that is configured at the provider, or its origin, such as https://api.example.com.";
    if (option === "tenant") return "The option tenant must be a text.";
    if (option === "parse")
      return "The option parse must be a Standard Schema, as Zod, Valibot and ArkType make them, or a function.";
    return "The option scheme must be the id of a built-in scheme, or a scheme as an object.";
  },
  misuse(misuse, given) {
    switch (misuse) {
      case "surrogate":
        return "body contains half of a surrogate pair, so it is not the body that was received. Pass the raw bytes.";
      case "both":
        return "Pass either body or parsed, not both.";
      case "bytes":
        return `${given} signs the bytes that it sends. Pass these bytes as body instead of parsed.`;
      case "off":
        return "The option reserialize is off, so only the bytes received can be verified. Pass these bytes as body.";
      case "parsed":
        return "The option parsed must be a value that came from a JSON parser.";
      case "url":
        return (
          `${given} signs the URL of the request. Pass url as it is configured at ${given}, with the query of the request. ` +
          "Never build the URL from the header Host."
        );
      case "method":
        return "method must be a text in uppercase, such as POST.";
      case "json":
        return `The delivery is genuine, but its body is not JSON: ${contentOf(given as string | undefined)}`;
      case "body":
        return (
          `body is ${typeName(given)}, but the signature covers the raw bytes. ` +
          "webhook() from hookward/express, /fastify, /koa, /hono, /h3, /elysia, /nestjs, /node, /lambda, /azure or /fetch reads them for you. " +
          "To read them yourself, in Express: use express.raw({ type: () => true }) on this route instead of express.json(). " +
          "Fetch, Next.js, Hono, SvelteKit, Workers: new Uint8Array(await request.arrayBuffer()). " +
          "Node: Buffer.concat(await req.toArray()). AWS Lambda: Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8')."
        );
    }
  },
};

export const fullEdition: Edition = {
  builtIn: builtInScheme,
  compile: compileScheme,
  messages,
  hash: shaHash,
  authenticate,
};

/** Throws a ConfigError if `given` is not an object of options, or contains an option that does not exist. */
export function checkOptions(given: unknown, known: readonly string[], usage: string): void {
  if (typeof given !== "object" || given === null) throw invalidOption("options", usage);
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown !== undefined) throw invalidOption(unknown, unknownOption(unknown, known));
}

function invalidOption(option: string, message: string): ConfigError {
  return new ConfigError({ code: "invalid_option", option, message });
}

/** Returns the message about an unknown option, with the camelCase form of its name if that option exists. */
function unknownOption(name: string, options: readonly string[]): string {
  const spelling = camelCase(name);
  const advice = options.includes(spelling) ? `Write \`${spelling}\`.` : `The options are ${options.join(", ")}.`;
  return `There is no option ${JSON.stringify(name)}. ${advice}`;
}

/** Returns the likely content of a body that is not JSON, and what to do. The body is never quoted: it may contain a customer's data. */
function contentOf(text: string | undefined): string {
  if (text === undefined)
    return "it is not text but compressed or binary. Use delivery.body instead of delivery.json().";
  if (text.trim() === "") return "it is empty. Use delivery.event instead of delivery.json().";
  if (/^[\w.%+-]+(\[[^\]&=]*\])?=/.test(text)) {
    const field = text.startsWith("payload=") ? '.get("payload")' : "";
    return (
      "it is a form (application/x-www-form-urlencoded). Set the content type of the webhook to application/json at the provider, or use " +
      `new URLSearchParams(delivery.text())${field} instead of delivery.json().`
    );
  }
  const kind = text.trimStart().startsWith("<")
    ? "it begins like XML or HTML."
    : "it has a different type, or is truncated.";
  return `${kind} Use delivery.text() instead of delivery.json().`;
}

/** Returns a phrase for the value that was passed instead of bytes. These are the most common mistakes. */
function typeName(body: unknown): string {
  if (typeof body !== "object") return body === undefined ? "undefined" : `a ${typeof body}`;
  if (body === null) return "null";
  if (Array.isArray(body)) return "an array";
  const type = Object.prototype.toString.call(body);
  if (type === "[object Object]") return "a parsed object";
  if (type === "[object Promise]") return "a promise that was not awaited";
  return `a ${type.slice("[object ".length, -1)}`;
}
