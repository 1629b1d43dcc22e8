import ImageKit from "@imagekit/nodejs";

const { webhooks } = new ImageKit({ privateKey: "key" });

export default {
  package: "@imagekit/nodejs",
  call: "webhooks.unwrap",
  verify: ({ text, headers, secret }) => webhooks.unwrap(text, { headers, key: secret }),
};
