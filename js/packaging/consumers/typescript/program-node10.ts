// As NestJS 10 and many an older project is set up: CommonJS, and a resolution that knows no `exports`.

import { ConfigError, Verifier } from "hookward";
import { memoryStore } from "hookward/dedupe";
import { explain } from "hookward/explain";
import { webhook } from "hookward/fetch";
import { Verifier as Lite } from "hookward/lite";
import { type Guard, webhook as guard } from "hookward/nestjs";
import { gilbert } from "hookward/schemes";
import { stripe } from "hookward/schemes/stripe";
import { sign } from "hookward/testing";

const verifier = new Verifier({ scheme: gilbert, secret: "s3cret" });
// One declaration of each class, whichever subpath it came through.
export const POST: (request: Request) => Promise<Response> = webhook(
  { verifier, dedupe: memoryStore() },
  (delivery) => {
    const event = delivery.json();
    if (event.event === "dossier.created") return new Response(event.event_id);
    // @ts-expect-error: the event's name is misspelt, so these are types and not `any`
    return event.event === "dosier.created" ? undefined : new Response("later");
  },
);
export const PUT: (request: Request) => Promise<Response> = webhook(
  new Lite({ scheme: stripe, secret: "s3cret" }),
  (delivery) => new Response(delivery.deliveryId),
);
export const verified: Guard = guard({ scheme: "gilbert", secret: process.env["GILBERT_WEBHOOK_SECRET"] });
const signed = sign({ scheme: "gilbert", secret: "s3cret" });
const { findings } = explain({ scheme: "gilbert", secret: "s3cret", ...signed });
export const message: string | undefined =
  findings[0]?.message ?? new ConfigError({ code: "invalid_scheme", message: "" }).message;
