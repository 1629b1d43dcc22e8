// Generated from src/events/grillo.rs; run `npm run generate`.

import type { UnknownEvent } from "./unknown.js";

/**
 * An event of Grillo, identified by `type`:
 *
 * - `event.detected`: an earthquake was detected.
 * - `event.updated`: the parameters of an earthquake were revised.
 * - `sensor.offline`: a sensor has gone offline.
 * - `sensor.online`: a sensor is online again.
 */
export type GrilloEvent =
  | { "type": "event.detected" } & GrilloEnvelope<GrilloEventDetected>
  | { "type": "event.updated" } & GrilloEnvelope<GrilloEventUpdated>
  | { "type": "sensor.offline" } & GrilloEnvelope<GrilloSensorOffline>
  | { "type": "sensor.online" } & GrilloEnvelope<GrilloSensorOnline>
  | UnknownEvent<"type">;

/**
 * The fields of every event of Grillo. Each kind of event has its own data.
 */
export type GrilloEnvelope<D> = {
  /**
   * The time at which Grillo detected the event: RFC 3339 in UTC, `2024-01-15T14:32:50Z`.
   */
  timestamp: string,
  /**
   * The data of the event.
   */
  data: D,
};

/**
 * The data of `event.detected`.
 */
export type GrilloEventDetected = {
  /**
   * The id of the earthquake, the same in its updates: `evt_abc123`.
   */
  event_id: string,
  /**
   * The time of the earthquake: RFC 3339 in UTC, `2024-01-15T14:32:41.500Z`.
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
   * The scale of the magnitude: `ML`, the local one. Optional, because a first estimate may be sent before the scale
   * is known.
   */
  magnitude_type?: string | null,
  /**
   * The place, for people: `5 km NE of San Francisco, CA`. Optional, because a place at sea may have no name.
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
   * The id of the earthquake: `evt_abc123`.
   */
  event_id: string,
  /**
   * The revised parameters.
   */
  changes: GrilloChanges,
};

/**
 * The data of `sensor.offline`.
 */
export type GrilloSensorOffline = {
  /**
   * The id of the sensor: `sen_abc123`.
   */
  sensor_id: string,
  /**
   * The station of the sensor: `GRIL01`.
   */
  station_code: string,
  /**
   * The time of the last contact: RFC 3339 in UTC, `2024-01-15T14:30:00Z`. Optional, because the sensor may never
   * have been in contact.
   */
  last_seen?: string | null,
  /**
   * The network of the sensor: `net_xyz789`.
   */
  network_id: string,
};

/**
 * The data of `sensor.online`.
 */
export type GrilloSensorOnline = {
  /**
   * The id of the sensor: `sen_abc123`.
   */
  sensor_id: string,
  /**
   * The station of the sensor: `GRIL01`.
   */
  station_code: string,
  /**
   * The time that the sensor was offline, in whole seconds: `3600`.
   */
  offline_duration_seconds: number,
  /**
   * The network of the sensor: `net_xyz789`.
   */
  network_id: string,
};

/**
 * The revised parameters of an update: one member for every parameter with a new value.
 */
export type GrilloChanges = {
  /**
   * The magnitude. Optional, because an update may revise only other parameters.
   */
  magnitude?: GrilloChange | null,
};

/**
 * The two values of a revised parameter.
 */
export type GrilloChange = {
  /**
   * The old value: `4.2`.
   */
  old: number,
  /**
   * The new value: `4.4`.
   */
  new: number,
};
