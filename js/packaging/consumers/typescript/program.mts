import type { IncomingMessage, ServerResponse } from "node:http";

import type { Express } from "express";
import { type GilbertEvent, PayloadError, VerificationError, type VerifiedDelivery, Verifier } from "hookward";
import { webhook as express } from "hookward/express";
import { webhook as fetch } from "hookward/fetch";

const verifier = new Verifier({ scheme: "gilbert", secret: "s3cret" });
const delivery: VerifiedDelivery<GilbertEvent> = verifier.verify({ headers: new Headers(), body: new Uint8Array(1) });
const event = delivery.json();
if (event.event === "dossier.qualified") {
  const id: string = event.data.dossier_id;
  // @ts-expect-error: not a number, so these are types and not `any`
  const wrong: number = event.data.dossier_id;
  console.log(id, wrong);
}

interface Order {
  readonly id: string;
}
const order: Order = new Verifier<Order>({ scheme: "grillo", secret: "s" }).verify({ headers: [], body: "" }).json();
const parse = (json: unknown): Order => json as Order;
const parsed: Order = new Verifier({ scheme: "grillo", secret: "s", parse }).verify({ headers: [], body: "" }).json();

export const middleware: (req: IncomingMessage, res: ServerResponse, next: () => void) => Promise<void> =
  express(verifier);
export const POST: (request: Request) => Promise<Response> = fetch(verifier, (found) => {
  console.log(found.json().event, order, parsed);
});
// The first example of the README.
declare const app: Express;
app.post(
  "/webhooks/gilbert",
  express({ scheme: "gilbert", secret: process.env["GILBERT_WEBHOOK_SECRET"] }, async (delivery, req, res) => {
    const event = delivery.json();
    if (event.event === "dossier.created") console.log(event.event_id, req.ip);
    // @ts-expect-error: the event's name is misspelt
    if (event.event === "dosier.created") res.send("ok");
  }),
);
export const isOurs = (error: unknown): boolean => error instanceof VerificationError || error instanceof PayloadError;
