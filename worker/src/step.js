// One step of a ledger: its event, the storage, and the actions to perform once the step is durable. This file makes no
// decisions.

import { Names, statements } from "./names.js";

export class Step extends Names {
  /** `event` has texts and numbers. `body` is the body of a delivery to accept, or of an alert. */
  constructor(sql, path, event, body) {
    super();
    this.sql = sql;
    this.path = path;
    this.event = event;
    this.body = body;
    /** The time to set the alarm to. */
    this.alarm = undefined;
    /** The reply to the sender of the event. */
    this.reply = { reply: "none" };
    this.sends = [];
    this.alerts = [];
    /** The request to the origin. */
    this.sent = undefined;
    this.webhookId = "";
  }

  // Values that WebAssembly reads.

  text(name) {
    const value = this.event[name];
    return typeof value === "string" ? value : undefined;
  }

  number(name) {
    const value = this.event[name];
    return typeof value === "number" ? value : Number.NaN;
  }

  length() {
    return this.body.length;
  }

  whole() {
    return this.body;
  }

  part(start, end) {
    return this.body.subarray(start, end);
  }

  run(statement, values) {
    return this.sql
      .exec(statements[statement], ...values)
      .raw()
      .toArray();
  }

  /**
   * Reads a stored body and joins its parts. The cursor ends here, because it must not be open while anything is
   * awaited.
   */
  load(statement, id, count) {
    const parts = this.run(statement, [id, count]).map(([part]) => new Uint8Array(part));
    const body = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
    let at = 0;
    for (const part of parts) {
      body.set(part, at);
      at += part.length;
    }
    this.body = body;
    return body;
  }

  // Actions that WebAssembly requests. They are performed after WebAssembly has returned.

  setAlarm(at) {
    this.alarm = at;
  }

  setReply(reply, number, text) {
    this.reply = { reply, number, text };
  }

  toSend(key, origin, number, seq, body, parts) {
    this.sends = [...this.sends, { key, origin, number, seq, body, parts }];
  }

  toAlert(kind, origin, count, json) {
    this.alerts = [...this.alerts, { kind, origin, count, json }];
  }

  toAttempt(origin, stored, signature, timeout, limit, webhookId) {
    const headers = Object.entries(JSON.parse(stored)).flat().join("\n");
    this.sent = { origin, headers: `${headers}\n${signature}`, body: this.body, timeout, limit };
    this.webhookId = webhookId;
  }
}
