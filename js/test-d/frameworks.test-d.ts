// Type tests of the published adapters for h3, Elysia, Azure Functions and NestJS, with the frameworks' own types.

/// <reference types="node" />

import { app as azure, type HttpHandler, type HttpRequest } from "@azure/functions";
import { type CanActivate, Controller, Post, Req, Res, UseGuards } from "@nestjs/common";
import { Elysia } from "elysia";
import type { Request as ExpressRequest, Response as ExpressResponse } from "express";
import type { FastifyRequest } from "fastify";
import { H3, type H3Event } from "h3";
import * as h3v1 from "h3v1";
import { type GilbertEvent, type VerifiedDelivery, Verifier } from "hookward";
import * as onAzure from "hookward/azure";
import * as onElysia from "hookward/elysia";
import * as onH3 from "hookward/h3";
import * as onNestjs from "hookward/nestjs";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Asserts that `A` and `B` are the same type. If they differ, a call requires an argument of type `never`, and does not compile. */
declare function exactly<A, B>(...same: Same<A, B> extends true ? [] : [never]): void;

declare const secret: string | undefined;

// h3 2, and h3 1, which Nuxt and Nitro use.
new H3().post(
  "/gilbert",
  onH3.webhook({ scheme: "gilbert", secret }, (delivery) => {
    exactly<typeof delivery, VerifiedDelivery<GilbertEvent>>();
  }),
);
new H3().post(
  "/gilbert",
  onH3.webhook(
    { scheme: "gilbert", secret: (event: H3Event) => event.req.headers.get("x-tenant") ?? undefined },
    (delivery, event) => {
      exactly<typeof event, H3Event>();
      const event_ = delivery.json();
      // @ts-expect-error: the name of the event is misspelled
      if (event_.event === "dosier.qualified") return undefined;
      return { path: event.url.pathname };
    },
  ),
);
h3v1.createRouter().post(
  "/gilbert",
  h3v1.eventHandler(
    onH3.webhook({ scheme: "gilbert", secret }, (delivery, event: h3v1.H3Event) => {
      exactly<typeof delivery, VerifiedDelivery<GilbertEvent>>();
      return h3v1.getRequestIP(event);
    }),
  ),
);
h3v1.createRouter().post(
  "/gilbert",
  onH3.webhook({ verifier: new Verifier({ scheme: "gilbert", secret }) }, () => {}),
);
// @ts-expect-error: the handler is required
onH3.webhook({ scheme: "gilbert", secret });
// @ts-expect-error: hooks are options next to the scheme
onH3.webhook({ scheme: "gilbert", secret }, () => {}, { onRefused: () => {} });

// Elysia: the handler gets Elysia's own context.
new Elysia().decorate("database", "a database").post(
  "/gilbert/:id",
  onElysia.webhook({ scheme: "gilbert", secret }, (delivery, { set, request, status }) => {
    exactly<typeof delivery, VerifiedDelivery<GilbertEvent>>();
    set.headers["x-event"] = delivery.json().event ?? "";
    return request.url === "" ? status(404) : undefined;
  }),
  { parse: "none" },
);
// @ts-expect-error: the handler is required
onElysia.webhook({ scheme: "gilbert", secret });

// Azure Functions.
azure.http("gilbert", {
  methods: ["POST"],
  handler: onAzure.webhook({ scheme: "gilbert", secret }, async (delivery, request, context) => {
    exactly<typeof delivery, VerifiedDelivery<GilbertEvent>>();
    exactly<typeof request, HttpRequest>();
    context.log(delivery.json().event);
    return { jsonBody: { ok: true } };
  }),
});
export const handler: HttpHandler = onAzure.webhook(
  { scheme: "gilbert", secret: async (request, context) => request.params["tenant"] ?? context.functionName },
  () => undefined,
);
// @ts-expect-error: a string is not a response
onAzure.webhook({ scheme: "gilbert", secret }, () => "ok");

// NestJS: a guard, and the parameter of a handler.
export const guard: CanActivate = onNestjs.webhook({ scheme: "gilbert", secret });
export const ofExpress: CanActivate = onNestjs.webhook({
  scheme: "gilbert",
  secret: (request: ExpressRequest) => request.ip,
});
export const ofFastify: CanActivate = onNestjs.webhook({
  scheme: "gilbert",
  secret: async (request: FastifyRequest) => request.ip,
});
class Hooks {
  gilbert(delivery: VerifiedDelivery<GilbertEvent>, res: ExpressResponse): void {
    onNestjs.acknowledge(res, delivery);
  }
}
const method = Object.getOwnPropertyDescriptor(Hooks.prototype, "gilbert") as TypedPropertyDescriptor<Hooks["gilbert"]>;
onNestjs.Delivery()(Hooks.prototype, "gilbert", 0);
Req()(Hooks.prototype, "gilbert", 1);
Res()(Hooks.prototype, "gilbert", 1);
UseGuards(guard)(Hooks.prototype, "gilbert", method);
Post("gilbert")(Hooks.prototype, "gilbert", method);
Controller("webhooks")(Hooks);
// @ts-expect-error: the handler is a method of a controller
onNestjs.webhook({ scheme: "gilbert", secret }, () => {});
