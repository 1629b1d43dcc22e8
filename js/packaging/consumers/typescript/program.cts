import hookward = require("hookward");
import adapter = require("hookward/fetch");

const verifier = new hookward.Verifier({ scheme: "smarterbot", secret: "s3cret" });
const verdict = verifier.check({ headers: {}, body: "" });
if (verdict.ok) {
  const index: number = verdict.delivery.secretIndex;
  // @ts-expect-error: not text, so these are types and not `any`
  const wrong: string = verdict.delivery.secretIndex;
  console.log(index, wrong);
} else {
  const code: hookward.VerificationCode = verdict.code;
  console.log(code);
}
export const POST: (request: Request) => Promise<Response> = adapter.webhook(verifier, () => undefined);
