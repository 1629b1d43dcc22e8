import MessageValidator from "viber-bot/lib/message/message-validator.js";

const logger = { debug: () => {} };

export default {
  package: "viber-bot",
  call: "MessageValidator.validateMessage",
  verify: ({ body, headers, secret }) =>
    new MessageValidator(logger, secret).validateMessage(headers["x-viber-content-signature"], body),
};
