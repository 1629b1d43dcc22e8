// A client that keeps one connection open, so that what is timed is the answer and not the way to it.

import { Agent, request } from "node:http";

/** Sends requests to one port of this machine, at most so many at a time. */
export class Client {
  #agent;
  #port;

  constructor(port, connections = 1) {
    this.#port = port;
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** One POST. Gives the status and the text of the answer. */
  post(path, body = "", headers = {}) {
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          agent: this.#agent,
          host: "127.0.0.1",
          port: this.#port,
          method: "POST",
          path,
          headers: { ...headers, "content-length": Buffer.byteLength(body) },
        },
        (response) => {
          const chunks = [];
          response.on("data", (chunk) => chunks.push(chunk));
          response.on("error", reject);
          response.on("end", () => resolve({ status: response.statusCode, text: Buffer.concat(chunks).toString() }));
        },
      );
      // Without an answer the measurement is worth nothing, and must not hang either.
      sent.setTimeout(30_000, () => sent.destroy(new Error(`No answer from port ${this.#port} within 30 s.`)));
      sent.on("error", reject).end(body);
    });
  }

  close() {
    this.#agent.destroy();
  }
}
