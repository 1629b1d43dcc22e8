import { WebhookSignatureValidator } from "mercadopago";

// It takes the parameter and not the url. Mercado Pago's documentation has its letters in lower case.
export default {
  package: "mercadopago",
  call: "WebhookSignatureValidator.validate",
  verify: ({ headers, secret, url }) =>
    WebhookSignatureValidator.validate({
      xSignature: headers["x-signature"],
      xRequestId: headers["x-request-id"],
      dataId: new URL(url).searchParams.get("data.id")?.toLowerCase(),
      secret,
      toleranceSeconds: 300,
    }),
};
