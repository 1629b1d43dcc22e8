// Generated from src/events/mod.rs; run `npm run generate`.

import type { Gabinete360Event } from "./gabinete360.js";
import type { GilbertEvent } from "./gilbert.js";
import type { GrilloEvent } from "./grillo.js";
import type { InboundFlowEvent } from "./inboundflow.js";
import type { SmarterbotEvent } from "./smarterbot.js";

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

/**
 * The events of every built-in scheme, by its id.
 *
 * They say what the provider documents. A type checks nothing at run time: a signature proves who sent a payload, and
 * not that it still has this shape.
 */
export interface Events {
  /** Gabinete360: https://gabinete360.ia.br/docs/webhooks */
  gabinete360: Gabinete360Event;
  /** Gilbert: https://gilbert.solveholding.com/docs/webhooks */
  gilbert: GilbertEvent;
  /** Grillo: https://docs.grillo.io/api/webhooks */
  grillo: GrilloEvent;
  /** InboundFlow: https://inboundflow.app/docs/webhooks */
  inboundflow: InboundFlowEvent;
  /** chat.smarterbot.ai: https://chat.smarterbot.ai/guides/developer/webhook/lead */
  smarterbot: SmarterbotEvent;
  /** Standard Webhooks: https://www.standardwebhooks.com */
  "standard-webhooks": Record<string, unknown>;
}
