import { WebhookSignatureValidator } from "mercadopago";

// The SDK takes the parameter instead of the URL. According to Mercado Pago's documentation, its letters are in lower
// case.
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
