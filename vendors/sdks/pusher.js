import Pusher from "pusher";

// The SDK finds the secret by the key that the delivery names, and accepts only JSON.
export default {
  package: "pusher",
  call: "webhook().isValid",
  verify: ({ text, headers, secret }) => {
    const key = headers["x-pusher-key"] ?? "key";
    const pusher = new Pusher({ appId: "1", key, secret });
    const request = { headers: { "x-pusher-key": key, "content-type": "application/json", ...headers }, rawBody: text };
    return pusher.webhook(request).isValid();
  },
  sign: ({ text, secret }) => ({ "x-pusher-signature": new Pusher.Token("key", secret).sign(text) }),
};
