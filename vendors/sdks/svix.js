import { Webhook } from "svix";
import { byWebhook } from "../by-webhook.js";

export default { package: "svix", ...byWebhook(Webhook, "svix") };
