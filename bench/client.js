// A client that keeps its connections open, so that the time to connect is not measured.

import { Agent, request } from "node:http";

/** Sends requests to one port of this machine, over a limited number of connections. */
export class Client {
  #agent;
  #port;

  constructor(port, connections = 1) {
    this.#port = port;
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** Sends one POST request. Returns the status and the text of the response. */
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
      // Without a response, the measurement is useless, and it must not hang.
      sent.setTimeout(30_000, () => sent.destroy(new Error(`No answer from port ${this.#port} within 30 s.`)));
      sent.on("error", reject).end(body);
    });
  }

  close() {
    this.#agent.destroy();
  }
}
