/**
 * The responses of the Worker's interface for operators, and the shapes that check them. Texts in them come from a
 * sender or an origin, and are shown only as text.
 */

export type { Attempt, DeliveryPage, DeliveryRecord, State, WholeRecord } from "../../../js/src/cli/delivery-record.js";
export { deliveryPage, wholeDelivery } from "../../../js/src/cli/delivery-record.js";

export type { Changed, RouteStatus, Status } from "../../../js/src/cli/ledger-status.js";
export { changedResponse, ledgerStatus, pausedResponse } from "../../../js/src/cli/ledger-status.js";

export type { RefusedRecord } from "../../../js/src/cli/refused-record.js";
export { refusedPage, wholeRefused } from "../../../js/src/cli/refused-record.js";
