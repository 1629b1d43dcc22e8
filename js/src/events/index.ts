// Generated from src/events/mod.rs; run `npm run generate`.

import type { Gabinete360Event } from "./gabinete360.js";
import type { GilbertEvent } from "./gilbert.js";
import type { GrilloEvent } from "./grillo.js";
import type { InboundFlowEvent } from "./inboundflow.js";
import type { SmarterbotEvent } from "./smarterbot.js";
import type { UnsignedBody } from "./unsigned-body.js";

export type {
  Gabinete360Event,
  Gabinete360PriceChange,
} from "./gabinete360.js";
export type {
  GilbertEvent,
  GilbertEnvelope,
  GilbertDossierQualified,
  GilbertQualification,
} from "./gilbert.js";
export type {
  GrilloEvent,
  GrilloEnvelope,
  GrilloEventDetected,
  GrilloEventUpdated,
  GrilloSensorOffline,
  GrilloSensorOnline,
  GrilloChanges,
  GrilloChange,
} from "./grillo.js";
export type {
  InboundFlowEvent,
  InboundFlowEnvelope,
  InboundFlowCallCompleted,
  InboundFlowCallTransferred,
  InboundFlowAppointmentBooked,
  InboundFlowLeadCreated,
} from "./inboundflow.js";
export type {
  SmarterbotEvent,
  SmarterbotRecord,
} from "./smarterbot.js";
export type { UnknownEvent, UnknownEventName } from "./unknown.js";
export type { UnsignedBody } from "./unsigned-body.js";

/**
 * The events of the built-in schemes, by id.
 *
 * The types describe payloads as the provider documents them. They check nothing at run time. A signature proves who sent a payload,
 * but not that the payload has the documented members.
 */
export interface Events {
  /** Ably (webhook rules): https://ably.com/docs/platform/integrations/webhooks */
  ably: Record<string, unknown>;
  /** Acuity Scheduling: https://developers.acuityscheduling.com/docs/webhooks */
  acuity: Record<string, unknown>;
  /** Adyen (banking and management): https://docs.adyen.com/development-resources/webhooks/secure-webhooks/verify-hmac-signatures */
  "adyen-banking": Record<string, unknown>;
  /** Affirm: https://docs.affirm.com/developers/docs/checking-webhook-signatures */
  affirm: Record<string, unknown>;
  /** AfterShip: https://www.aftership.com/docs/tracking/webhook/webhook-signature */
  aftership: Record<string, unknown>;
  /** Airship: https://support.airship.com/hc/en-us/articles/360032501831-Implementing-a-Signature-Hash-and-Validating-an-Open-Channel-Webhook */
  airship: Record<string, unknown>;
  /** Airtable: https://airtable.com/developers/web/api/webhooks-overview */
  airtable: Record<string, unknown>;
  /** Airwallex: https://www.airwallex.com/docs/developer-tools__listen-for-webhook-events */
  airwallex: Record<string, unknown>;
  /** Anthropic: https://platform.claude.com/docs/en/managed-agents/webhooks */
  anthropic: Record<string, unknown>;
  /** Asana: https://developers.asana.com/docs/webhooks-guide */
  asana: Record<string, unknown>;
  /** Ashby: https://developers.ashbyhq.com/docs/authenticating-webhooks */
  ashby: Record<string, unknown>;
  /** Attio: https://docs.attio.com/rest-api/guides/webhooks */
  attio: Record<string, unknown>;
  /** Authorize.Net: https://developer.authorize.net/api/reference/features/webhooks.html */
  "authorize-net": Record<string, unknown>;
  /** Autodesk Platform Services: https://aps.autodesk.com/en/docs/webhooks/v1/tutorials/how-to-verify-payload-signature/ */
  autodesk: Record<string, unknown>;
  /** Autumn: https://docs.useautumn.com/documentation/webhooks */
  autumn: Record<string, unknown>;
  /** Bitbucket: https://support.atlassian.com/bitbucket-cloud/docs/manage-webhooks/ */
  bitbucket: Record<string, unknown>;
  /** Blockfrost: https://blockfrost.dev/start-building/webhooks/webhooks-signatures */
  blockfrost: Record<string, unknown>;
  /** Bolt: https://help.bolt.com/developers/guides/webhooks/hook-verification/ */
  bolt: Record<string, unknown>;
  /** Box: https://developer.box.com/guides/webhooks/v2/signatures-v2/ */
  box: Record<string, unknown>;
  /** Brex: https://developer.brex.com/docs/webhooks/ */
  brex: Record<string, unknown>;
  /** Buildkite: https://buildkite.com/docs/apis/webhooks */
  buildkite: Record<string, unknown>;
  /** Cal.com: https://cal.com/docs/developing/guides/automation/webhooks */
  "cal-com": Record<string, unknown>;
  /** Calendly: https://developer.calendly.com/api-docs/overview/webhooks/webhook-signatures */
  calendly: Record<string, unknown>;
  /** Cashfree: https://www.cashfree.com/devstudio/preview/pg/tools/webhookVerification */
  cashfree: Record<string, unknown>;
  /** Maxio Advanced Billing (Chargify): https://docs.maxio.com/hc/en-us/articles/24266136649869-Webhooks-Reference */
  chargify: Record<string, unknown>;
  /** Checkout.com: https://www.checkout.com/docs/developer-resources/webhooks/manage-webhooks/set-up-your-webhook-receiver */
  "checkout-com": Record<string, unknown>;
  /** Checkr: https://docs.checkr.com/apis/webhooks */
  checkr: Record<string, unknown>;
  /** CircleCI: https://circleci.com/docs/webhooks/ */
  circleci: Record<string, unknown>;
  /** Clerk: https://clerk.com/docs/integrations/webhooks/overview */
  clerk: Record<string, unknown>;
  /** ClickUp: https://developer.clickup.com/docs/webhooksignature */
  clickup: Record<string, unknown>;
  /** Coinbase Commerce: https://docs.cdp.coinbase.com/commerce/api-arcitecture/webhooks-security */
  "coinbase-commerce": Record<string, unknown>;
  /** ConfigCat: https://configcat.com/docs/advanced/notifications-webhooks */
  configcat: Record<string, unknown>;
  /** Creem: https://docs.creem.io/code/webhooks */
  creem: Record<string, unknown>;
  /** Creem (creem-signature): https://docs.creem.io/code/webhooks */
  "creem-legacy": Record<string, unknown>;
  /** Crisp: https://docs.crisp.chat/guides/web-hooks/plugin-hooks/ */
  crisp: Record<string, unknown>;
  /** Cronofy: https://docs.cronofy.com/developers/push-notifications/authentication/ */
  cronofy: Record<string, unknown>;
  /** Customer.io (reporting): https://docs.customer.io/journeys/webhooks/ */
  "customer-io": Record<string, unknown>;
  /** Deel: https://developer.deel.com/api/webhooks/quickstart */
  deel: Record<string, unknown>;
  /** DocuSign Connect: https://developers.docusign.com/platform/webhooks/connect/setting-up-hmac/ */
  docusign: Record<string, unknown>;
  /** Dodo Payments: https://docs.dodopayments.com/developer-resources/webhooks */
  "dodo-payments": Record<string, unknown>;
  /** Doppler: https://docs.doppler.com/docs/webhooks */
  doppler: Record<string, unknown>;
  /** Dropbox: https://www.dropbox.com/developers/reference/webhooks */
  dropbox: Record<string, unknown>;
  /** Dub: https://dub.co/docs/concepts/webhooks/verify-webhook-requests */
  dub: Record<string, unknown>;
  /** Dwolla: https://developers.dwolla.com/guides/webhooks/process-validate */
  dwolla: Record<string, unknown>;
  /** EasyPost: https://docs.easypost.com/guides/webhooks-guide */
  easypost: Record<string, unknown>;
  /** ElevenLabs: https://elevenlabs.io/docs/overview/administration/webhooks */
  elevenlabs: Record<string, unknown>;
  /** Etsy: https://developers.etsy.com/documentation/essentials/webhooks */
  etsy: Record<string, unknown>;
  /** Meta (X-Hub-Signature, legacy): https://developers.facebook.com/docs/graph-api/webhooks/getting-started */
  "facebook-legacy": Record<string, unknown>;
  /** Finch: https://developer.tryfinch.com/developer-resources/Webhooks */
  finch: Record<string, unknown>;
  /** Fingerprint: https://docs.fingerprint.com/docs/webhooks */
  fingerprint: Record<string, unknown>;
  /** Fintoc: https://docs.fintoc.com/guides/resources/webhooks-walkthrough/webhooks-validating */
  fintoc: Record<string, unknown>;
  /** Firecrawl: https://docs.firecrawl.dev/webhooks/security */
  firecrawl: Record<string, unknown>;
  /** Formstack: https://developers.formstack.com/reference/webhook */
  formstack: Record<string, unknown>;
  /** Framer: https://www.framer.com/help/articles/framer-form-webhook-setup */
  framer: Record<string, unknown>;
  /** Front: https://dev.frontapp.com/docs/application-webhooks */
  front: Record<string, unknown>;
  /** Gabinete360: https://gabinete360.ia.br/docs/webhooks */
  gabinete360: Gabinete360Event;
  /** Ghost: https://docs.ghost.org/webhooks */
  ghost: Record<string, unknown>;
  /** Gilbert: https://gilbert.solveholding.com/docs/webhooks */
  gilbert: GilbertEvent;
  /** GitHub: https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries */
  github: Record<string, unknown>;
  /** GitLab (signing token): https://docs.gitlab.com/user/project/integrations/webhooks/ */
  gitlab: Record<string, unknown>;
  /** GoCardless: https://developer.gocardless.com/getting-started/staying-up-to-date-with-webhooks/ */
  gocardless: Record<string, unknown>;
  /** Gr4vy: https://docs.gr4vy.com/guides/features/webhooks/overview */
  gr4vy: Record<string, unknown>;
  /** Granola: https://docs.granola.ai/webhooks */
  granola: Record<string, unknown>;
  /** Grillo: https://docs.grillo.io/api/webhooks */
  grillo: GrilloEvent;
  /** Help Scout: https://developer.helpscout.com/webhooks/ */
  helpscout: Record<string, unknown>;
  /** Heroku: https://devcenter.heroku.com/articles/app-webhooks */
  heroku: Record<string, unknown>;
  /** Hocuspocus (Tiptap): https://tiptap.dev/docs/hocuspocus/server/extensions/webhook */
  hocuspocus: Record<string, unknown>;
  /** Hookdeck (re-signed): https://hookdeck.com/docs/authentication */
  hookdeck: Record<string, unknown>;
  /** HubSpot v3: https://developers.hubspot.com/docs/apps/legacy-apps/authentication/validating-requests */
  "hubspot-v3": Record<string, unknown>;
  /** ImageKit: https://imagekit.io/docs/webhooks */
  imagekit: Record<string, unknown>;
  /** InboundFlow: https://inboundflow.app/docs/webhooks */
  inboundflow: InboundFlowEvent;
  /** incident.io: https://docs.incident.io/integrations/webhooks */
  "incident-io": Record<string, unknown>;
  /** Increase: https://increase.com/documentation/webhooks */
  increase: Record<string, unknown>;
  /** Intercom: https://developers.intercom.com/docs/references/webhooks/webhook-models */
  intercom: Record<string, unknown>;
  /** Jira (admin webhooks): https://developer.atlassian.com/cloud/jira/platform/webhooks/ */
  jira: Record<string, unknown>;
  /** Klaviyo: https://developers.klaviyo.com/en/docs/working_with_system_webhooks */
  klaviyo: Record<string, unknown>;
  /** Knock: https://docs.knock.app/developer-tools/outbound-webhooks */
  knock: Record<string, unknown>;
  /** Kontent.ai: https://kontent.ai/learn/docs/webhooks/webhooks/javascript */
  "kontent-ai": Record<string, unknown>;
  /** Langfuse: https://langfuse.com/docs/prompt-management/features/webhooks-slack-integrations */
  langfuse: Record<string, unknown>;
  /** LaunchDarkly: https://launchdarkly.com/docs/home/infrastructure/webhooks */
  launchdarkly: Record<string, unknown>;
  /** Lemon Squeezy: https://docs.lemonsqueezy.com/help/webhooks/signing-requests */
  "lemon-squeezy": Record<string, unknown>;
  /** LINE: https://developers.line.biz/en/docs/messaging-api/verify-webhook-signature/ */
  line: Record<string, unknown>;
  /** Linear: https://linear.app/developers/webhooks */
  linear: Record<string, unknown>;
  /** LinkedIn: https://learn.microsoft.com/en-us/linkedin/shared/api-guide/webhook-validation */
  linkedin: Record<string, unknown>;
  /** Lithic: https://docs.lithic.com/docs/events-api */
  lithic: Record<string, unknown>;
  /** Liveblocks: https://liveblocks.io/docs/platform/webhooks */
  liveblocks: Record<string, unknown>;
  /** Lob: https://help.lob.com/print-and-mail/getting-data-and-results/using-webhooks */
  lob: Record<string, unknown>;
  /** Logto: https://docs.logto.io/developers/webhooks/secure-webhooks */
  logto: Record<string, unknown>;
  /** Loops: https://loops.so/docs/webhooks */
  loops: Record<string, unknown>;
  /** Lovable: https://docs.lovable.dev/api-reference/events-and-hooks */
  lovable: Record<string, unknown>;
  /** MailerLite: https://developers.mailerlite.com/docs/webhooks.html */
  mailerlite: Record<string, unknown>;
  /** Mandrill (Mailchimp Transactional): https://mailchimp.com/developer/transactional/guides/track-respond-activity-webhooks/ */
  mandrill: Record<string, unknown>;
  /** Mautic: https://mautic-developer.readthedocs.io/en/5.x/webhooks/getting_started.html */
  mautic: Record<string, unknown>;
  /** Mercado Pago: https://www.mercadopago.com.br/developers/en/docs/your-integrations/notifications/webhooks */
  mercadopago: UnsignedBody;
  /** Merge: https://docs.merge.dev/merge-unified/reading-data/webhooks/merge-webhooks */
  "merge-dev": Record<string, unknown>;
  /** Metronome: https://docs.metronome.com/guides/platform-configuration/setup-webhooks */
  metronome: Record<string, unknown>;
  /** Modern Treasury: https://docs.moderntreasury.com/platform/docs/verifying-webhooks */
  "modern-treasury": Record<string, unknown>;
  /** Moneybird: https://developer.moneybird.com/webhooks/verifying-signatures */
  moneybird: Record<string, unknown>;
  /** MongoDB Atlas: https://www.mongodb.com/docs/atlas/tutorial/webhook-integration/ */
  "mongodb-atlas": Record<string, unknown>;
  /** Microsoft Teams (outgoing): https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-outgoing-webhook */
  "ms-teams": Record<string, unknown>;
  /** Mux: https://www.mux.com/docs/core/verify-webhook-signatures */
  mux: Record<string, unknown>;
  /** Nango: https://www.nango.dev/docs/guides/platform/webhooks-from-nango */
  nango: Record<string, unknown>;
  /** Notion: https://developers.notion.com/reference/webhooks */
  notion: Record<string, unknown>;
  /** npm registry hooks: https://github.com/npm/registry/blob/master/docs/hooks/hooks-payload.md */
  "npm-registry": Record<string, unknown>;
  /** Nylas: https://developer.nylas.com/docs/cookbook/use-cases/build/verify-webhook-signatures/ */
  nylas: Record<string, unknown>;
  /** Onfido: https://documentation.onfido.com/api/manual-webhook-signature-verification */
  onfido: Record<string, unknown>;
  /** Onfleet: https://docs.onfleet.com/reference/webhooks */
  onfleet: Record<string, unknown>;
  /** OpenAI: https://platform.openai.com/docs/guides/webhooks */
  openai: Record<string, unknown>;
  /** Orb: https://docs.withorb.com/integrations-and-exports/webhooks */
  orb: Record<string, unknown>;
  /** Paddle: https://developer.paddle.com/webhooks/signature-verification */
  paddle: Record<string, unknown>;
  /** PagerDuty: https://docs.pagerduty.com/developer/verifying-webhook-signatures */
  pagerduty: Record<string, unknown>;
  /** Paystack: https://paystack.com/docs/payments/webhooks/ */
  paystack: Record<string, unknown>;
  /** Persona: https://docs.withpersona.com/webhooks-best-practices#checking-signatures */
  persona: Record<string, unknown>;
  /** Plain: https://www.plain.com/docs/request-signing */
  plain: Record<string, unknown>;
  /** PlanetScale: https://planetscale.com/docs/api/webhooks */
  planetscale: Record<string, unknown>;
  /** Plivo (V2 signatures): https://docs.plivo.com/docs/messaging/concepts/signature-validation */
  "plivo-v2": UnsignedBody;
  /** Polar: https://polar.sh/docs/integrate/webhooks/delivery */
  polar: Record<string, unknown>;
  /** PortOne: https://developers.portone.io/opi/ko/integration/webhook/readme-v2?v=v2 */
  portone: Record<string, unknown>;
  /** Primer: https://primer.io/docs/api-reference/get-started/configure-webhooks */
  primer: Record<string, unknown>;
  /** Pusher: https://pusher.com/docs/channels/server_api/webhooks/ */
  pusher: Record<string, unknown>;
  /** QuickBooks (Intuit): https://developer.intuit.com/app/developer/qbo/docs/develop/webhooks */
  quickbooks: Record<string, unknown>;
  /** Razorpay: https://razorpay.com/docs/webhooks/validate-test/ */
  razorpay: Record<string, unknown>;
  /** Recurly: https://docs.recurly.com/v1.3/docs/signature-verification */
  recurly: Record<string, unknown>;
  /** Render: https://render.com/docs/webhooks */
  render: Record<string, unknown>;
  /** Replicate: https://replicate.com/docs/topics/webhooks/verify-webhook */
  replicate: Record<string, unknown>;
  /** Resend: https://resend.com/docs/webhooks/verify-webhooks-requests */
  resend: Record<string, unknown>;
  /** Retell AI: https://docs.retellai.com/features/secure-webhook */
  retell: Record<string, unknown>;
  /** Sanity: https://www.sanity.io/docs/webhooks */
  sanity: Record<string, unknown>;
  /** Seam: https://docs.seam.co/latest/developer-tools/webhooks */
  seam: Record<string, unknown>;
  /** Segment: https://segment.com/docs/connections/destinations/catalog/webhooks/ */
  segment: Record<string, unknown>;
  /** Sendbird: https://sendbird.com/docs/chat/v3/platform-api/webhook/webhook-overview */
  sendbird: Record<string, unknown>;
  /** Sentry: https://docs.sentry.io/integrations/integration-platform/webhooks/ */
  sentry: Record<string, unknown>;
  /** Shippo: https://docs.goshippo.com/tracking/webhook-security */
  shippo: Record<string, unknown>;
  /** Shopify: https://shopify.dev/docs/apps/build/webhooks/verify-deliveries */
  shopify: Record<string, unknown>;
  /** Sinch (Conversation): https://developers.sinch.com/docs/conversation/callbacks */
  sinch: Record<string, unknown>;
  /** Sinch (Numbers): https://developers.sinch.com/docs/numbers/api-reference/imported-hosting/tag/Imported-Numbers-and-Hosting-Orders-Callbacks */
  "sinch-numbers": Record<string, unknown>;
  /** Slack: https://docs.slack.dev/authentication/verifying-requests-from-slack */
  slack: Record<string, unknown>;
  /** Smartcar: https://smartcar.com/docs/integrations/webhooks/payload-verification */
  smartcar: Record<string, unknown>;
  /** chat.smarterbot.ai: https://chat.smarterbot.ai/guides/developer/webhook/lead */
  smarterbot: SmarterbotEvent;
  /** Square: https://developer.squareup.com/docs/webhooks/step3validate */
  square: Record<string, unknown>;
  /** Squarespace: https://developers.squarespace.com/webhooks/verifying-notifications */
  squarespace: Record<string, unknown>;
  /** Standard Webhooks: https://www.standardwebhooks.com */
  "standard-webhooks": Record<string, unknown>;
  /** Stream (getstream.io): https://getstream.io/chat/docs/react/webhooks_overview */
  stream: Record<string, unknown>;
  /** Stripe: https://docs.stripe.com/webhooks/signatures */
  stripe: Record<string, unknown>;
  /** Stytch: https://stytch.com/docs/workspace-management/webhooks */
  stytch: Record<string, unknown>;
  /** Supabase (auth hooks): https://supabase.com/docs/guides/auth/auth-hooks */
  supabase: Record<string, unknown>;
  /** SurveyMonkey: https://api.surveymonkey.com/v3/docs#webhooks */
  surveymonkey: Record<string, unknown>;
  /** Svix: https://docs.svix.com/receiving/verifying-payloads/how-manual */
  svix: Record<string, unknown>;
  /** Taiga: https://docs.taiga.io/webhooks.html */
  taiga: Record<string, unknown>;
  /** Tailscale: https://tailscale.com/kb/1213/webhooks */
  tailscale: Record<string, unknown>;
  /** Tally: https://tally.so/help/webhooks */
  tally: Record<string, unknown>;
  /** TikTok: https://developers.tiktok.com/doc/webhooks-verification */
  tiktok: Record<string, unknown>;
  /** Trello: https://developer.atlassian.com/cloud/trello/guides/rest-api/webhooks/ */
  trello: Record<string, unknown>;
  /** Twilio (form): https://www.twilio.com/docs/usage/webhooks/webhooks-security */
  "twilio-form": Record<string, unknown>;
  /** Twilio (JSON): https://www.twilio.com/docs/usage/webhooks/webhooks-security */
  "twilio-json": Record<string, unknown>;
  /** Twitch: https://dev.twitch.tv/docs/eventsub/handling-webhook-events/ */
  twitch: Record<string, unknown>;
  /** Typeform: https://www.typeform.com/developers/webhooks/secure-your-webhooks/ */
  typeform: Record<string, unknown>;
  /** UploadThing: https://docs.uploadthing.com/uploading-files */
  uploadthing: Record<string, unknown>;
  /** Vanta: https://developer.vanta.com/docs/webhooks */
  vanta: Record<string, unknown>;
  /** Vapi: https://docs.vapi.ai/server-url/server-authentication */
  vapi: Record<string, unknown>;
  /** Vercel: https://vercel.com/docs/observability/webhooks */
  vercel: Record<string, unknown>;
  /** Viber: https://developers.viber.com/docs/api/rest-bot-api/ */
  viber: Record<string, unknown>;
  /** Cisco Webex: https://developer.webex.com/docs/receive-and-verify-webhooks */
  webex: Record<string, unknown>;
  /** Webflow: https://developers.webflow.com/data/docs/working-with-webhooks */
  webflow: Record<string, unknown>;
  /** Meta (WhatsApp, Messenger, Instagram): https://developers.facebook.com/docs/graph-api/webhooks/getting-started */
  whatsapp: Record<string, unknown>;
  /** Whop: https://docs.whop.com/developer/guides/webhooks */
  whop: Record<string, unknown>;
  /** WooCommerce: https://woocommerce.com/document/webhooks/ */
  woocommerce: Record<string, unknown>;
  /** WorkOS: https://workos.com/docs/events/data-syncing/webhooks */
  workos: Record<string, unknown>;
  /** Worldline (Online Payments, Connect): https://docs.connect.worldline-solutions.com/documentation/webhooks/event-structure */
  worldline: Record<string, unknown>;
  /** X (Account Activity): https://docs.x.com/x-api/webhooks/quickstart */
  x: Record<string, unknown>;
  /** Xero: https://developer.xero.com/documentation/guides/webhooks/overview/ */
  xero: Record<string, unknown>;
  /** Zendesk: https://developer.zendesk.com/documentation/webhooks/verifying/ */
  zendesk: Record<string, unknown>;
  /** Zoom: https://developers.zoom.us/docs/api/webhooks/ */
  zoom: Record<string, unknown>;
}
