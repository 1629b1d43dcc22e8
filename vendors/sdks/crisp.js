import { Crisp } from "crisp-api";

// verifyHook refuses everything until events are bound. After that, it calls the same code as verifyWidget.
export default {
  package: "crisp-api",
  call: "verifyWidget",
  verify: ({ text, headers, secret }) =>
    new Crisp().verifyWidget(
      secret,
      JSON.parse(text),
      headers["x-crisp-request-timestamp"],
      headers["x-crisp-signature"],
    ),
};
