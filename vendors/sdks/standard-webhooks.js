import { Webhook } from "standardwebhooks";
import { byWebhook } from "../by-webhook.js";

export default { package: "standardwebhooks", ...byWebhook(Webhook, "webhook") };
