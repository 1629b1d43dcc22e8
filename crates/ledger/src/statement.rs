//! The SQL statements, as data. A store runs only these statements.
//!
//! Except for the statements of the schema, every statement finds its rows by an index. It then reads the same number of rows in
//! a small table and in a large table. A test checks this with the query plans of SQLite. Statements that may find many rows have
//! a LIMIT.

/// The columns of a delivery for the ledger, in the order of `Delivery::from_record`.
macro_rules! delivery {
    ($rest:literal) => {
        delivery!("deliveries", $rest)
    };
    ($from:literal, $rest:literal) => {
        concat!(
            "SELECT seq, key, origin, state, due, accepted, ended, number, step, size, parts, order_key, holder FROM ",
            $from,
            " ",
            $rest
        )
    };
}

/// The record of a delivery for operators, as JSON.
macro_rules! record {
    ($more:literal) => {
        concat!(
            "json_object('key', key, 'origin', origin, 'state', CASE state WHEN 0 THEN 'reserved' WHEN 1 THEN 'waiting' WHEN 2 THEN \
             'retrying' WHEN 3 THEN 'attempting' WHEN 4 THEN 'attempting' WHEN 5 THEN 'queued' WHEN 6 THEN 'delivered' WHEN 7 THEN \
             'dead' WHEN 8 THEN 'dismissed' ELSE 'erased' END, 'reason', reason, 'acceptedAt', accepted, 'endedAt', ended, 'nextAt', \
             CASE WHEN state IN (1, 2) THEN due END, 'attemptCount', number, 'bytes', size, 'hasBody', json(iif(parts > 0, 'true', \
             'false')), 'webhookId', webhook_id, 'deliveryId', delivery_id, 'event', event, 'scheme', scheme, 'tenant', tenant",
            $more,
            ")"
        )
    };
}

/// The record of a delivery for operators, with its headers and attempts.
macro_rules! whole_record {
    () => {
        record!(", 'headers', json(headers), 'attempts', json('[' || rtrim(log, ',') || ']')")
    };
}

/// A page of records.
macro_rules! list {
    ($record:expr) => {
        concat!(
            "SELECT seq, ",
            $record,
            " FROM (SELECT * FROM deliveries WHERE seq < ?1 AND seq >= ?3 * 256 ORDER BY seq DESC LIMIT 10000) WHERE (1 << state) & ?2 \
             AND accepted >= ?3 AND accepted < ?4 AND (?5 = '' OR instr(coalesce(webhook_id, '') || ' ' || coalesce(delivery_id, '') || \
             ' ' || coalesce(event, '') || ' ' || coalesce(tenant, '') || ' ' || key, ?5)) LIMIT ?6"
        )
    };
}

/// The record of a refused request, as JSON. The column `about` already contains an object.
macro_rules! refused {
    ($more:literal) => {
        concat!(
            "'{\"id\":\"' || seq || '\",\"bytes\":' || coalesce(length, 'null') || ',\"isCut\":' || iif(length > 65536, 'true', 'false') || \
             ',' || substr(about, 2, length(about) - 2)",
            $more,
            " || '}'"
        )
    };
}

macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $sql:expr;)*) => {
        /// A statement that a store runs. A store in JavaScript receives the texts once, and a number for each call.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Statement {
            $($(#[$doc])* $name,)*
        }

        impl Statement {
            /// Every statement, in the order of the numbers.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Returns the statement's text.
            pub const fn sql(self) -> &'static str {
                match self {
                    $(Self::$name => $sql,)*
                }
            }
        }
    };
}

statements! {
    /// Creates the table of settings, which also contains the version of the schema.
    CreateMeta = "CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID";
    /// Creates the table of deliveries, with a row for each delivery and origin.
    CreateDeliveries = "CREATE TABLE deliveries (seq INTEGER PRIMARY KEY, key TEXT NOT NULL, origin INTEGER NOT NULL, state INTEGER NOT \
        NULL, due INTEGER NOT NULL, accepted INTEGER NOT NULL, ended INTEGER, reason TEXT, number INTEGER NOT NULL DEFAULT 0, step INTEGER \
        NOT NULL DEFAULT 0, size INTEGER NOT NULL DEFAULT 0, parts INTEGER NOT NULL DEFAULT 0, order_key TEXT, holder INTEGER, webhook_id \
        TEXT, delivery_id TEXT, event TEXT, scheme TEXT, tenant TEXT, headers TEXT, log TEXT NOT NULL DEFAULT '')";
    /// Creates the index that finds a key.
    CreateKeys = "CREATE UNIQUE INDEX deliveries_key ON deliveries (key, origin)";
    /// Creates the index that finds deliveries that are due.
    CreateDue = "CREATE INDEX deliveries_due ON deliveries (state, origin, due)";
    /// Creates the index of the open deliveries with an order key. Other deliveries have no entry in it.
    CreateOrder = "CREATE INDEX deliveries_order ON deliveries (order_key, origin, seq) WHERE order_key IS NOT NULL AND state < 6";
    /// Creates the table of bodies, in parts. The first part has the number of its delivery, and the others follow.
    CreateBodies = "CREATE TABLE bodies (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL)";
    /// Creates the table of circuits. An origin without failures and without a rate has no row.
    CreateCircuits = "CREATE TABLE circuits (origin INTEGER PRIMARY KEY, failures INTEGER NOT NULL, failed_key TEXT, open_until INTEGER NOT \
        NULL, openings INTEGER NOT NULL, allowance INTEGER NOT NULL, next_at INTEGER NOT NULL)";
    /// Creates the table of alerts to send, with a row for each kind and origin.
    CreateAlerts = "CREATE TABLE alerts (kind INTEGER NOT NULL, origin INTEGER NOT NULL, count INTEGER NOT NULL, key TEXT, at INTEGER NOT \
        NULL, due INTEGER NOT NULL, PRIMARY KEY (kind, origin)) WITHOUT ROWID";

    /// Creates the table of refused requests, in a separate object.
    CreateRefused = "CREATE TABLE IF NOT EXISTS refused (seq INTEGER PRIMARY KEY, since INTEGER NOT NULL, count INTEGER NOT NULL, about TEXT \
        NOT NULL, headers TEXT NOT NULL, length INTEGER, body TEXT)";

    /// Reads the settings.
    Settings = "SELECT name, value FROM meta WHERE name IN ('late', 'late_check', 'origins', 'paused', 'version')";
    /// Writes a setting.
    SetSetting = "INSERT INTO meta (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2";

    /// Finds a delivery by key and origin.
    Find = delivery!("WHERE key = ?1 AND origin = ?2");
    /// Finds a delivery for all its origins.
    FindAll = delivery!("WHERE key = ?1 ORDER BY origin LIMIT 64");
    /// Finds the deliveries in a state that are due, for an origin.
    Due = delivery!("WHERE state = ?1 AND origin = ?2 AND due <= ?3 ORDER BY due LIMIT ?4");
    /// Finds any of the first thousand deliveries in a state that are due, for an origin.
    DueAnywhere = delivery!("WHERE state = ?1 AND origin = ?2 AND due <= ?3 ORDER BY due LIMIT ?4 OFFSET ?5 % max(1, (SELECT count(*) FROM \
        (SELECT 1 FROM deliveries WHERE state = ?1 AND origin = ?2 AND due <= ?3 LIMIT 1000)))");
    /// Finds the deliveries that are in flight to an origin.
    InFlight = delivery!("WHERE state IN (3, 4) AND origin = ?1 LIMIT 1000");
    /// Finds when the next delivery in a state is due, for an origin.
    NextDue = "SELECT due FROM deliveries WHERE state = ?1 AND origin = ?2 ORDER BY due LIMIT 1";
    /// Returns the number of the last delivery.
    LastSeq = "SELECT seq FROM deliveries ORDER BY seq DESC LIMIT 1";
    /// Finds an open delivery with an order key.
    FindOrdered = "SELECT seq FROM deliveries WHERE order_key = ?1 AND origin = ?2 AND state < 6 AND state != ?3 AND seq != ?4 LIMIT 1";
    /// Passes the turn to the next delivery with an order key.
    NextInOrder = "UPDATE deliveries SET state = iif(number = 0, 1, 2), due = ?3 WHERE seq = (SELECT seq FROM deliveries WHERE order_key = \
        ?1 AND origin = ?2 AND state < 6 AND state = 5 ORDER BY seq LIMIT 1)";

    /// Reserves a key.
    Reserve = "INSERT INTO deliveries (seq, key, origin, state, due, accepted, holder, webhook_id, delivery_id, event, scheme, tenant) \
        VALUES (?1, ?2, 0, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    /// Completes a key that a holder reserved.
    Complete = "UPDATE deliveries SET state = 6, due = ?2, ended = ?3, number = 1, holder = NULL WHERE seq = ?1";
    /// Inserts an accepted delivery for one origin.
    Accept = "INSERT INTO deliveries (seq, key, origin, state, due, accepted, size, parts, order_key, webhook_id, delivery_id, event, \
        scheme, tenant, headers) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)";
    /// Inserts a part of a body.
    InsertBody = "INSERT INTO bodies (id, bytes) VALUES (?1, ?2)";
    /// Returns the parts of a body, in order. Only the store uses this statement, because the ledger never receives the bytes.
    Body = "SELECT bytes FROM bodies WHERE id >= ?1 AND id < ?1 + ?2 ORDER BY id";
    /// Returns the values that an attempt sends in addition to the body.
    Content = "SELECT webhook_id, delivery_id, event, scheme, tenant, headers FROM deliveries WHERE seq = ?1";

    /// Begins an attempt.
    Begin = "UPDATE deliveries SET state = ?2, due = ?3, number = number + 1 WHERE seq = ?1";
    /// Ends an attempt, and adds it to the log of the delivery. A log that is too long starts again.
    Settle = "UPDATE deliveries SET state = ?2, due = ?3, step = ?4, ended = ?5, reason = ?6, log = iif(length(log) > 60000, '', log) || \
        json_object('number', CAST(?7 AS INTEGER), 'at', CAST(?8 AS INTEGER), 'took', CAST(?9 AS INTEGER), 'status', CAST(?10 AS INTEGER), \
        'error', ?11, 'response', ?12) || ',' WHERE seq = ?1";
    /// Ends a delivery whose origin no longer exists.
    End = "UPDATE deliveries SET state = ?2, due = ?3, ended = ?4, reason = ?5 WHERE seq = ?1";
    /// Records that an operator has seen a delivery.
    Dismiss = "UPDATE deliveries SET state = ?2, due = ?3 WHERE seq = ?1";
    /// Restarts the attempts of a delivery from the first attempt.
    Restart = "UPDATE deliveries SET state = ?2, due = ?3, step = 0, ended = NULL, reason = NULL WHERE seq = ?1";
    /// Removes the content of a delivery.
    Erase = "UPDATE deliveries SET state = 9, due = ?2, ended = ?3, parts = 0, headers = NULL, log = '', order_key = NULL WHERE seq = ?1";
    /// Records that a delivery no longer has a body.
    ForgetBody = "UPDATE deliveries SET parts = 0 WHERE seq = ?1";
    /// Keeps only the key of a delivery. A dead delivery is no longer reported, because nothing can be done about it.
    KeepKey = "UPDATE deliveries SET state = iif(state = 7, 8, state), due = ?2, headers = NULL WHERE seq = ?1";
    /// Finds another origin of a delivery that still needs the body.
    NeedsBody = "SELECT 1 FROM deliveries WHERE key = ?1 AND origin != ?2 AND parts > 0 LIMIT 1";
    /// Deletes a body.
    DeleteBody = "DELETE FROM bodies WHERE id >= ?1 AND id < ?1 + ?2";
    /// Deletes a delivery.
    Delete = "DELETE FROM deliveries WHERE seq = ?1";

    /// Reads the circuit of an origin.
    Circuit = "SELECT failures, failed_key, open_until, openings, allowance, next_at FROM circuits WHERE origin = ?1";
    /// Writes the circuit of an origin.
    SetCircuit = "INSERT OR REPLACE INTO circuits (origin, failures, failed_key, open_until, openings, allowance, next_at) VALUES (?1, ?2, \
        ?3, ?4, ?5, ?6, ?7)";

    /// Raises an alert. Until it is sent, further alerts of its kind are counted.
    RaiseAlert = "INSERT INTO alerts (kind, origin, count, key, at, due) VALUES (?1, ?2, 1, ?3, ?4, ?4) ON CONFLICT (kind, origin) DO UPDATE \
        SET count = count + 1, key = ?3, at = ?4";
    /// Finds the alerts to send.
    DueAlerts = "SELECT kind, origin, count, json_object('type', CASE kind WHEN 0 THEN 'delivery_dead' WHEN 1 THEN 'circuit_opened' WHEN 2 \
        THEN 'circuit_closed' ELSE 'waiting_too_long' END, 'origin', origin, 'count', count, 'key', key, 'at', at) FROM alerts WHERE kind \
        >= 0 AND count > 0 AND due <= ?1 LIMIT 20";
    /// Finds when the next alert is due.
    NextAlert = "SELECT min(due) FROM alerts WHERE kind >= 0 AND count > 0";
    /// Postpones an alert.
    PutOffAlert = "UPDATE alerts SET due = ?3 WHERE kind = ?1 AND origin = ?2";
    /// Records that an alert was sent.
    AlertSent = "UPDATE alerts SET count = max(0, count - ?3), due = ?4 WHERE kind = ?1 AND origin = ?2";

    /// Lists deliveries, newest first. Searches at most 10,000 deliveries.
    List = list!(record!(""));
    /// Lists deliveries with their headers and attempts, newest first. Searches at most 10,000 deliveries.
    Export = list!(whole_record!());
    /// Returns the last number that a list searched, and the count of searched deliveries.
    ListEnd = "SELECT min(seq), count(*) FROM (SELECT seq FROM deliveries WHERE seq < ?1 AND seq >= ?2 * 256 ORDER BY seq DESC LIMIT 10000)";
    /// Returns one delivery with its attempts.
    Show = concat!("SELECT seq, ", whole_record!(), " FROM deliveries WHERE key = ?1 ORDER BY origin LIMIT 64");
    /// Finds the deliveries that were accepted in a range of time, are delivered or dead, and still have a body. Searches at most
    /// 10,000 deliveries.
    Ended = delivery!("(SELECT * FROM deliveries WHERE seq > ?1 AND seq >= ?2 * 256 ORDER BY seq LIMIT 10000)", "WHERE accepted >= ?2 AND \
        accepted < ?3 AND state IN (6, 7) AND parts > 0 LIMIT ?4");
    /// Returns the last number that `Ended` searched, and the count of searched deliveries.
    EndedEnd = "SELECT max(seq), count(*) FROM (SELECT seq FROM deliveries WHERE seq > ?1 AND seq >= ?2 * 256 ORDER BY seq LIMIT 10000)";
    /// Counts the deliveries in a state, up to a limit, and returns when the oldest one was accepted.
    Count = "SELECT count(*), min(accepted) FROM (SELECT accepted FROM deliveries WHERE state = ?1 LIMIT 10000)";
    /// Lists the circuits.
    Circuits = "SELECT json_object('origin', origin, 'failures', failures, 'openUntil', nullif(open_until, 0), 'allowance', nullif(allowance, \
        0)) FROM circuits WHERE origin >= 0 LIMIT 64";

    /// Returns the number of the newest refused request, the beginning of its minute, and the count in that minute.
    LastRefused = "SELECT seq, since, count FROM refused WHERE seq > 0 ORDER BY seq DESC LIMIT 1";
    /// Stores a refused request.
    KeepRefused = "INSERT INTO refused (seq, since, count, about, headers, length, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    /// Deletes refused requests that are too old, and all but the newest 50.
    TrimRefused = "DELETE FROM refused WHERE seq < max(?1, coalesce((SELECT seq FROM refused WHERE seq > 0 ORDER BY seq DESC LIMIT 1 OFFSET \
        49), 0))";
    /// Returns the number of the oldest refused request.
    FirstRefused = "SELECT seq FROM refused WHERE seq > 0 ORDER BY seq LIMIT 1";
    /// Lists refused requests, newest first.
    ListRefused = concat!("SELECT seq, ", refused!(""), " FROM refused WHERE seq < ?1 AND (?2 = '' OR json_extract(about, '$.code') = ?2) ORDER \
        BY seq DESC LIMIT 50");
    /// Returns a refused request, with its headers and its body.
    ShowRefused = concat!("SELECT seq, ", refused!(" || ',\"headers\":' || headers || ',\"bodyBase64\":' || json_quote(body)"), " FROM refused \
        WHERE seq = ?1");
    /// Deletes refused requests.
    EraseRefused = "DELETE FROM refused WHERE seq >= ?1 AND seq <= ?2 RETURNING seq";
}
