/** A scheme: what a provider's signature looks like, as data. */

import type { Events } from "../events/index.js";
import type { LentHash } from "../modules/lent-hash.js";
import type { Authenticate } from "./authenticated.js";
import type { Challenge } from "./challenge.js";

/** The id of a built-in scheme. */
export type SchemeId = keyof Events;

/**
 * Where a delivery says something about itself: in a header, or in a member of the JSON object that the body is, with dots for a member
 * of a member. `names: "object"` says of an id that several deliveries may have it.
 */
export type Source = { readonly header: string } | { readonly body: string; readonly names?: "object" };

/**
 * How a timestamp is written: decimal seconds, decimal milliseconds, RFC 3339, the same with the zone left out for UTC, a date of HTTP, or
 * decimal seconds or milliseconds, told apart by their size.
 */
export type TimeUnit = "s" | "ms" | "rfc3339" | "iso8601" | "http_date" | "s_or_ms";

/** How a provider writes a secret down. */
export type SecretEncoding = "utf8" | "hex" | "base64" | "whsec";

/** The text around the signature in its header's value. */
export type Syntax =
  | "plain"
  | { readonly prefixed: string }
  | {
      readonly fields: {
        readonly separator: string;
        /** The name of the signature's field, which may be there several times. */
        readonly key: string;
        /** Whether white space after a separator is skipped. */
        readonly optionalSpace?: boolean;
        /** The text between two groups of fields, where each signature has a timestamp of its own. */
        readonly groups?: string | null;
      };
    }
  | {
      readonly list: {
        readonly separator: string;
        /** What each entry begins with. Every entry is a signature if left out. */
        readonly tag?: string | null;
        /** What the whole list begins with, once. */
        readonly prefix?: string | null;
        /** Whether white space after a separator is skipped. */
        readonly optionalSpace?: boolean;
      };
    };

/** A scheme. A property that is left out has the default that its comment names. */
export interface Scheme {
  readonly id: string;
  /** The provider, as people call it. */
  readonly name: string;
  /** The page where the provider describes its signature. */
  readonly docs: string;
  /** The header that carries the signature, and how. Names of headers may be written in any case. */
  readonly signature: {
    readonly header: string;
    /** Further headers that may carry signatures. Any of them may be absent, and any signature may match. */
    readonly moreHeaders?: readonly string[];
    readonly syntax: Syntax;
    /** `base64url` is without padding. */
    readonly encoding: "hex" | "base64" | "base64url" | "base64url_padded";
  };
  /** The hash under the HMAC. `sha256` if left out. */
  readonly algorithm?: "sha256" | "sha1" | "sha512";
  /**
   * How the provider writes a secret down: `utf8`, the text exactly as given, if left out. Of several, each that decodes a secret gives a
   * key.
   */
  readonly secretEncoding?: SecretEncoding | readonly SecretEncoding[];
  /** What is cut off a textual secret that begins with it, before it is decoded. */
  readonly secretPrefix?: string | null;
  /** Where the signed timestamp is. */
  readonly timestamp?:
    | { readonly header: string; readonly unit: TimeUnit }
    | { readonly field: string; readonly unit: TimeUnit }
    | { readonly position: number; readonly unit: TimeUnit }
    | { readonly body: string; readonly unit: TimeUnit }
    | null;
  /** How far the timestamp may be from now, in seconds, either way. 300 if left out. */
  readonly tolerance?: number;
  /**
   * What the signature covers: literal text with `{body}`, `{form}`, `{timestamp}`, `{url}`, `{method}`, `{path}`, `{query}`,
   * `{url_without_query}`, `{query:name}`, `{query_lowercase:name}` and `{header-name}` in it.
   */
  readonly signedContent: string;
  /** The parameter of the signed url that holds the SHA-256 of the body in hex, for a content without the body. */
  readonly bodyHash?: { readonly query: string } | null;
  /**
   * Whether the signature does not cover the body. Requests are then authenticated, and there is no delivery. `false` if left out.
   */
  readonly unsignedBody?: boolean;
  readonly event?: Source | null;
  readonly deliveryId?: Source | null;
  /** Whether the provider documents its signature over `JSON.stringify` of the parsed body. */
  readonly reserialized?: boolean;
  /**
   * The content types that the provider's deliveries have. `["application/json"]` if left out. A gateway hands on the one that
   * the verified body looks like, and not the sender's own, which is not signed.
   */
  readonly contentTypes?: readonly string[];
  /** What the provider's own headers begin with, such as `x-acme-`, if a gateway is to hand them all on. */
  readonly headerPrefix?: string | null;
  /** What the provider sends to see whether an endpoint is its customer's, and the response that it expects. */
  readonly challenge?: Challenge | null;
  /** What the provider counts as success. */
  readonly ack?: {
    readonly status: number;
    readonly contentType: string;
    readonly body: string;
    /** Whether the provider reads the body, so that only these bytes count. `false` if left out. */
    readonly exact?: boolean;
  };
  /** Lints that this scheme is allowed to break, because its provider does. */
  readonly waivers?: readonly "adjacent_parts"[];
}

declare const provider: unique symbol;

/** A built-in scheme, with every property. A verifier of it has the events of its provider, as one of its id has. */
export interface BuiltInScheme<S extends SchemeId = SchemeId> extends Required<Scheme> {
  readonly id: S;
  /** For the compiler alone. */
  readonly [provider]: S;
}

/** A property that schemes do not have. */
export interface NoSuchProperty<Name> {
  readonly "a scheme has no such property here": Name;
}

/** Refuses the properties that schemes do not have, where the type of a scheme is its own. */
export type Checked<S, Known = Scheme> = S extends readonly unknown[]
  ? S
  : S extends object
    ? {
        readonly [Name in keyof S]: Name extends NamesOf<Known>
          ? Checked<S[Name], PropertyOf<Known, Name>>
          : NoSuchProperty<Name>;
      }
    : S;

/** The names of all properties of the objects in a union. */
type NamesOf<Known> = Known extends object ? keyof Known : never;

type PropertyOf<Known, Name> = Known extends object ? (Name extends keyof Known ? Known[Name] : never) : never;

/** A scheme with every property, and compiled for the module that verifies. */
export interface CompiledScheme {
  readonly scheme: Required<Scheme>;
  /** What verifying needs of it, in bytes; a text has a character for each. */
  readonly bytes: string | Uint8Array;
  /** The names of the required headers, each in its slot. */
  readonly headers: readonly string[];
  readonly deliveryIdSigned: boolean;
  /** What has its hash, for a scheme that does not use SHA-256. */
  readonly hash?: LentHash | undefined;
  /** What makes its results, for a scheme that signs no body. */
  readonly authenticate?: Authenticate | undefined;
}
