/** `hookward listen`: a receiver on this machine that says what becomes of every delivery. */

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { discardNodeBody, methodNotAllowed, respondNode } from "../adapters/node-body.js";
import { printable } from "../display/printable.js";
import { type Explanation, explain } from "../explain.js";
import { SENDER_MESSAGE, Verifier } from "../index.js";
import { codeOf, EXIT, type ExitCode, failed, usage } from "./cli-error.js";
import type { Command } from "./command.js";
import { printExplanation } from "./explanation.js";
import type { Terminal } from "./terminal.js";
import { type Setup, setupOf, VERIFIER } from "./verifier.js";
import { facts, genuine } from "./verify.js";

export const listen: Command = {
  name: "listen",
  summary: "receive deliveries on this machine, and explain each",
  options: {
    ...VERIFIER,
    port: { type: "string", value: "PORT", help: "where to listen; 8788 if left out, any free one for 0" },
    host: {
      type: "string",
      value: "HOST",
      help: "the address to listen on; 127.0.0.1 if left out, which nobody else can reach",
    },
    once: { type: "boolean", help: "end after one delivery, with 0 if it was genuine and 1 if not" },
  },
  about: [
    "A genuine delivery is answered with what its provider takes for success, any other with 401 and the body invalid signature.",
    "With --json, a line of JSON for each delivery, and where it listens on standard error.",
  ],
  examples: ["hookward listen --scheme gilbert", "hookward listen --scheme smarterbot --port 0 --json"],
  async run(given, terminal) {
    const setup = await setupOf(given, terminal);
    const verifier = new Verifier(setup);
    const json = given.is("json");
    const say = json ? jsonLine : block;
    return new Promise<ExitCode>((resolve, reject) => {
      const server = createServer((req, res) => {
        receive(req, res, setup, verifier).then(
          (seen) => {
            if (seen === undefined) return;
            say(seen, verifier, terminal);
            if (given.is("once")) end(seen.explanation.result.ok ? EXIT.ok : EXIT.refused);
          },
          (error) => reject(error),
        );
      });
      const end = (code: ExitCode) => {
        server.close(() => resolve(code));
        server.closeIdleConnections();
      };
      const [host, port] = [given.text("host") ?? "127.0.0.1", portOf(given.text("port"))];
      server.once("error", (error) => reject(failed(whyNot(codeOf(error), host, port))));
      server.listen(port, host, () => {
        const { port: actual } = server.address() as AddressInfo;
        const name = host.includes(":") ? `[${host}]` : host;
        const line = `Listening on http://${name}:${actual} for deliveries of ${verifier.scheme.name}. Ctrl-C ends it.`;
        if (json) terminal.note(line);
        else terminal.print(line);
      });
      for (const signal of ["SIGINT", "SIGTERM"] as const) {
        process.once(signal, () => {
          end(EXIT.ok);
          // A sender that is still sending would keep it going.
          server.closeAllConnections();
        });
      }
      // With nobody to read what it prints there is nothing to go on for.
      process.stdout.once("error", () => end(EXIT.ok));
    });
  },
};

function portOf(text: string | undefined): number {
  if (text === undefined) return 8788;
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw usage("--port takes a number from 0 to 65535.");
  return Number(text);
}

function whyNot(code: string, host: string, port: number): string {
  if (code === "EADDRINUSE") return `Port ${port} is taken. Stop what listens there, or name another with --port.`;
  if (code === "EACCES") return `Port ${port} needs more rights. Name one above 1023 with --port.`;
  return `${host}:${port} cannot be listened on (${code}). Name another with --host and --port.`;
}

/** What came, and what became of it. */
interface Seen {
  readonly explanation: Explanation;
  readonly facts: Readonly<Record<string, unknown>> | undefined;
  readonly show: (terminal: Terminal) => void;
  readonly path: string;
  readonly bytes: number;
}

/** Receives one request, verifies it and responds. Returns undefined for what is no delivery. */
async function receive(
  req: IncomingMessage,
  res: ServerResponse,
  setup: Setup,
  verifier: Verifier,
): Promise<Seen | undefined> {
  if (req.method !== "POST") {
    methodNotAllowed(req, res);
    return undefined;
  }
  const body = await bodyOf(req, verifier.maxBodyBytes);
  if (body === undefined) return undefined;
  const headers = req.rawHeaders.flatMap((name, at) =>
    at % 2 === 0 ? [[name, req.rawHeaders[at + 1] ?? ""] as const] : [],
  );
  const now = Date.now();
  const result = verifier.check({ headers, body, now });
  const whole = explain({ ...setup, headers, body, now });
  // Of a body over the limit only the beginning was read: nothing else can be said of it.
  const isCut = !result.ok && result.code === "body_too_large";
  const findings = whole.findings.filter(({ code }) => !isCut || code === "body_too_large");
  const explanation = { ...whole, findings };
  const refusal = { headers: { "content-type": "text/plain; charset=utf-8" as const }, body: SENDER_MESSAGE };
  respondNode(res, result.ok ? result.delivery.ack : { status: 401, ...refusal });
  discardNodeBody(req);
  return {
    explanation,
    facts: result.ok ? facts(result.delivery) : undefined,
    show: (terminal) => {
      if (result.ok) genuine(result.delivery, verifier.scheme.name, terminal);
      else terminal.print(terminal.paint.red(`✗ refused: ${result.code}`));
    },
    path: req.url ?? "",
    bytes: body.length,
  };
}

/** The body, or as much of it as is over the limit; nothing if the sender hangs up. */
async function bodyOf(req: IncomingMessage, most: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  return new Promise((resolve) => {
    req.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      // One chunk more than is accepted is enough to refuse it.
      if (length > most) {
        req.removeAllListeners("data").pause();
        resolve(Buffer.concat(chunks));
      }
    });
    req.once("end", () => resolve(Buffer.concat(chunks)));
    req.once("close", () => resolve(undefined)).on("error", () => {});
  });
}

function block({ explanation, show, path, bytes }: Seen, _verifier: Verifier, terminal: Terminal): void {
  const { print, paint } = terminal;
  print();
  print(`${paint.bold("POST")} ${printable(path)}, ${bytes} bytes`);
  show(terminal);
  printExplanation(explanation, terminal);
}

function jsonLine({ explanation, facts, path, bytes }: Seen, _verifier: Verifier, { json }: Terminal): void {
  json({ path, bytes, ...(facts === undefined ? {} : { delivery: facts }), explanation });
}
