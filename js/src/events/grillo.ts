// Generated from src/events/grillo.rs; run `npm run generate`.

import type { UnknownEvent } from "./unknown.js";

/**
 * An event of Grillo, told apart by `type`:
 *
 * - `event.detected`: an earthquake was detected.
 * - `event.updated`: the parameters of an earthquake were revised.
 * - `sensor.offline`: a sensor has gone offline.
 * - `sensor.online`: a sensor has come back.
 */
export type GrilloEvent =
  | { "type": "event.detected" } & GrilloEnvelope<GrilloEventDetected>
  | { "type": "event.updated" } & GrilloEnvelope<GrilloEventUpdated>
  | { "type": "sensor.offline" } & GrilloEnvelope<GrilloSensorOffline>
  | { "type": "sensor.online" } & GrilloEnvelope<GrilloSensorOnline>
  | UnknownEvent<"type">;

/**
 * What every event of Grillo carries, around data of its own.
 */
export type GrilloEnvelope<D> = {
  /**
   * When Grillo noticed it: RFC 3339 in UTC, `2024-01-15T14:32:50Z`.
   */
  timestamp: string,
  /**
   * What happened.
   */
  data: D,
};

/**
 * The data of `event.detected`.
 */
export type GrilloEventDetected = {
  /**
   * Identifies the earthquake, the same in its updates: `evt_abc123`.
   */
  event_id: string,
  /**
   * When the earth moved: RFC 3339 in UTC, `2024-01-15T14:32:41.500Z`.
   */
  origin_time: string,
  /**
   * The epicentre's latitude in degrees, north positive: `37.7749`.
   */
  latitude: number,
  /**
   * The epicentre's longitude in degrees, east positive: `-122.4194`.
   */
  longitude: number,
  /**
   * The depth in kilometres: `8.5`.
   */
  depth_km: number,
  /**
   * The magnitude, on the scale that `magnitude_type` names: `4.2`.
   */
  magnitude: number,
  /**
   * The magnitude's scale: `ML`, the local one. Optional: a first estimate may come before it is settled.
   */
  magnitude_type?: string | null,
  /**
   * The place, for people: `5 km NE of San Francisco, CA`. Optional: at sea there may be nothing to name.
   */
  location_description?: string | null,
  /**
   * The network that detected it: `net_xyz789`.
   */
  network_id: string,
};

/**
 * The data of `event.updated`.
 */
export type GrilloEventUpdated = {
  /**
   * Identifies the earthquake: `evt_abc123`.
   */
  event_id: string,
  /**
   * What was revised.
   */
  changes: GrilloChanges,
};

/**
 * The data of `sensor.offline`.
 */
export type GrilloSensorOffline = {
  /**
   * Identifies the sensor: `sen_abc123`.
   */
  sensor_id: string,
  /**
   * The station that it stands in: `GRIL01`.
   */
  station_code: string,
  /**
   * When it was last heard of: RFC 3339 in UTC, `2024-01-15T14:30:00Z`. Optional: it may never have been.
   */
  last_seen?: string | null,
  /**
   * The network that it belongs to: `net_xyz789`.
   */
  network_id: string,
};

/**
 * The data of `sensor.online`.
 */
export type GrilloSensorOnline = {
  /**
   * Identifies the sensor: `sen_abc123`.
   */
  sensor_id: string,
  /**
   * The station that it stands in: `GRIL01`.
   */
  station_code: string,
  /**
   * How long it was offline, in whole seconds: `3600`.
   */
  offline_duration_seconds: number,
  /**
   * The network that it belongs to: `net_xyz789`.
   */
  network_id: string,
};

/**
 * What an update revised: one member for every parameter that has another value now.
 */
export type GrilloChanges = {
  /**
   * The magnitude. Optional: an update may revise other parameters only.
   */
  magnitude?: GrilloChange | null,
};

/**
 * The two values of a revised parameter.
 */
export type GrilloChange = {
  /**
   * What it was: `4.2`.
   */
  old: number,
  /**
   * What it is now: `4.4`.
   */
  new: number,
};
