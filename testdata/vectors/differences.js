// The vectors about which a provider's own code and hookward disagree, by name. They agree about all other vectors. The test fails
// if they agree about a vector in this table.
//
// `vectors` are names or a pattern of names in the provider's file. `does` is the result of the provider's code: "accepts" if hookward
// refuses, "refuses" if hookward accepts, or "throws". An exception causes a status 500, and ends some servers. docs/DIFFERENCES.md has a
// row for every `id`.

import { readdirSync } from "node:fs";

import { RESERIALIZED } from "../../test-support/schemes.js";

/** The providers whose own code is in documents/. */
export const DOCUMENTS = readdirSync(new URL("./documents/", import.meta.url))
  .filter((name) => name.endsWith(".js"))
  .map((name) => name.slice(0, -".js".length));

// The second sample of Grillo has all differences that the other samples share.
const EVERY_SAMPLE = [...DOCUMENTS, "grillo-python"];
const JSON_STRINGIFY = DOCUMENTS.filter((id) => RESERIALIZED.includes(id));
const NOT_JSON = /^(body-(empty|not-utf8|nul|bom)|no-form-.*)$/;
const SECRET_EMPTY = /^secret-(empty|blank|second-empty)$/;

const each = (providers, difference) => providers.map((provider) => ({ provider, ...difference }));

export const differences = [
  ...each(["gilbert", "inboundflow", "grillo", "smarterbot", "grillo-python"], {
    id: "hex-case",
    does: "refuses",
    why: "compares the text of the signature and not its bytes",
    vectors: ["hex-upper-case"],
  }),
  {
    id: "hex-junk",
    provider: "gabinete360",
    does: "accepts",
    why: "Buffer.from(text, 'hex') stops at the first character that is not hex, and drops half a byte at the end",
    vectors: [
      "longer-odd",
      "trailing-junk",
      "duplicate-same",
      "duplicate-good-first",
      "duplicate-joined",
      "duplicate-joined-other",
    ],
  },
  ...each(["inboundflow", "grillo"], {
    id: "short-signature",
    does: "throws",
    why: "crypto.timingSafeEqual throws a RangeError for two buffers of different lengths, and a TypeError comes first for none",
    vectors:
      /^(truncated.*|longer.*|trailing-junk|junk|not-ascii|documented-placeholder|empty|prefix-(?!upper|colon).*|missing.*|duplicate.*|order-missing-.*|order-signature-first)$/,
  }),
  {
    id: "short-signature",
    provider: "smarterbot",
    does: "throws",
    why: "calls split() of the header without looking whether it is there",
    vectors: ["missing"],
  },
  {
    id: "short-signature",
    provider: "grillo-python",
    does: "throws",
    why: "hmac.compare_digest takes no None and no text beyond ASCII",
    vectors: ["missing", "missing-other-provider", "not-ascii"],
  },
  ...each(JSON_STRINGIFY, {
    id: "not-json",
    does: "throws",
    why: "the body is parsed before it is verified, and this one is not JSON that can be parsed and printed",
    vectors: NOT_JSON,
  }),
  {
    id: "not-json",
    provider: "grillo-python",
    does: "throws",
    why: "the sample takes text, and this body is not UTF-8",
    vectors: ["body-not-utf8", "no-form-not-utf8"],
  },
  {
    id: "not-json",
    provider: "standard-webhooks",
    does: "refuses",
    why: "decodes the body and puts U+FFFD for what is not UTF-8, so that it signs another body",
    vectors: ["body-not-utf8"],
  },
  ...each(JSON_STRINGIFY, {
    id: "raw-bytes",
    does: "refuses",
    why: "knows the second form of the body alone, and this signature is over the bytes as they were sent",
    vectors: /^(raw-.*|body-trailing-newline|form-off-raw)$/,
  }),
  {
    id: "raw-bytes",
    provider: "grillo-python",
    does: "refuses",
    why: "knows the text of the body alone, and this signature is over its second form: the page's two samples disagree",
    vectors: /^(shown-.*|form-(number-fraction|keys-integers-first|escape-pair|on))$/,
  },
  ...each(JSON_STRINGIFY, {
    id: "option",
    does: "accepts",
    why: "has no option to turn the second form off",
    vectors: ["form-off"],
  }),
  ...each(["inboundflow", "smarterbot"], {
    id: "window",
    does: "accepts",
    why: "never compares the timestamp with the time: a delivery can be replayed for ever",
    vectors: /^(window-(too|narrow-outside|epoch|milliseconds|huge|maximum).*|form-too-old)$/,
  }),
  {
    id: "window",
    provider: "standard-webhooks",
    does: "accepts",
    why: "its window cannot be made narrower than five minutes",
    vectors: ["window-narrow-outside"],
  },
  ...each(["inboundflow", "smarterbot"], {
    id: "timestamp-grammar",
    does: "accepts",
    why: "takes any text for a timestamp, as long as it was signed",
    vectors: /^timestamp-(?!moved|unsigned|missing|duplicate|leading-zeros).*$/,
    // An empty timestamp is falsy, and the sample checks for falsy values.
    except: { smarterbot: ["timestamp-empty"] },
  }),
  {
    id: "timestamp-grammar",
    provider: "standard-webhooks",
    does: "accepts",
    why: "parseInt reads the digits at the start and drops the rest; then the number is signed and not the text",
    vectors: [
      "timestamp-trailing-letters",
      "timestamp-plus",
      "timestamp-fraction",
      "duplicate-webhook-timestamp",
      "joined-webhook-timestamp",
    ],
  },
  {
    id: "fields",
    provider: "smarterbot",
    does: "accepts",
    why: "of a field that is there twice the last counts, and what is no field, or follows a second =, is passed over",
    vectors: [
      "field-no-value",
      "field-trailing-comma",
      "field-v1-equals",
      "duplicate-t-good-last",
      "duplicate-t-same",
      "duplicate-joined",
      "duplicate",
      "rolled-unreadable-first",
      "rolled-too-many",
      "joined-v1-first",
      "joined-unknown",
      "joined-middle",
    ],
  },
  {
    id: "rolled",
    provider: "smarterbot",
    does: "refuses",
    why: "looks at the last of several signatures alone, so that a delivery signed with two secrets is lost to one of them",
    vectors: ["rolled-new-first", "rolled-other-secret"],
  },
  {
    id: "list",
    provider: "standard-webhooks",
    does: "accepts",
    why: "reads any number of entries, and passes over what it cannot read in and around them",
    vectors: [
      "list-seventeen",
      "list-bad-beside-good",
      "list-empty-beside-good",
      "base64-trailing-field",
      "duplicate-webhook-signature",
      "joined-webhook-signature",
    ],
  },
  {
    id: "border",
    provider: "standard-webhooks",
    does: "accepts",
    why: "takes any text for an id, so that an old delivery can pass as a new one where its body begins with a timestamp",
    vectors: /^id-(point|point-last|space|not-ascii|moved-border)$/,
  },
  ...each([...EVERY_SAMPLE, "standard-webhooks"], {
    id: "limit",
    does: "accepts",
    why: "has no limit for the body's length",
    vectors: /^(limit-exceeded|form-shorter-than-limit)$/,
  }),
  ...each(EVERY_SAMPLE, {
    id: "empty-secret",
    does: "accepts",
    why: "an empty secret is a key like any other, and anybody can sign with it",
    vectors: SECRET_EMPTY,
  }),
  {
    id: "empty-secret",
    provider: "standard-webhooks",
    does: "accepts",
    why: "a key of zeros alone is a key like any other, and HMAC's empty one",
    vectors: ["secret-zeros"],
  },
  ...each(EVERY_SAMPLE, {
    id: "no-secret",
    does: "throws",
    why: "a secret that is not set is found out by the first delivery, with a TypeError",
    vectors: ["secret-none"],
  }),
];

/** Returns the difference for a vector of a provider, or undefined. Throws if the table has two. */
export function difference(provider, name) {
  const found = differences.filter(
    (entry) => entry.provider === provider && names(entry, name) && !entry.except?.[provider]?.includes(name),
  );
  if (found.length > 1) throw new Error(`${provider}/${name} is in the table twice`);
  return found[0];
}

const names = ({ vectors }, name) => (Array.isArray(vectors) ? vectors.includes(name) : vectors.test(name));
