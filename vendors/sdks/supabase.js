import { Webhook } from "standardwebhooks";
import { byWebhook } from "../by-webhook.js";

// Supabase documents this library, with the version removed from the secret.
class AuthHook extends Webhook {
  constructor(secret) {
    super(secret.replace("v1,", ""));
  }
}

export default { package: "standardwebhooks", ...byWebhook(AuthHook, "webhook") };
