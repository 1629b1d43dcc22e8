// Generated from src/events/smarterbot.rs; run `npm run generate`.

import type { UnknownEvent } from "./unknown.js";

/**
 * An event of chat.smarterbot.ai, identified by `Type`:
 *
 * - `Lead`: a visitor has left contact details.
 * - `Appointment`: a visitor has made an appointment.
 */
export type SmarterbotEvent =
  | { "Type": "Lead" } & SmarterbotRecord
  | { "Type": "Appointment" } & SmarterbotRecord
  | UnknownEvent<"Type">;

/**
 * A lead or an appointment. Both have the same fields.
 *
 * Every field is required. An unknown value is sent as an empty string, as in the example of the documentation.
 */
export type SmarterbotRecord = {
  /**
   * The id of the chatbot: `59001dd73709417321c58b11693183a2`.
   */
  SerialNumber: string,
  /**
   * The first name of the visitor: `David`.
   */
  FirstName: string,
  /**
   * The last name of the visitor: `Garcia`.
   */
  LastName: string,
  /**
   * The email address of the visitor: `test@qq.com`.
   */
  Email: string,
  /**
   * The phone number of the visitor, in no fixed format.
   */
  PhoneNumber: string,
  /**
   * The creation time of the record: RFC 3339 in UTC with microseconds, `2023-11-23T18:36:21.512302Z`.
   */
  CreateTime: string,
  /**
   * Remarks, or the subject of the appointment.
   */
  Content: string,
  /**
   * The id of the conversation, an integer: `31305`.
   */
  SessionID: number,
  /**
   * The page of the visitor: `www.google.com`. Despite the name of the field, it may have no scheme.
   */
  URI: string,
};
