// A ledger of a route: a Durable Object. What is decided in it is decided in WebAssembly (`crates/ledger`), in steps. A step and its alarm are
// one transaction. What a step asks for is done after it: the runtime holds every answer and every request until what was written is durable.

import { DurableObject } from "cloudflare:workers";

import { advance, alert, attempt, migrate } from "./index.js";
import { measure } from "./metrics.js";
import { ask, outcomeOf } from "./origin.js";
import { Step } from "./step.js";

/** After how many milliseconds an alarm that could do nothing tries again. */
const PAUSE = 30_000;

/** How many bytes of a response are kept for the operator. */
const EXCERPT = 1000;

const UNAVAILABLE = { reply: "unavailable" };

export class Ledger extends DurableObject {
  /** Its name: the path of its route, and behind a `#` its number if there are several. The object does not know it until it was told once. */
  #path;
  /** When the alarm goes off, as far as this instance has set it. */
  #alarm = Number.NaN;
  /** Whether the storage can be used: not if a newer program wrote it. Undefined until that is known. */
  #isUsable;

  /** Does what an event asks for, and returns what the ledger replies. Does not throw. `body`: of a delivery to accept. */
  handle(path, event, body) {
    return this.#step(path, event, body)?.reply ?? UNAVAILABLE;
  }

  /** Does all that is due. Never throws: after six throws in a row the runtime would forget the alarm. */
  async alarm() {
    this.#alarm = Number.NaN;
    try {
      const path = this.#path ?? this.ctx.storage.kv.get("path");
      if (this.#step(path, { type: "wake" }) === undefined) await this.ctx.storage.setAlarm(Date.now() + PAUSE);
    } catch (error) {
      this.#fail(error);
    }
  }

  #migrate(path) {
    try {
      const { storage } = this.ctx;
      this.#isUsable = storage.transactionSync(() => migrate(new Step(storage.sql, path)));
      if (!this.#isUsable) log({ level: "error", path, code: "ledger_too_new" });
    } catch (error) {
      this.#fail(error, path);
    }
  }

  #fail(error, path = this.#path) {
    // Nothing is known of the alarm: what was set in a transaction was rolled back with it.
    this.#alarm = Number.NaN;
    log({ level: "error", path, code: "ledger_failed", message: String(error) });
  }

  /** Makes one step and begins what it asks for. Returns nothing if that failed: then all of it is rolled back. */
  #step(path, event, body) {
    if (this.#isUsable === undefined) this.#migrate(path);
    if (!this.#isUsable) return undefined;
    const { storage } = this.ctx;
    const step = new Step(storage.sql, path, event, body);
    try {
      storage.transactionSync(() => {
        if (this.#path === undefined && storage.kv.get("path") !== path) storage.kv.put("path", path);
        const [high, low] = crypto.getRandomValues(new Uint32Array(2));
        advance(this.env, step, Date.now(), high, low, this.#alarm, storage.sql.databaseSize);
        if (step.alarm !== undefined) storage.setAlarm(step.alarm);
      });
    } catch (error) {
      this.#fail(error, path);
      return undefined;
    }
    this.#path = path;
    if (step.alarm !== undefined) this.#alarm = step.alarm;
    for (const send of step.sends) this.ctx.waitUntil(this.#attempt(send));
    for (const alert of step.alerts) this.ctx.waitUntil(this.#alert(alert));
    return step;
  }

  /** Makes an attempt. One that fails here is found by its lease. */
  async #attempt({ key, origin, number, seq, body, parts }) {
    try {
      const start = Date.now();
      const step = new Step(this.ctx.storage.sql, this.#path, {});
      attempt(this.env, step, origin, seq, body, parts, start);
      const received = await ask(step.sent, this.env);
      const took = Date.now() - start;
      const outcome = outcomeOf(received);
      const attempted = { type: "attempted", key, origin, number, took };
      if (received.response === undefined) this.#step(this.#path, { ...attempted, error: outcome.code });
      else {
        const { status, headers } = received.response;
        const excerpt = new TextDecoder().decode(received.body.subarray(0, EXCERPT));
        const [retryAfter, webhookDelivery] = [headers.get("retry-after"), headers.get("webhook-delivery")];
        this.#step(this.#path, { ...attempted, status, retryAfter, webhookDelivery, excerpt });
      }
      const about = { path: this.#path, webhookId: step.webhookId, origin, attempt: number, ms: took };
      this.#logAttempt({ level: outcome.code === undefined ? "info" : "error", ...about, ...outcome });
    } catch (error) {
      this.#fail(error);
    }
  }

  #logAttempt(line) {
    log(line);
    measure(this.env.METRICS, "attempt", { ...line, path: routeOf(line.path) });
  }

  /** Alerts are lines of the log, and requests to the address that the route has for them. One that is not taken is sent again. */
  async #alert({ kind, origin, count, json }) {
    try {
      const { type, at, ...facts } = JSON.parse(json);
      const message = { type, timestamp: new Date(at).toISOString(), data: { path: routeOf(this.#path), ...facts } };
      const body = new TextEncoder().encode(JSON.stringify(message));
      const step = new Step(this.ctx.storage.sql, this.#path, {}, body);
      alert(this.env, step, Date.now());
      const { response, reason } = step.sent === undefined ? {} : await ask(step.sent, this.env);
      const alertSent = step.sent === undefined ? undefined : response?.ok === true;
      const alertStatus = response?.status;
      log({ level: "error", path: this.#path, code: type, at, ...facts, alertSent, alertStatus, reason });
      this.#step(this.#path, { type: "alerted", kind, origin, count, sent: Number(alertSent !== false) });
    } catch (error) {
      this.#fail(error);
    }
  }
}

/** Returns the path of the route that a ledger is of. One of several has its number behind it. */
const routeOf = (name) => name.split("#", 1)[0];

/** Logs a line in ASCII: what an origin sent as its error cannot steer a terminal that shows the log. */
const log = (line) =>
  console.log(
    JSON.stringify(line).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt().toString(16).padStart(4, "0")}`),
  );
