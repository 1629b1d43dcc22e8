/** A scheme: how a provider signs, as data. */

import type { Events } from "../events/index.js";
import type { UnsignedBody } from "../events/unsigned-body.js";
import type { LentHash } from "../modules/lent-hash.js";
import type { Authenticate } from "./authenticated.js";
import type { Challenge } from "./challenge.js";

/** The id of a built-in scheme. */
export type SchemeId = keyof Events;

/** The id of a built-in scheme whose signature does not cover the body. */
export type UnsignedBodyId = { [S in SchemeId]: Events[S] extends UnsignedBody ? S : never }[SchemeId];

/**
 * The place of a value in a delivery: a header, or a member of the JSON body, as a path with dots between the names. With
 * `names: "object"`, several deliveries may have the same id.
 */
export type Source = { readonly header: string } | { readonly body: string; readonly names?: "object" | undefined };

/**
 * The format of a timestamp: decimal seconds, decimal milliseconds, RFC 3339, ISO 8601 with an optional time zone, an HTTP date, or
 * decimal seconds or milliseconds, distinguished by their size.
 */
export type TimeUnit = "s" | "ms" | "rfc3339" | "iso8601" | "http_date" | "s_or_ms";

/** The encoding with which the text of a secret is decoded to a key. */
export type SecretEncoding = "utf8" | "hex" | "base64" | "whsec";

/** The text around the signature in its header's value. */
export type Syntax =
  | "plain"
  | { readonly prefixed: string }
  | {
      readonly fields: {
        readonly separator: string;
        /** The name of the signature's field, which may occur several times. */
        readonly key: string;
        /** Whether white space after a separator is skipped. */
        readonly optionalSpace?: boolean | undefined;
        /** The text between two groups of fields, each with its own timestamp. */
        readonly groups?: string | null | undefined;
      };
    }
  | {
      readonly list: {
        readonly separator: string;
        /** The text before each signature. Without it, every entry is a signature. */
        readonly tag?: string | null | undefined;
        /** The text before the whole list. */
        readonly prefix?: string | null | undefined;
        /** Whether white space after a separator is skipped. */
        readonly optionalSpace?: boolean | undefined;
      };
    };

/** A scheme. A missing property has the default that its comment names. */
export interface Scheme {
  readonly id: string;
  /** The name of the provider, for messages. */
  readonly name: string;
  /** The page where the provider describes its signature. */
  readonly docs: string;
  /** The header that carries the signature, and its format. Header names are case-insensitive. */
  readonly signature: {
    readonly header: string;
    /** Further headers that may carry signatures. Any of them may be absent, and any signature may match. */
    readonly moreHeaders?: readonly string[] | undefined;
    readonly syntax: Syntax;
    /** The encoding of the signature. `base64url` has no padding. */
    readonly encoding: "hex" | "base64" | "base64url" | "base64url_padded";
  };
  /** The hash of the HMAC. Default: `sha256`. */
  readonly algorithm?: "sha256" | "sha1" | "sha512" | undefined;
  /**
   * The encoding with which the text of a secret is decoded to a key. Default: `utf8`, which uses exactly the text. With two encodings, each
   * encoding that can decode the text results in a key.
   */
  readonly secretEncoding?: SecretEncoding | readonly SecretEncoding[] | undefined;
  /** The prefix that is removed from the text of a secret before it is decoded. */
  readonly secretPrefix?: string | null | undefined;
  /** The place and the format of the signed timestamp. */
  readonly timestamp?:
    | { readonly header: string; readonly unit: TimeUnit }
    | { readonly field: string; readonly unit: TimeUnit }
    | { readonly position: number; readonly unit: TimeUnit }
    | { readonly body: string; readonly unit: TimeUnit }
    | null
    | undefined;
  /** The maximum difference between the timestamp and the current time, in seconds. Default: 300. */
  readonly tolerance?: number | undefined;
  /**
   * The content that the signature covers: literal text that may contain `{body}`, `{form}`, `{timestamp}`, `{url}`, `{method}`, `{path}`,
   * `{query}`, `{url_without_query}`, `{query:name}`, `{query_lowercase:name}` and `{header-name}`.
   */
  readonly signedContent: string;
  /** The parameter of the signed URL that contains the SHA-256 of the body in hex, for signed content without the body. */
  readonly bodyHash?: { readonly query: string } | null | undefined;
  /**
   * Whether the signature does not cover the body. Requests are then authenticated, without a delivery. Default: `false`.
   */
  readonly unsignedBody?: boolean | undefined;
  readonly event?: Source | null | undefined;
  readonly deliveryId?: Source | null | undefined;
  /** Whether the provider documents its signature over `JSON.stringify` of the parsed body. */
  readonly reserialized?: boolean | undefined;
  /**
   * The content types of the provider's deliveries. Default: `["application/json"]`. A gateway forwards the content type that
   * matches the verified body, instead of the sender's content type, which is not signed.
   */
  readonly contentTypes?: readonly string[] | undefined;
  /** The prefix of the provider's own headers, such as `x-acme-`, if a gateway forwards all of them. */
  readonly headerPrefix?: string | null | undefined;
  /** The challenge with which the provider checks that an endpoint belongs to its customer, and the expected response. */
  readonly challenge?: Challenge | null | undefined;
  /** The response that the provider accepts as success. */
  readonly ack?:
    | {
        readonly status: number;
        readonly contentType: string;
        readonly body: string;
        /** Whether the provider accepts no other body. Default: `false`. */
        readonly exact?: boolean | undefined;
      }
    | undefined;
  /** The lints that do not apply to this scheme, because the provider signs in this way. */
  readonly waivers?: readonly "adjacent_parts"[] | undefined;
}

/** A scheme with every property, as verifiers return it. */
export type WholeScheme = { readonly [Name in keyof Scheme]-?: Exclude<Scheme[Name], undefined> };

declare const provider: unique symbol;

/** A built-in scheme, with every property. A verifier for the scheme has the same events as a verifier for its id: the provider's events. */
export interface BuiltInScheme<S extends SchemeId = SchemeId> extends WholeScheme {
  readonly id: S;
  /** A mark for the compiler. The property does not exist at run time. */
  readonly [provider]: S;
}

/** A property that schemes do not have. */
export interface NoSuchProperty<Name> {
  readonly "a scheme has no such property here": Name;
}

/** The type of a scheme in which the compiler refuses properties that schemes do not have, if the type is inferred from the scheme. */
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

/** A scheme with every property, and its compiled form for the module `verify`. */
export interface CompiledScheme {
  readonly scheme: WholeScheme;
  /** The fields that verifying requires, as bytes, or as a text with one character for each byte. */
  readonly bytes: string | Uint8Array;
  /** The names of the required headers, each in its slot. */
  readonly headers: readonly string[];
  readonly deliveryIdSigned: boolean;
  /** The lent hash, for a scheme that does not use SHA-256. */
  readonly hash?: LentHash | undefined;
  /** The function that creates the results, for a scheme that does not sign the body. */
  readonly authenticate?: Authenticate | undefined;
}
