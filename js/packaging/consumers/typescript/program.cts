import hookward = require("hookward");
import adapter = require("hookward/fetch");

const verifier = new hookward.Verifier({ scheme: "smarterbot", secret: "s3cret" });
const result = verifier.check({ headers: {}, body: "" });
if (result.ok) {
  const index: number = result.delivery.secretIndex;
  // @ts-expect-error: not text, so these are types and not `any`
  const wrong: string = result.delivery.secretIndex;
  console.log(index, wrong);
} else {
  const code: hookward.VerificationCode = result.code;
  console.log(code);
}
export const POST: (request: Request) => Promise<Response> = adapter.webhook(verifier, () => undefined);
export const typed: (request: Request) => Promise<Response> = adapter.webhook(
  { scheme: "gilbert", secret: () => process.env["GILBERT_WEBHOOK_SECRET"] },
  (delivery) => {
    const event = delivery.json();
    if (event.event === "dossier.created") return new Response(event.event_id);
    // @ts-expect-error: the event's name is misspelt
    return event.event === "dosier.created" ? undefined : new Response("later");
  },
);
