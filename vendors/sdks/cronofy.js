import Cronofy from "cronofy";

export default {
  package: "cronofy",
  call: "hmacValid",
  verify: ({ text, headers, secret }) =>
    new Cronofy({ client_secret: secret }).hmacValid({
      hmac: headers["cronofy-hmac-sha256"],
      body: text,
      client_secret: secret,
    }),
};
