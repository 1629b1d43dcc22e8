//! The SQL, as data: a store runs these statements and no others.
//!
//! Every statement but those of the schema finds its rows by an index, so that it reads as many of them in a small table as in a large one. A
//! test holds this against the plans that SQLite makes. What may find many rows has a LIMIT.

/// A delivery as the ledger reads it: the columns in the order of `Delivery::from_record`.
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

/// A delivery as operators see it, as JSON.
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

/// A delivery as operators see it, with its headers and attempts.
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

/// A request that was refused, as JSON: what is known of it is an object already.
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
        /// A statement that a store runs. Its number crosses to a store in JavaScript, which is given the texts once.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Statement {
            $($(#[$doc])* $name,)*
        }

        impl Statement {
            /// Every statement, by its number.
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
    /// Creates the table of settings, which also has the version of the schema.
    CreateMeta = "CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID";
    /// Creates the deliveries: a row for each delivery and origin.
    CreateDeliveries = "CREATE TABLE deliveries (seq INTEGER PRIMARY KEY, key TEXT NOT NULL, origin INTEGER NOT NULL, state INTEGER NOT \
        NULL, due INTEGER NOT NULL, accepted INTEGER NOT NULL, ended INTEGER, reason TEXT, number INTEGER NOT NULL DEFAULT 0, step INTEGER \
        NOT NULL DEFAULT 0, size INTEGER NOT NULL DEFAULT 0, parts INTEGER NOT NULL DEFAULT 0, order_key TEXT, holder INTEGER, webhook_id \
        TEXT, delivery_id TEXT, event TEXT, scheme TEXT, tenant TEXT, headers TEXT, log TEXT NOT NULL DEFAULT '')";
    /// Creates the index by which a key is found.
    CreateKeys = "CREATE UNIQUE INDEX deliveries_key ON deliveries (key, origin)";
    /// Creates the index by which what is due is found.
    CreateDue = "CREATE INDEX deliveries_due ON deliveries (state, origin, due)";
    /// Creates the index of the open deliveries that have an order. Others have no entry in it.
    CreateOrder = "CREATE INDEX deliveries_order ON deliveries (order_key, origin, seq) WHERE order_key IS NOT NULL AND state < 6";
    /// Creates the bodies, in parts. The first has the number of its delivery, and the others follow.
    CreateBodies = "CREATE TABLE bodies (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL)";
    /// Creates the circuits. An origin that takes what it is sent has no row.
    CreateCircuits = "CREATE TABLE circuits (origin INTEGER PRIMARY KEY, failures INTEGER NOT NULL, failed_key TEXT, open_until INTEGER NOT \
        NULL, openings INTEGER NOT NULL, allowance INTEGER NOT NULL, next_at INTEGER NOT NULL)";
    /// Creates the alerts that are to be sent, one for each kind and origin.
    CreateAlerts = "CREATE TABLE alerts (kind INTEGER NOT NULL, origin INTEGER NOT NULL, count INTEGER NOT NULL, key TEXT, at INTEGER NOT \
        NULL, due INTEGER NOT NULL, PRIMARY KEY (kind, origin)) WITHOUT ROWID";

    /// Creates the requests that a route refused, in an object of their own.
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
    /// Finds what is due in a state, for an origin.
    Due = delivery!("WHERE state = ?1 AND origin = ?2 AND due <= ?3 ORDER BY due LIMIT ?4");
    /// Finds one of those that are due in a state, for an origin: any of the first thousand.
    DueAnywhere = delivery!("WHERE state = ?1 AND origin = ?2 AND due <= ?3 ORDER BY due LIMIT ?4 OFFSET ?5 % max(1, (SELECT count(*) FROM \
        (SELECT 1 FROM deliveries WHERE state = ?1 AND origin = ?2 AND due <= ?3 LIMIT 1000)))");
    /// Finds what is in flight to an origin.
    InFlight = delivery!("WHERE state IN (3, 4) AND origin = ?1 LIMIT 1000");
    /// Finds when the next of a state is due, for an origin.
    NextDue = "SELECT due FROM deliveries WHERE state = ?1 AND origin = ?2 ORDER BY due LIMIT 1";
    /// Returns the last number given to a delivery.
    LastSeq = "SELECT seq FROM deliveries ORDER BY seq DESC LIMIT 1";
    /// Finds an open delivery with an order key.
    FindOrdered = "SELECT seq FROM deliveries WHERE order_key = ?1 AND origin = ?2 AND state < 6 AND state != ?3 AND seq != ?4 LIMIT 1";
    /// Lets the next delivery with an order key have its turn.
    NextInOrder = "UPDATE deliveries SET state = iif(number = 0, 1, 2), due = ?3 WHERE seq = (SELECT seq FROM deliveries WHERE order_key = \
        ?1 AND origin = ?2 AND state < 6 AND state = 5 ORDER BY seq LIMIT 1)";

    /// Reserves a key.
    Reserve = "INSERT INTO deliveries (seq, key, origin, state, due, accepted, holder, webhook_id, delivery_id, event, scheme, tenant) \
        VALUES (?1, ?2, 0, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    /// Completes what a holder reserved.
    Complete = "UPDATE deliveries SET state = 6, due = ?2, ended = ?3, number = 1, holder = NULL WHERE seq = ?1";
    /// Inserts an accepted delivery for one origin.
    Accept = "INSERT INTO deliveries (seq, key, origin, state, due, accepted, size, parts, order_key, webhook_id, delivery_id, event, \
        scheme, tenant, headers) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)";
    /// Inserts a part of a body.
    InsertBody = "INSERT INTO bodies (id, bytes) VALUES (?1, ?2)";
    /// Returns the parts of a body, in order. For the store's own use, since bytes never come here.
    Body = "SELECT bytes FROM bodies WHERE id >= ?1 AND id < ?1 + ?2 ORDER BY id";
    /// Returns what an attempt sends beside the body.
    Content = "SELECT webhook_id, delivery_id, event, scheme, tenant, headers FROM deliveries WHERE seq = ?1";

    /// Begins an attempt.
    Begin = "UPDATE deliveries SET state = ?2, due = ?3, number = number + 1 WHERE seq = ?1";
    /// Ends an attempt, and adds it to the log of the delivery. A log beyond its bound begins again.
    Settle = "UPDATE deliveries SET state = ?2, due = ?3, step = ?4, ended = ?5, reason = ?6, log = iif(length(log) > 60000, '', log) || \
        json_object('number', CAST(?7 AS INTEGER), 'at', CAST(?8 AS INTEGER), 'took', CAST(?9 AS INTEGER), 'status', CAST(?10 AS INTEGER), \
        'error', ?11, 'response', ?12) || ',' WHERE seq = ?1";
    /// Ends a delivery that has no origin any more.
    End = "UPDATE deliveries SET state = ?2, due = ?3, ended = ?4, reason = ?5 WHERE seq = ?1";
    /// Notes that an operator has seen a delivery.
    Dismiss = "UPDATE deliveries SET state = ?2, due = ?3 WHERE seq = ?1";
    /// Begins the attempts of a delivery from the first.
    Restart = "UPDATE deliveries SET state = ?2, due = ?3, step = 0, ended = NULL, reason = NULL WHERE seq = ?1";
    /// Removes the content of a delivery.
    Erase = "UPDATE deliveries SET state = 9, due = ?2, ended = ?3, parts = 0, headers = NULL, log = '', order_key = NULL WHERE seq = ?1";
    /// Notes that a delivery has no body any more.
    ForgetBody = "UPDATE deliveries SET parts = 0 WHERE seq = ?1";
    /// Keeps a delivery for its key alone. A dead one is reported no more, since nothing can be done about it.
    KeepKey = "UPDATE deliveries SET state = iif(state = 7, 8, state), due = ?2, headers = NULL WHERE seq = ?1";
    /// Finds another origin of a delivery that needs the body still.
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

    /// Raises an alert. Until it is sent, more of its kind are counted.
    RaiseAlert = "INSERT INTO alerts (kind, origin, count, key, at, due) VALUES (?1, ?2, 1, ?3, ?4, ?4) ON CONFLICT (kind, origin) DO UPDATE \
        SET count = count + 1, key = ?3, at = ?4";
    /// Finds the alerts that are to be sent.
    DueAlerts = "SELECT kind, origin, count, json_object('type', CASE kind WHEN 0 THEN 'delivery_dead' WHEN 1 THEN 'circuit_opened' WHEN 2 \
        THEN 'circuit_closed' ELSE 'waiting_too_long' END, 'origin', origin, 'count', count, 'key', key, 'at', at) FROM alerts WHERE kind \
        >= 0 AND count > 0 AND due <= ?1 LIMIT 20";
    /// Finds when the next alert is due.
    NextAlert = "SELECT min(due) FROM alerts WHERE kind >= 0 AND count > 0";
    /// Puts an alert off.
    PutOffAlert = "UPDATE alerts SET due = ?3 WHERE kind = ?1 AND origin = ?2";
    /// Notes that an alert was sent.
    AlertSent = "UPDATE alerts SET count = max(0, count - ?3), due = ?4 WHERE kind = ?1 AND origin = ?2";

    /// Lists deliveries, newest first. Looks at no more than 10,000 of them.
    List = list!(record!(""));
    /// Lists deliveries with their headers and attempts, newest first. Looks at no more than 10,000 of them.
    Export = list!(whole_record!());
    /// Returns how far a list looked.
    ListEnd = "SELECT min(seq), count(*) FROM (SELECT seq FROM deliveries WHERE seq < ?1 AND seq >= ?2 * 256 ORDER BY seq DESC LIMIT 10000)";
    /// Returns one delivery with its attempts.
    Show = concat!("SELECT seq, ", whole_record!(), " FROM deliveries WHERE key = ?1 ORDER BY origin LIMIT 64");
    /// Finds what was accepted in a time, has ended and has its body. Looks at no more than 10,000 deliveries.
    Ended = delivery!("(SELECT * FROM deliveries WHERE seq > ?1 AND seq >= ?2 * 256 ORDER BY seq LIMIT 10000)", "WHERE accepted >= ?2 AND \
        accepted < ?3 AND state IN (6, 7) AND parts > 0 LIMIT ?4");
    /// Returns how far it looked.
    EndedEnd = "SELECT max(seq), count(*) FROM (SELECT seq FROM deliveries WHERE seq > ?1 AND seq >= ?2 * 256 ORDER BY seq LIMIT 10000)";
    /// Counts the deliveries of a state, up to a bound, with the time at which the oldest of them was accepted.
    Count = "SELECT count(*), min(accepted) FROM (SELECT accepted FROM deliveries WHERE state = ?1 LIMIT 10000)";
    /// Lists the circuits.
    Circuits = "SELECT json_object('origin', origin, 'failures', failures, 'openUntil', nullif(open_until, 0), 'allowance', nullif(allowance, \
        0)) FROM circuits WHERE origin >= 0 LIMIT 64";

    /// Returns the number of the newest request that was refused, when its minute began, and how many there were in it.
    LastRefused = "SELECT seq, since, count FROM refused WHERE seq > 0 ORDER BY seq DESC LIMIT 1";
    /// Keeps a request that was refused.
    KeepRefused = "INSERT INTO refused (seq, since, count, about, headers, length, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    /// Deletes requests that are too old, and all but the newest 50.
    TrimRefused = "DELETE FROM refused WHERE seq < max(?1, coalesce((SELECT seq FROM refused WHERE seq > 0 ORDER BY seq DESC LIMIT 1 OFFSET \
        49), 0))";
    /// Returns the number of the oldest request that was refused.
    FirstRefused = "SELECT seq FROM refused WHERE seq > 0 ORDER BY seq LIMIT 1";
    /// Lists requests that were refused, newest first.
    ListRefused = concat!("SELECT seq, ", refused!(""), " FROM refused WHERE seq < ?1 AND (?2 = '' OR json_extract(about, '$.code') = ?2) ORDER \
        BY seq DESC LIMIT 50");
    /// Returns a request that was refused, with its headers and its body.
    ShowRefused = concat!("SELECT seq, ", refused!(" || ',\"headers\":' || headers || ',\"bodyBase64\":' || json_quote(body)"), " FROM refused \
        WHERE seq = ?1");
    /// Deletes requests that were refused.
    EraseRefused = "DELETE FROM refused WHERE seq >= ?1 AND seq <= ?2 RETURNING seq";
}
