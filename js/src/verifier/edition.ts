/**
 * The differences between the entry points `hookward` and `hookward/lite`: the details in their messages, the built-in schemes by id, and
 * the compilation of custom schemes. Results, codes and facts are the same.
 */

import type { LentHash } from "../modules/lent-hash.js";
import type { ErrorNumbers } from "../modules/verify-module.js";
import type { Authenticate } from "../schemes/authenticated.js";
import type { BuiltInScheme, CompiledScheme } from "../schemes/scheme.js";
import type { ConfigErrorDetails, VerificationCode } from "./errors.js";

/** A mistake in the program that has no code. It causes a TypeError. */
export type Misuse = "body" | "surrogate" | "both" | "bytes" | "off" | "parsed" | "json" | "url" | "method";

/** The problem with an option, if the name of the option is not enough to describe it. */
export type OptionProblem = "unknown" | "both" | "list" | "type" | "unset" | "surrogate" | "version" | undefined;

/** The values for the message of a configuration error, in addition to the facts of the error. */
export interface ConfigContext {
  readonly problem?: OptionProblem;
  /** The option that contains the secret, such as `secret` or `secrets[1]`. */
  readonly place?: string;
  /** The type of the value that the program passed. */
  readonly given?: string;
  /** The secret that cannot be decoded. */
  readonly secret?: string | Uint8Array | undefined;
  /** The secret encoding of the scheme. */
  readonly encoding?: string;
}

/** The messages of an entry point. */
export interface Messages {
  /** Returns the message of a refusal. */
  refusal(compiled: CompiledScheme, code: VerificationCode, numbers: ErrorNumbers): string;
  /** Returns the message for a challenge that gets no response, from the number of the reason. */
  challenge(reason: number): string;
  /** Returns the message of a configuration error. */
  config(details: Omit<ConfigErrorDetails, "message">, context: ConfigContext): string;
  /** Returns the message of a misuse. `given` is the value that the program passed, or the name of the provider. */
  misuse(misuse: Misuse, given?: unknown): string;
}

/** The edition of one entry point. */
export interface Edition {
  /** Returns the built-in scheme with an id, or undefined if no scheme has the id. */
  builtIn(id: string): BuiltInScheme | undefined;
  /** Compiles a custom scheme. Throws a ConfigError that names the wrong property. */
  compile(scheme: object): CompiledScheme;
  readonly messages: Messages;
  /** The hashes other than SHA-256, in the edition that accepts every scheme. */
  readonly hash?: LentHash;
  /** The function that creates the results of schemes that do not sign the body, in the edition that accepts every scheme. */
  readonly authenticate?: Authenticate;
}
