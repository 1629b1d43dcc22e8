/**
 * What differs between the entry points `hookward` and `hookward/lite`: how much their messages say, and whether they know schemes by
 * id and compile custom ones. Results, codes and facts are the same.
 */

import type { LentHash } from "../modules/lent-hash.js";
import type { ErrorNumbers } from "../modules/verify-module.js";
import type { Authenticate } from "../schemes/authenticated.js";
import type { BuiltInScheme, CompiledScheme } from "../schemes/scheme.js";
import type { ConfigErrorDetails, VerificationCode } from "./errors.js";

/** A mistake in the program that has no code: it is a TypeError when it is made. */
export type Misuse = "body" | "surrogate" | "both" | "bytes" | "off" | "parsed" | "json" | "url" | "method";

/** What is wrong with an option, where its name alone does not say it. */
export type OptionProblem = "unknown" | "both" | "list" | "type" | "unset" | "surrogate" | "version" | undefined;

/** What a message about the configuration says beside the error's facts. */
export interface ConfigContext {
  readonly problem?: OptionProblem;
  /** The option that has the secret: `secret`, or `secrets[1]`. */
  readonly place?: string;
  /** The type of what the program passed. */
  readonly given?: string;
  /** The secret that cannot be decoded. */
  readonly secret?: string | Uint8Array | undefined;
  /** How the scheme's provider writes secrets down. */
  readonly encoding?: string;
}

/** The messages of an entry point. */
export interface Messages {
  /** Returns why a delivery was refused. */
  refusal(compiled: CompiledScheme, code: VerificationCode, numbers: ErrorNumbers): string;
  /** Returns why a challenge got no response, from the number of the reason. */
  challenge(reason: number): string;
  /** Returns why a verifier could not be built. */
  config(details: Omit<ConfigErrorDetails, "message">, context: ConfigContext): string;
  /** Returns what the program did wrong; `given` is what it passed. */
  misuse(misuse: Misuse, given?: unknown): string;
}

/** An entry point. */
export interface Edition {
  /** Returns the built-in scheme of an id; undefined if there is none. */
  builtIn(id: string): BuiltInScheme | undefined;
  /** Compiles a custom scheme. Throws a ConfigError that names the property that is wrong. */
  compile(scheme: object): CompiledScheme;
  readonly messages: Messages;
  /** What has the hashes beside SHA-256, where every scheme can be used. */
  readonly hash?: LentHash;
  /** What makes the results of schemes that sign no body, where every scheme can be used. */
  readonly authenticate?: Authenticate;
}
