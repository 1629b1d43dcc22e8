/** A saved HTTP request, read by Node's own parser: what this command sees of it is what a server would. */

import { createServer, type IncomingMessage } from "node:http";
import { Duplex } from "node:stream";

import { codeOf, usage } from "./cli-error.js";
import type { Pairs } from "./headers.js";

/** A request that was received or saved. */
export interface Saved {
  readonly headers: Pairs;
  readonly body: Uint8Array;
  /** What was odd about the way in which it was saved. */
  readonly warnings: readonly string[];
}

/** What some editors put before UTF-8, a character for each byte. */
const MARK = "\xef\xbb\xbf";

const HOW = "Save it as it goes over the wire: a request line, headers, an empty line, the body.";

/** Reads a request from its bytes. */
export async function readRequest(bytes: Buffer): Promise<Saved> {
  const { head, rest, warnings } = split(bytes);
  const { request, feed, close } = await parseHead(head);
  try {
    const declared = request.headers["content-length"];
    const body =
      request.headers["transfer-encoding"] === undefined
        ? bodyOfLength(rest, declared === undefined ? undefined : Number(declared), warnings)
        : await chunkedBody(request, () => feed(rest));
    return { headers: pairs(request), body, warnings };
  } finally {
    close();
  }
}

/** The head with the line ends and the version that a parser wants, and what follows it untouched. */
function split(bytes: Buffer): { head: Buffer; rest: Buffer; warnings: string[] } {
  const warnings: string[] = [];
  // Latin-1, so that a character is a byte.
  const text = bytes.toString("latin1");
  const mark = text.startsWith(MARK) ? MARK.length : 0;
  if (mark > 0) warnings.push("A byte order mark stands before the request: something has saved it as text.");
  const start = mark + text.slice(mark).search(/[^\r\n]/);
  if (start < mark) throw usage(`The saved request is empty. ${HOW}`);
  const end = /\r?\n\r?\n/.exec(text.slice(start));
  const length = end === null ? text.length : start + end.index;
  const rest = end === null ? Buffer.alloc(0) : bytes.subarray(length + end[0].length);
  if (end === null) warnings.push("There is no empty line behind the headers, so there is no body.");
  const lines = text.slice(start, length).split(/\r?\n/);
  if (!text.slice(start, length).includes("\r\n") && lines.length > 1) {
    warnings.push(
      "The lines end in LF alone: something has saved the request as text, and may have changed its body too.",
    );
  }
  // Browsers and proxies show requests of HTTP/2 in the form of HTTP/1.1, with a version that this form does not have.
  const [line = "", ...fields] = lines;
  const request = line.replace(/ HTTP\/(2|2\.0|3)$/, " HTTP/1.1");
  const ordinary = fields.filter((field) => !field.startsWith(":"));
  return { head: Buffer.from(`${[request, ...ordinary].join("\r\n")}\r\n\r\n`, "latin1"), rest, warnings };
}

interface Parsed {
  readonly request: IncomingMessage;
  feed(bytes: Buffer): void;
  close(): void;
}

/** Hands the head to a server that nobody can reach. */
function parseHead(head: Buffer): Promise<Parsed> {
  return new Promise((resolve, reject) => {
    const server = createServer({ requireHostHeader: false });
    const socket = new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() });
    const feed = (bytes: Buffer) => {
      socket.push(bytes);
      socket.push(null);
    };
    const taken = (request: IncomingMessage) => resolve({ request, feed, close: () => socket.destroy() });
    server.on("request", taken).on("checkContinue", taken).on("checkExpectation", taken);
    // Of a CONNECT, for one, Node makes no request.
    socket.on("close", () => reject(usage(`The saved request is no delivery. ${HOW}`)));
    server.on("clientError", (error) => {
      socket.destroy();
      reject(usage(`The saved request cannot be parsed (${codeOf(error)}). ${HOW}`));
    });
    server.emit("connection", socket);
    socket.push(head);
  });
}

/** The body by the length that was declared; all that is there where that cannot be. */
function bodyOfLength(rest: Buffer, declared: number | undefined, warnings: string[]): Buffer {
  if (declared === undefined) {
    if (rest.length > 0)
      warnings.push("There is no Content-Length: all that follows the empty line is taken as the body.");
    return rest;
  }
  if (declared < rest.length) {
    const more = rest.subarray(declared);
    const added = /^\r?\n$/.test(more.toString("latin1"));
    warnings.push(
      added
        ? "A line break follows the body, which an editor may have added. It is left out, as Content-Length says."
        : `Content-Length is ${declared}, and ${rest.length} bytes follow. The first ${declared} are taken as the body; if the ` +
            "body was edited, correct Content-Length or remove it.",
    );
    return rest.subarray(0, declared);
  }
  if (declared > rest.length) {
    warnings.push(
      `Content-Length is ${declared}, and ${rest.length} bytes follow: the body was cut short, or changed when it was saved.`,
    );
  }
  return rest;
}

async function chunkedBody(request: IncomingMessage, feed: () => void): Promise<Buffer> {
  feed();
  try {
    return Buffer.concat((await request.toArray()) as Buffer[]);
  } catch {
    throw usage(
      "The saved request says Transfer-Encoding: chunked, and its body is not in chunks. Remove that header if the body was saved " +
        "without its chunks.",
    );
  }
}

function pairs({ rawHeaders }: IncomingMessage): [string, string][] {
  return rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [[name, rawHeaders[at + 1] ?? ""] as [string, string]] : []));
}
