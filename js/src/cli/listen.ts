/** `hookward listen`: runs a receiver on this machine that reports the result of each delivery. */

import { setMaxListeners } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { handedOf, nameOf } from "../adapters/common.js";
import { methodNotAllowed, respondNode } from "../adapters/node-body.js";
import { discardNodeBody } from "../adapters/node-stream.js";
import { printable, shellWord } from "../display/printable.js";
import { type Explanation, explain } from "../explain.js";
import { SENDER_MESSAGE, type VerificationResult, Verifier } from "../index.js";
import { isUrl, signedUrl } from "../verifier/target.js";
import { bodyMembers, printBody } from "./body.js";
import { CliError, codeOf, EXIT, type ExitCode, failed, usage } from "./cli-error.js";
import type { Command, Given } from "./command.js";
import { printExplanation } from "./explanation.js";
import { type Forwarded, forward, printForwarded, type Target } from "./forward.js";
import { portOf } from "./port.js";
import { timeoutOf, urlOf } from "./post.js";
import { signsUrl } from "./received.js";
import { SaveFolder } from "./save.js";
import type { Terminal } from "./terminal.js";
import { type Setup, setupOf, VERIFIER } from "./verifier.js";
import { facts, genuine } from "./verify.js";

export const listen: Command = {
  name: "listen",
  summary: "receive deliveries on this machine, and explain each",
  options: {
    ...VERIFIER,
    port: { type: "string", value: "PORT", help: "the port to listen on (default: 8788); 0 uses a free port" },
    host: {
      type: "string",
      value: "HOST",
      help: "the address to listen on (default: 127.0.0.1, which no other machine can reach)",
    },
    url: {
      type: "string",
      value: "URL",
      help: "the URL that is configured at the provider, or its origin, for schemes that sign it (default: the address of this server)",
    },
    forward: {
      type: "string",
      value: "URL",
      help: "forward each genuine delivery to your app, byte for byte, and return the app's response to the sender",
    },
    "forward-refused": { type: "boolean", help: "also forward refused deliveries" },
    timeout: { type: "string", value: "SECONDS", help: "how long to wait for the app's response (default: 10)" },
    save: {
      type: "string",
      value: "DIR",
      help: "save each request in a file in this folder, which verify, explain and replay can read",
    },
    "show-body": { type: "boolean", help: "also show the body of each delivery" },
    once: { type: "boolean", help: "exit after one delivery: with 0 if it was genuine, with 1 if not" },
  },
  about: [
    "A genuine delivery gets the response that its provider counts as success. A signed challenge gets its response. Any other request gets 401 and the body invalid signature.",
    "With --forward, the sender gets the app's response instead. If URL has no path, the path of each delivery is used.",
    "With --json, prints a line of JSON for each delivery, and the address that it listens on to standard error.",
  ],
  examples: [
    "hookward listen --scheme gilbert",
    "hookward listen --scheme gilbert --forward http://127.0.0.1:3000/webhooks --save deliveries",
    "hookward listen --scheme smarterbot --port 0 --json",
  ],
  async run(given, terminal) {
    const stopping = new AbortController();
    // Each delivery that waits for the app adds a listener, so the number of listeners must not be limited.
    setMaxListeners(0, stopping.signal);
    const target = targetOf(given, stopping.signal);
    const setup = await setupOf(given, terminal);
    const verifier = new Verifier(setup);
    let url = given.text("url");
    if (url !== undefined && !isUrl(url))
      throw usage("--url must begin with https:// or http://, as it is configured at the provider.");
    const folder = given.text("save");
    const receiver: Receiver = {
      setup,
      verifier,
      urlOf: (path) => (signsUrl(setup.scheme) ? signedUrl(url, path) : undefined),
      target,
      folder: folder === undefined ? undefined : await SaveFolder.make(folder),
      showsBody: given.is("show-body"),
    };
    const json = given.is("json");
    const say = json ? jsonLine : block;
    return new Promise<ExitCode>((resolve, reject) => {
      const server = createServer((req, res) => {
        receive(req, res, receiver)
          .then((seen) => {
            if (seen === undefined) return;
            say(seen, receiver, terminal);
            if (given.is("once")) end(seen.explanation.result.ok ? EXIT.ok : EXIT.refused);
          })
          .catch((error) => {
            // A request or a response of the app must never stop the server.
            terminal.note(`✗ A request could not be handled: ${reasonOf(error)}.`);
            fail(res);
            if (given.is("once")) end(EXIT.refused);
          });
      });
      const end = (code: ExitCode) => {
        server.close(() => resolve(code));
        server.closeIdleConnections();
      };
      const [host, port] = [given.text("host") ?? "127.0.0.1", portOf(given.text("port"), 8788)];
      server.on("error", (error) => {
        if (server.listening) terminal.note(`✗ A connection was not accepted: ${reasonOf(error)}.`);
        else reject(failed(whyNot(codeOf(error), host, port)));
      });
      server.listen(port, host, () => {
        const { port: actual } = server.address() as AddressInfo;
        const name = host.includes(":") ? `[${host}]` : host;
        url ??= `http://${name}:${actual}`;
        const line = `Listening on http://${name}:${actual} for deliveries of ${verifier.scheme.name}. Press Ctrl-C to stop.`;
        if (json) terminal.note(line);
        else terminal.print(line);
      });
      for (const signal of ["SIGINT", "SIGTERM"] as const) {
        process.once(signal, () => {
          end(EXIT.ok);
          stopping.abort();
          // A sender that is still sending would keep the server open.
          server.closeAllConnections();
        });
      }
      // If no one reads standard output, the command has no reason to continue.
      process.stdout.once("error", () => end(EXIT.ok));
    });
  },
};

/**
 * Returns the reason why a request could not be handled. For errors of other code, the reason is only a code or a name, which cannot contain a part
 * of the request.
 */
function reasonOf(error: unknown): string {
  if (error instanceof CliError) return error.message.replace(/\.$/, "");
  if (!(error instanceof Error)) return "unknown";
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}

/** Responds that the request was not handled, unless a response has already started. */
function fail(res: ServerResponse): void {
  if (res.headersSent) res.end();
  else res.writeHead(502, { "content-type": "text/plain; charset=utf-8" }).end("not handled");
}

function whyNot(code: string, host: string, port: number): string {
  if (code === "EADDRINUSE")
    return `Port ${port} is in use. Stop the program that listens there, or choose a different port with --port.`;
  if (code === "EACCES") return `Port ${port} requires more privileges. Choose a port above 1023 with --port.`;
  return `Cannot listen on ${host}:${port} (${code}). Choose a different address with --host and --port.`;
}

/** Returns the target to which deliveries are forwarded, if one is given. */
function targetOf(given: Given, stopped: AbortSignal): Target | undefined {
  const url = given.text("forward");
  if (url !== undefined)
    return { url: urlOf(url), milliseconds: timeoutOf(given), isAll: given.is("forward-refused"), stopped };
  const beside = ["forward-refused", "timeout"].find((name) => given.has(name));
  if (beside !== undefined) throw usage(`--${beside} applies to forwarded deliveries. Also give --forward URL.`);
  return undefined;
}

/** The settings of the receiver: how it verifies, and what else it does with a delivery. */
interface Receiver {
  readonly setup: Setup;
  readonly verifier: Verifier;
  /** Returns the URL for which a delivery to a path was signed, or undefined if the scheme does not sign the URL. */
  urlOf(path: string): string | undefined;
  readonly target: Target | undefined;
  readonly folder: SaveFolder | undefined;
  readonly showsBody: boolean;
}

/** A received delivery and its result. */
interface Seen {
  readonly explanation: Explanation;
  readonly result: VerificationResult<unknown>;
  readonly path: string;
  /** The url that was signed, for schemes that sign it. */
  readonly url: string | undefined;
  readonly body: Uint8Array;
  /** The time of arrival, in milliseconds since the epoch. */
  readonly time: number;
  readonly saved: string | undefined;
  /** The reason why the request could not be saved. */
  readonly unsaved: string | undefined;
  readonly forwarded: Forwarded | undefined;
}

/** Receives one request, verifies it and responds. Returns undefined if the request is not a delivery. */
async function receive(req: IncomingMessage, res: ServerResponse, receiver: Receiver): Promise<Seen | undefined> {
  const { setup, verifier, target, folder } = receiver;
  if (req.method !== "POST") {
    methodNotAllowed(req, res);
    return undefined;
  }
  const body = await bodyOf(req, verifier.maxBodyBytes);
  if (body === undefined) return undefined;
  const headers = req.rawHeaders.flatMap((name, at) =>
    at % 2 === 0 ? [[name, req.rawHeaders[at + 1] ?? ""] as const] : [],
  );
  const [time, path] = [Date.now(), req.url ?? ""];
  const url = receiver.urlOf(path);
  const request = { headers, body, now: time, ...(url === undefined ? {} : { url }) };
  const result = verifier.check(request);
  const isCut = !result.ok && result.code === "body_too_large";
  let saved: string | undefined;
  let unsaved: string | undefined;
  try {
    saved = await folder?.save({ path, headers, body, time, isGenuine: result.ok, isCut });
  } catch (error) {
    unsaved = codeOf(error);
  }
  // A body that was not read to its end is not forwarded.
  const isForwarded = target !== undefined && !isCut && (result.ok || target.isAll);
  const refusal = { headers: { "content-type": "text/plain; charset=utf-8" as const }, body: SENDER_MESSAGE };
  const forwarded = isForwarded
    ? await forward({ path, headers, body, isGenuine: result.ok }, target, verifier.scheme, res)
    : undefined;
  if (forwarded === undefined) {
    const accepted = result.ok ? (handedOf(result).challenge ?? handedOf(result).ack) : undefined;
    respondNode(res, accepted ?? { status: 401, ...refusal });
  }
  discardNodeBody(req);
  const whole = explain({ ...setup, ...request });
  // Only the beginning of a body over the limit was read, so any other finding would be unreliable.
  const findings = whole.findings.filter(({ code }) => !isCut || code === "body_too_large");
  return { explanation: { ...whole, findings }, result, path, url, body, time, saved, unsaved, forwarded };
}

/** Returns the body, or undefined if the sender closes the connection. Reading stops once the body exceeds the limit. */
async function bodyOf(req: IncomingMessage, most: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  return new Promise((resolve) => {
    req.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      // One chunk over the limit is enough to refuse the body.
      if (length > most) {
        req.removeAllListeners("data").pause();
        resolve(Buffer.concat(chunks));
      }
    });
    req.once("end", () => resolve(Buffer.concat(chunks)));
    req.once("close", () => resolve(undefined)).on("error", () => {});
  });
}

function block(seen: Seen, { verifier, target, showsBody }: Receiver, terminal: Terminal): void {
  const { print, paint } = terminal;
  const { explanation, result, path, url, body, time, saved, unsaved, forwarded } = seen;
  print();
  print(`${paint.bold("POST")} ${printable(path)}, ${body.length} bytes`);
  if (result.ok) genuine(handedOf(result), verifier.scheme.name, terminal);
  else print(paint.red(`✗ refused: ${result.code}`));
  printExplanation(explanation, terminal);
  if (target !== undefined) printForwarded(forwarded, target, terminal);
  const asSigned = url === undefined ? "" : ` --url ${shellWord(url)}`;
  if (saved !== undefined)
    print(`  saved: hookward explain ${shellWord(saved)} --now ${new Date(time).toISOString()}${asSigned}`);
  if (unsaved !== undefined) print(paint.red(`✗ not saved (${unsaved})`));
  if (showsBody) printBody(body, terminal);
}

function jsonLine(seen: Seen, { showsBody }: Receiver, { json }: Terminal): void {
  const { explanation, result, path, body, time, saved, unsaved, forwarded } = seen;
  json({
    path,
    bytes: body.length,
    receivedAt: new Date(time).toISOString(),
    ...(result.ok ? { [nameOf(handedOf(result))]: facts(handedOf(result)) } : {}),
    explanation,
    ...(forwarded === undefined ? {} : { forwarded }),
    ...(saved === undefined ? {} : { saved }),
    ...(unsaved === undefined ? {} : { unsaved }),
    ...(showsBody ? bodyMembers(body) : {}),
  });
}
