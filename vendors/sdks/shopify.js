import "@shopify/shopify-api/adapters/web-api";
import { ApiVersion, shopifyApi } from "@shopify/shopify-api";

const settings = {
  apiKey: "key",
  apiVersion: ApiVersion.July26 ?? Object.values(ApiVersion)[0],
  hostName: "example.com",
  isEmbeddedApp: false,
};

// The SDK requires other headers that a delivery has in addition to the signature.
const beside = {
  "x-shopify-topic": "orders/create",
  "x-shopify-shop-domain": "example.myshopify.com",
  "x-shopify-api-version": "2026-07",
  "x-shopify-webhook-id": "id",
};

export default {
  package: "@shopify/shopify-api",
  call: "webhooks.validate",
  verify: async ({ text, headers, secret, url }) => {
    const { webhooks } = shopifyApi({ ...settings, apiSecretKey: secret });
    const rawRequest = new Request(url, { method: "POST", headers: { ...beside, ...headers }, body: text });
    return (await webhooks.validate({ rawBody: text, rawRequest })).valid;
  },
};
