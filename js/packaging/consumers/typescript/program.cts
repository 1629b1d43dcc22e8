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
