// Describes a scheme file in words: the lines about one provider in docs/PROVIDERS.md.

const ENCODINGS = {
  hex: "hex",
  base64: "base64",
  base64url: "base64url without padding",
  base64url_padded: "base64url with padding",
};

const ALGORITHMS = { sha256: "HMAC-SHA-256", sha1: "HMAC-SHA-1", sha512: "HMAC-SHA-512" };

const KEYS = {
  utf8: "the secret as text",
  hex: "the secret decoded from hex",
  base64: "the secret decoded from base64",
  whsec: "the secret decoded from base64, without its `whsec_`",
};

const UNITS = {
  s: "in seconds",
  ms: "in milliseconds",
  rfc3339: "in RFC 3339",
  iso8601: "in ISO 8601, as UTC if it has no time zone",
  http_date: "as an HTTP date",
  s_or_ms: "in seconds or in milliseconds",
};

const CONFIRMED = {
  vendor: "with the provider's own code",
  third_party: "with another project's code",
  document: "by documents",
};

/** The parts of a signed content that are not headers. */
const PARTS = ["body", "timestamp", "url", "method", "path", "query", "form", "bodyHash", "url_without_query"];

const code = (text) => `\`${text}\``;

const joined = (words) =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`;

/** Returns a literal as code. A space at its end is put in words, because Markdown would drop it. */
const literal = (text) => (text.endsWith(" ") ? `${code(text.trimEnd())} and a space` : code(text));

const separated = (separator) => `separated by ${separator === " " ? "spaces" : literal(separator)}`;

/** Returns the parts of the signed content, in their order: literals, and names. */
const partsOf = ({ signedContent }) =>
  [...signedContent.matchAll(/\{([^{}]+)\}|[^{}]+/g)].map(([text, name]) =>
    name === undefined ? { literal: text } : { name },
  );

/** Returns whether the signature covers the URL, so that a receiver has to know it. */
export const coversUrl = (scheme) =>
  "bodyHash" in scheme || partsOf(scheme).some(({ name }) => /^(?:url|path|query)/.test(name ?? ""));

/** Returns the names of headers in words. Of more than three headers, only the first and the last are named. */
function headers(names) {
  const all = names.map(code);
  return all.length > 3 ? `${all[0]} to ${all[all.length - 1]}` : joined(all);
}

function signature({ timestamp: at, signature: { header, moreHeaders = [], syntax, encoding: name } }) {
  const encoding = ENCODINGS[name];
  const where = headers([header, ...moreHeaders]);
  const any = moreHeaders.length === 0 ? "" : "; one of these headers is enough";
  if (syntax === "plain") return `${where}, in ${encoding}${any}`;
  if (syntax.prefixed) return `${where}, in ${encoding} after ${literal(syntax.prefixed)}${any}`;
  if (syntax.fields) {
    const { separator, key, groups } = syntax.fields;
    const own = groups ? `, in groups ${separated(groups)}, each with its own timestamp` : "";
    return `${where}, fields ${separated(separator)}${own}; each ${code(key)} is a signature in ${encoding}${any}`;
  }
  const { separator, tag, prefix } = syntax.list;
  const other = at?.position ? `each entry but number ${at.position}` : "each entry";
  const entry = tag ? `${other} that begins with ${literal(tag)}` : other;
  const behind = prefix ? ` after ${literal(prefix)}` : "";
  return `${where}, a list${behind} ${separated(separator)}; ${entry} is a signature in ${encoding}${any}`;
}

function key({ secretEncoding = "utf8", secretPrefix }) {
  const readings = [secretEncoding].flat().map((one) => KEYS[one]);
  return `${readings.join(", or ")}${secretPrefix ? `, after ${code(secretPrefix)} is removed` : ""}`;
}

function content(scheme) {
  const { algorithm = "sha256", bodyHash, reserialized, signedContent } = scheme;
  const hash = bodyHash ? `; the url's parameter ${code(bodyHash.query)} must be the SHA-256 of the body` : "";
  const again = reserialized ? "; the body as received or, if that does not match, `JSON.stringify` of it" : "";
  const shown = code(signedContent.replaceAll("\n", "\\n"));
  return `${shown}${hash}${again}. The signature is ${ALGORITHMS[algorithm]}; its key is ${key(scheme)}`;
}

/** Returns a number of seconds in words. Whole minutes are returned in minutes. */
const duration = (seconds) => (seconds % 60 === 0 && seconds >= 120 ? `${seconds / 60} minutes` : `${seconds} seconds`);

function timestamp({ timestamp: at, tolerance = 300 }) {
  if (!at) return "none. A recorded delivery that is sent again verifies, so drop duplicates";
  const places = {
    header: `the header ${code(at.header)}`,
    field: `the field ${code(at.field)}`,
    position: `entry ${at.position} of the list`,
    body: `${code(at.body)} of the body`,
  };
  const place = places[Object.keys(places).find((one) => one in at)];
  return `${place}, ${UNITS[at.unit]}. It must be within ${duration(tolerance)} of now`;
}

function source({ header, body, names }) {
  if (header) return `the header ${code(header)}`;
  return `${code(body)} of the body${names === "object" ? ", which is the id of an object; its deliveries share it" : ""}`;
}

/** Returns the headers whose values are in the signed content. */
const signedHeaders = (scheme) =>
  partsOf(scheme).flatMap(({ name }) => {
    if (name === "timestamp") return scheme.timestamp.header ?? [];
    return name === undefined || name.includes(":") || PARTS.includes(name) ? [] : name;
  });

/** Returns the boundaries between parts that the signature does not fix. */
function boundaries(scheme) {
  if (!scheme.waivers?.includes("adjacent_parts")) return [];
  const parts = partsOf(scheme);
  const found = parts.flatMap(({ name }, at) => {
    const next = parts[at + 1]?.name;
    return name && next ? `between ${code(`{${name}}`)} and ${code(`{${next}}`)}` : [];
  });
  if (parts.some(({ name }) => name === "form")) found.push("between the names and values of the form");
  const [first, ...rest] = parts.slice(parts.findIndex(({ name }) => name === "body") + 1);
  const variesLater = first?.literal !== undefined && rest.some(({ name }) => name !== undefined);
  return variesLater ? [...found, "between `{body}` and what follows it"] : found;
}

function unsigned(scheme) {
  const signed = signedHeaders(scheme);
  const except = signed.length === 0 ? "" : ` except ${joined(signed.map(code))}`;
  const labels = { event: "the event", deliveryId: "the delivery id" };
  const included = Object.entries(labels).flatMap(([property, words]) => {
    const header = scheme[property]?.header;
    return header === undefined || signed.includes(header) ? [] : `${words} in ${code(header)}`;
  });
  const including = included.length === 0 ? "" : `, including ${joined(included)}`;
  const moved = boundaries(scheme);
  const boundary = moved.length === 1 ? "boundary" : "boundaries";
  const body = scheme.unsignedBody
    ? "the body, so that there is no delivery: a request is authenticated, and nothing in its body is verified; "
    : "";
  return `${body}all headers${except}${including}${moved.length === 0 ? "" : `; the ${boundary} ${joined(moved)}`}`;
}

function challenge({ method = "POST", verifyToken }) {
  if (method === "POST")
    return "the endpoint gets one when it is set up. It is signed; `webhook()` verifies it and responds";
  const value = verifyToken ? "`challenge`, your verify token" : "`challenge: true`";
  return `the endpoint gets an unsigned \`${method}\` when it is set up. \`webhook()\` responds with the option ${value}`;
}

function response({ status = 200, contentType = "text/plain; charset=utf-8", body = "ok", exact = false }) {
  const text = body === "" ? "an empty body" : `${code(body)} as \`${contentType}\``;
  return `${status} with ${text}${exact ? ". The provider accepts no other" : ", if your handler sends none"}`;
}

function confirmed(entries) {
  const ways = [...new Set(entries.map(({ how }) => how))].map((how) => {
    const some = entries.filter((entry) => entry.how === how);
    return `${CONFIRMED[how]} (${some.map(({ by }) => by).join("; ")})`;
  });
  const dates = entries.map(({ date }) => date).sort();
  return `${joined(ways)}, on ${dates[dates.length - 1]}`;
}

/** Returns the lines about a scheme: the topic of each line, and its text. */
export function linesOf(scheme) {
  const { ack, event, deliveryId, retries } = scheme;
  const lines = {
    Signature: signature(scheme),
    "Signed content": content(scheme),
    Timestamp: timestamp(scheme),
    Event: event && source(event),
    "Delivery id": deliveryId && source(deliveryId),
    "Not signed": unsigned(scheme),
    Challenge: scheme.challenge && challenge(scheme.challenge),
    Response: ack && response(ack),
    Secret: scheme.secretHelp,
    Retries: retries && `${retries.policy} ([source](${retries.source}))`,
    Confirmed: scheme.confirmed && confirmed(scheme.confirmed),
  };
  return Object.entries(lines).filter(([, text]) => text);
}
