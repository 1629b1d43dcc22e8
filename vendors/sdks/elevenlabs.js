import { ElevenLabsClient } from "@elevenlabs/elevenlabs-js";

const { webhooks } = new ElevenLabsClient({ apiKey: "key" });

export default {
  package: "@elevenlabs/elevenlabs-js",
  call: "webhooks.constructEvent",
  verify: ({ text, headers, secret }) => webhooks.constructEvent(text, headers["elevenlabs-signature"], secret),
};
