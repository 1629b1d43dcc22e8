// Generated from src/events/gilbert.rs; run `npm run generate`.

import type { UnknownEvent } from "./unknown.js";

/**
 * An event of Gilbert, told apart by `event`:
 *
 * - `dossier.created`: a new prospect's file, as a rule after a visitor's first message.
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
 * What every event of Gilbert carries, around data of its own.
 */
export type GilbertEnvelope<D> = {
  /**
   * Identifies the event, the same on every retry: `evt_01HV9R2X8M0BR7Y4ZK5C9TKN6F`.
   */
  event_id: string,
  /**
   * When it happened, not when it was sent: RFC 3339 in UTC, `2026-05-07T14:32:18.000Z`.
   */
  timestamp: string,
  /**
   * The account that it happened in: `votre-tenant`.
   */
  tenant: string,
  /**
   * The product that it is about: `solve-learn`. Optional: an account need not have several.
   */
  product_context?: string | null,
  /**
   * What happened.
   */
  data: D,
};

/**
 * The data of `dossier.qualified`.
 */
export type GilbertDossierQualified = {
  /**
   * Identifies the prospect's file, a UUID.
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
   * What kind of proposal: `rdv` is an appointment. The other values are not documented.
   */
  type: string,
  /**
   * One line for people: `RDV démo le 12 mai à 14h`.
   */
  summary: string,
  /**
   * An object that depends on the kind; its content is not documented. Optional: a kind may have none.
   */
  metadata?: Record<string, unknown> | null,
};
