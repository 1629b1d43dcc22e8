/** A curl command: the headers and the body that curl would send. Texts have one character for each byte. */

import { fromByteString, toByteString, trimmed } from "./bytes.js";
import { type Pairs, type SavedRequest, UnreadableRequest } from "./saved-request.js";
import { wordsOf } from "./shell-words.js";

/** Returns whether a text begins like a curl command, or with options of curl. */
export const isCurl = (text: string): boolean => /^(?:[$>]\s+)?(?:curl(?:\.exe)?["']?\s|-{1,2}[A-Za-z])/.test(text);

/** Options of one letter that take a value. */
const SHORT_WITH_VALUE = new Set("ACDEFHKPQTUXYbcdehmortuwxyz");

/** Options with a long name that take a value. Most of them have no effect on the request, or are not read here. */
const LONG_WITH_VALUE = new Set(
  (
    "abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers config connect-timeout connect-to continue-at " +
    "cookie cookie-jar create-file-mode crlfile curves data data-ascii data-binary data-raw data-urlencode delegation " +
    "dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers doh-url dump-header ech egd-file engine etag-compare etag-save " +
    "expect100-timeout form form-string ftp-account ftp-alternative-to-user ftp-method ftp-port ftp-ssl-ccc-mode " +
    "happy-eyeballs-timeout-ms haproxy-clientip header help hostpubmd5 hostpubsha256 hsts interface ip-tos ipfs-gateway json " +
    "keepalive-cnt keepalive-time key key-type krb libcurl limit-rate local-port login-options mail-auth mail-from mail-rcpt " +
    "max-filesize max-redirs max-time netrc-file noproxy oauth2-bearer output output-dir parallel-max pass pinnedpubkey preproxy " +
    "proto proto-default proto-redir proxy proxy-cacert proxy-capath proxy-cert proxy-cert-type proxy-ciphers proxy-crlfile " +
    "proxy-header proxy-key proxy-key-type proxy-pass proxy-pinnedpubkey proxy-service-name proxy-tls13-ciphers " +
    "proxy-tlsauthtype proxy-tlspassword proxy-tlsuser proxy-user proxy1.0 pubkey quote random-file range rate referer request " +
    "request-target resolve retry retry-delay retry-max-time sasl-authzid service-name sigalgs socks4 socks4a socks5 " +
    "socks5-gssapi-service socks5-hostname speed-limit speed-time stderr telnet-option tftp-blksize time-cond tls-max " +
    "tls13-ciphers tlsauthtype tlspassword tlsuser trace trace-ascii trace-config unix-socket upload-file upload-flags url " +
    "url-query user user-agent variable vlan-priority write-out"
  ).split(" "),
);

/** The long name of each option of one letter that is read here. */
const LONG: ReadonlyMap<string, string> = new Map([
  ["A", "user-agent"],
  ["b", "cookie"],
  ["d", "data"],
  ["e", "referer"],
  ["F", "form"],
  ["G", "get"],
  ["H", "header"],
  ["I", "head"],
  ["K", "config"],
  ["T", "upload-file"],
  ["u", "user"],
  ["X", "request"],
  [":", "next"],
]);

/** The header of each option whose value is sent as one header. */
const HEADER_OF: ReadonlyMap<string, string> = new Map([
  ["user-agent", "User-Agent"],
  ["referer", "Referer"],
  ["cookie", "Cookie"],
]);

/** The request that the options of a command describe. */
interface Call {
  method: string | undefined;
  readonly urls: string[];
  readonly headers: [name: string, value: string][];
  /** The headers that `-H 'Name:'` keeps curl from sending, in lower case. */
  readonly removed: Set<string>;
  /** The body, in the pieces that curl joins. */
  readonly data: { readonly text: string; readonly join: "&" | "" }[];
  isJson: boolean;
  isGet: boolean;
  /** Whether curl adds a content type, as it does for every kind of `--data`. */
  sendsData: boolean;
  /** The options whose part of the body is not in the command: curl reads it from a file, or generates it. */
  readonly elsewhere: string[];
  /** The options whose headers are in a file. */
  readonly inFiles: string[];
}

/** Reads a command, or only its options. Throws {@link UnreadableRequest} for several requests, or for a quote that is not closed. */
export function readCurl(text: string): SavedRequest {
  const { words, expands } = wordsOf(text.replace(/^[$>]\s+/, ""));
  const call: Call = {
    method: undefined,
    urls: [],
    headers: [],
    removed: new Set(),
    data: [],
    isJson: false,
    isGet: false,
    sendsData: false,
    elsewhere: [],
    inFiles: [],
  };
  for (const [name, value] of optionsOf(/^curl(\.exe)?$/.test(words[0] ?? "") ? words.slice(1) : words))
    apply(call, name, value);
  const { urls, data, elsewhere, inFiles, isGet } = call;
  const [url] = urls;
  const warnings: string[] = [];
  if (urls.length > 1) warnings.push("The command has several addresses. The request is the same for each.");
  if (expands)
    warnings.push(
      "The command contains a variable or a nested command, whose value is unknown. The text is read as it is written.",
    );
  if (elsewhere.length > 0)
    warnings.push(`The body is not in the command (${elsewhere.join(", ")}). Pass the body separately.`);
  if (inFiles.length > 0)
    warnings.push(
      `Some headers are in a file (${inFiles.join(", ")}) and not in the command. Pass these headers separately.`,
    );
  const hasBody = !isGet && elsewhere.length === 0 && data.length > 0;
  const body = data.reduce((all, { text, join }, at) => (at === 0 ? text : all + join + text), "");
  return {
    format: "curl",
    method: call.method ?? ((call.sendsData || elsewhere.length > 0) && !isGet ? "POST" : "GET"),
    ...(url === undefined ? {} : { url }),
    headers: headersOf(call),
    ...(hasBody ? { body: fromByteString(body) } : {}),
    warnings,
    unread: [],
  };
}

/** Returns the options of a command in order, with their values. An address is returned as the option `url`. */
function* optionsOf(words: readonly string[]): Generator<[name: string, value: string]> {
  let isOver = false;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as string;
    if (isOver || !word.startsWith("-") || word === "-") yield ["url", word];
    else if (word === "--") isOver = true;
    else if (word.startsWith("--")) {
      // People write `--name=value`, although curl does not support it.
      const [, name = "", value] = /^--([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
      yield [name, value ?? (LONG_WITH_VALUE.has(name) ? (words[++at] ?? "") : "")];
    } else {
      for (let letter = 1; letter < word.length; letter++) {
        const name = word[letter] as string;
        const takesValue = SHORT_WITH_VALUE.has(name);
        const rest = word.slice(letter + 1);
        yield [LONG.get(name) ?? name, takesValue ? rest || (words[++at] ?? "") : ""];
        if (takesValue) break;
      }
    }
  }
}

function apply(call: Call, name: string, value: string): void {
  const header = HEADER_OF.get(name);
  if (header !== undefined) {
    if (name === "cookie" && !value.includes("=")) call.inFiles.push("-b");
    else call.headers.push([header, value]);
    return;
  }
  switch (name) {
    case "url":
      call.urls.push(value);
      break;
    case "request":
      call.method = value;
      break;
    case "get":
    case "head":
      call.isGet = true;
      break;
    case "header":
      addHeader(call, value);
      break;
    case "user":
      call.headers.push(["Authorization", `Basic ${btoa(value)}`]);
      break;
    case "oauth2-bearer":
      call.headers.push(["Authorization", `Bearer ${value}`]);
      break;
    case "data":
    case "data-ascii":
    case "data-binary":
    case "json":
      call.sendsData = true;
      call.isJson ||= name === "json";
      if (value.startsWith("@"))
        call.elsewhere.push(`${name === "json" ? "--json" : name === "data-binary" ? "--data-binary" : "-d"} @…`);
      else call.data.push({ text: value, join: name === "json" ? "" : "&" });
      break;
    case "data-raw":
      call.sendsData = true;
      call.data.push({ text: value, join: "&" });
      break;
    case "data-urlencode":
      addEncoded(call, value);
      break;
    case "form":
    case "form-string":
      // curl generates a new boundary between the parts each time.
      call.elsewhere.push("-F");
      break;
    case "upload-file":
      call.elsewhere.push("-T");
      break;
    case "config":
      call.inFiles.push("-K");
      break;
    case "next":
      throw new UnreadableRequest("The command sends several requests (--next). Pass only one of them.");
  }
}

function addHeader(call: Call, text: string): void {
  if (text.startsWith("@")) {
    call.inFiles.push("-H @…");
    return;
  }
  const end = text.search(/[:;]/);
  const separator = text.charAt(end);
  const name = trimmed(text.slice(0, Math.max(end, 0)));
  const value = trimmed(text.slice(end + 1));
  // `Name:` removes a header that curl sends by default, and `Name;` sends a header without a value.
  if (separator === ":" && value !== "") call.headers.push([name, value]);
  else if (separator === ":") call.removed.add(name.toLowerCase());
  else if (separator === ";" && value === "") call.headers.push([name, ""]);
}

/** Adds the data of `--data-urlencode`. `content`, `=content` and `name=content` are in the command, and `@file` is not. */
function addEncoded(call: Call, value: string): void {
  call.sendsData = true;
  const [, name = "", sign, content = ""] = /^([^=@]*)([=@])(.*)$/s.exec(value) ?? [undefined, "", "=", value];
  if (sign === "@") call.elsewhere.push("--data-urlencode @…");
  else call.data.push({ text: (name === "" ? "" : `${name}=`) + percentEncoded(content), join: "&" });
}

/** Returns a text as curl encodes it: percent-encoded, but with a `+` for a space. */
const percentEncoded = (text: string) =>
  text.replace(/[^A-Za-z0-9._~-]/g, (sign) =>
    sign === " " ? "+" : `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
  );

/** Returns the known headers: the headers in the command, and the headers that curl adds for the body. */
function headersOf({ headers, removed, sendsData, isJson, isGet }: Call): Pairs {
  const has = (wanted: string) => removed.has(wanted) || headers.some(([name]) => name.toLowerCase() === wanted);
  const added: [string, string][] = [];
  if (isJson && !has("accept")) added.push(["Accept", "application/json"]);
  if (sendsData && !isGet && !has("content-type"))
    added.push(["Content-Type", isJson ? "application/json" : "application/x-www-form-urlencoded"]);
  return [...headers, ...added];
}

/** Reads a command from its bytes. */
export const readCurlBytes = (bytes: Uint8Array): SavedRequest => readCurl(toByteString(bytes).trimStart());
