// Generated from src/events/smarterbot.rs; run `npm run generate`.

import type { UnknownEvent } from "./unknown.js";

/**
 * An event of chat.smarterbot.ai, told apart by `Type`:
 *
 * - `Lead`: a visitor has left contact details.
 * - `Appointment`: a visitor has made an appointment.
 */
export type SmarterbotEvent =
  | { "Type": "Lead" } & SmarterbotRecord
  | { "Type": "Appointment" } & SmarterbotRecord
  | UnknownEvent<"Type">;

/**
 * A lead or an appointment: both have the same fields.
 *
 * Every field is required: one that is not known is sent as an empty string, as the document's own example does.
 */
export type SmarterbotRecord = {
  /**
   * Identifies the chatbot: `59001dd73709417321c58b11693183a2`.
   */
  SerialNumber: string,
  /**
   * The visitor's first name: `David`.
   */
  FirstName: string,
  /**
   * The visitor's last name: `Garcia`.
   */
  LastName: string,
  /**
   * The visitor's address: `test@qq.com`.
   */
  Email: string,
  /**
   * The visitor's number, in no fixed form.
   */
  PhoneNumber: string,
  /**
   * When the record was made: RFC 3339 in UTC with microseconds, `2023-11-23T18:36:21.512302Z`.
   */
  CreateTime: string,
  /**
   * Remarks, or what the appointment is about.
   */
  Content: string,
  /**
   * Identifies the conversation, an integer: `31305`.
   */
  SessionID: number,
  /**
   * The page that the visitor was on: `www.google.com`. Despite its name it need not have a scheme.
   */
  URI: string,
};
