// Generated from src/events/gilbert.rs; run `npm run generate`.

import type { UnknownEvent } from "./unknown.js";

/**
 * An event of Gilbert, identified by `event`:
 *
 * - `dossier.created`: a new prospect's file, usually after a visitor's first message.
 * - `dossier.qualified`: Gilbert has recorded a proposal: a quote, an appointment, a qualification.
 * - `github.sync_completed`: a pull request was opened or updated by a synchronisation.
 * - `chat.first_message`: the first message of a new visitor.
 *
 * Only the `data` of `dossier.qualified` is documented.
 */
export type GilbertEvent =
  | { "event": "dossier.created" } & GilbertEnvelope<Record<string, unknown>>
  | { "event": "dossier.qualified" } & GilbertEnvelope<GilbertDossierQualified>
  | { "event": "github.sync_completed" } & GilbertEnvelope<Record<string, unknown>>
  | { "event": "chat.first_message" } & GilbertEnvelope<Record<string, unknown>>
  | UnknownEvent<"event">;

/**
 * The fields of every event of Gilbert. Each kind of event has its own data.
 */
export type GilbertEnvelope<D> = {
  /**
   * The id of the event, the same on every retry: `evt_01HV9R2X8M0BR7Y4ZK5C9TKN6F`.
   */
  event_id: string,
  /**
   * The time of the event, not of the delivery: RFC 3339 in UTC, `2026-05-07T14:32:18.000Z`.
   */
  timestamp: string,
  /**
   * The account in which the event happened: `votre-tenant`.
   */
  tenant: string,
  /**
   * The product that the event is about: `solve-learn`. Optional, because an account may have only one product.
   */
  product_context?: string | null,
  /**
   * The data of the event.
   */
  data: D,
};

/**
 * The data of `dossier.qualified`.
 */
export type GilbertDossierQualified = {
  /**
   * The id of the prospect's file, a UUID.
   */
  dossier_id: string,
  /**
   * The proposal.
   */
  qualification: GilbertQualification,
};

/**
 * A proposal that Gilbert has recorded.
 */
export type GilbertQualification = {
  /**
   * The kind of proposal: `rdv` is an appointment. The other values are not documented.
   */
  type: string,
  /**
   * A summary in one line, for people: `RDV démo le 12 mai à 14h`.
   */
  summary: string,
  /**
   * An object that depends on the kind. Its content is not documented. Optional, because a kind may have no
   * metadata.
   */
  metadata?: Record<string, unknown> | null,
};
