/** What the Worker's interface for operators returns, and the shapes by which that is checked. Texts in it are a sender's or an origin's, and shown as text alone. */

export type { Attempt, DeliveryPage, DeliveryRecord, State, WholeRecord } from "../../../js/src/cli/delivery-record.js";
export { deliveryPage, wholeDelivery } from "../../../js/src/cli/delivery-record.js";

export type { Changed, RouteStatus, Status } from "../../../js/src/cli/ledger-status.js";
export { changedResponse, ledgerStatus, pausedResponse } from "../../../js/src/cli/ledger-status.js";

export type { RefusedRecord } from "../../../js/src/cli/refused-record.js";
export { refusedPage, wholeRefused } from "../../../js/src/cli/refused-record.js";
