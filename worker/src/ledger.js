// The ledger of a route: a Durable Object. The decisions are made in WebAssembly (`crates/ledger`), in steps. A step
// and its alarm are one transaction. The effects of a step are performed after the step. The runtime holds every
// response and every request until the changes are durable.

import { DurableObject } from "cloudflare:workers";

import { advance, alert, attempt, migrate } from "./index.js";
import { measure } from "./metrics.js";
import { ask, outcomeOf } from "./origin.js";
import { Step } from "./step.js";

/** The time after which an alarm that could do nothing tries again, in milliseconds. */
const PAUSE = 30_000;

/** The maximum length of a response that is kept for the operator, in bytes. */
const EXCERPT = 1000;

const UNAVAILABLE = { reply: "unavailable" };

export class Ledger extends DurableObject {
  /**
   * The name of the object: the path of its route, followed by `#` and a number if several exist. The object does not
   * know its name until the first call passes it.
   */
  #path;
  /** The time at which the alarm goes off, as far as this instance has set it. */
  #alarm = Number.NaN;
  /** Whether the storage can be used. It cannot be used if a newer program wrote it. Undefined until this is known. */
  #isUsable;

  /**
   * Handles an event, and returns the reply of the ledger. Does not throw. `body` is the body of a delivery to accept.
   */
  handle(path, event, body) {
    return this.#step(path, event, body)?.reply ?? UNAVAILABLE;
  }

  /**
   * Performs all work that is due. Never throws, because the runtime would forget the alarm after six throws in a row.
   */
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
    // The alarm is unknown now, because an alarm that was set in the transaction was rolled back with it.
    this.#alarm = Number.NaN;
    log({ level: "error", path, code: "ledger_failed", message: String(error) });
  }

  /**
   * Makes one step and begins to perform its effects. Returns undefined if the step failed. It is then rolled back
   * completely.
   */
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

  /** Makes an attempt. An attempt that fails here is found when its lease ends. */
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

  /**
   * Logs an alert, and sends it to the route's address for alerts, if one exists. An alert that is not accepted is sent
   * again.
   */
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

/** Returns the path of a ledger's route. The name of one of several ledgers also has a number after the path. */
const routeOf = (name) => name.split("#", 1)[0];

/** Logs a line in ASCII. The error text of an origin then cannot control a terminal that shows the log. */
const log = (line) =>
  console.log(
    JSON.stringify(line).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt().toString(16).padStart(4, "0")}`),
  );
