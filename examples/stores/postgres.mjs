// A dedupe store in PostgreSQL, from version 9.5 on, for the package `pg`.
//
//   const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
//   await pool.query(TABLE);
//   webhook({ scheme: "gilbert", secret, dedupe: postgresStore(pool) }, handler)
//
// A holder keeps a key until the lease ends. A completed key is kept until the window ends. Call forget() of the store regularly.

/** The statements that create the table of keys. A key without a holder is completed. */
export const TABLE = `
  create table if not exists webhook_key (
    key char(64) primary key,
    holder text,
    until timestamptz not null
  );
  create index if not exists webhook_key_until on webhook_key (until);
`;

/** Reserves a key that is new, or whose time has ended. A concurrent statement waits for the first one, and finds its row. */
const RESERVE = `
  insert into webhook_key (key, holder, until) values ($1, $2, clock_timestamp() + make_interval(secs => $3))
  on conflict (key) do update set holder = excluded.holder, until = excluded.until
    where webhook_key.until <= clock_timestamp()
  returning key`;

const COMPLETE = `
  insert into webhook_key (key, holder, until) values ($1, null, clock_timestamp() + make_interval(secs => $2))
  on conflict (key) do update set holder = null, until = excluded.until`;

/** Creates a store in the database of a pool. The times are in seconds. */
export function postgresStore(pool, { lease = 300, window = 86_400 } = {}) {
  return {
    async reserve(key, holder) {
      const { rowCount } = await pool.query(RESERVE, [key, holder, lease]);
      if (rowCount === 1) return "reserved";
      const { rows } = await pool.query("select holder from webhook_key where key = $1", [key]);
      return rows[0]?.holder === null ? "completed" : "in_progress";
    },
    complete: (key) => pool.query(COMPLETE, [key, window]),
    release: (key, holder) => pool.query("delete from webhook_key where key = $1 and holder = $2", [key, holder]),
    /** Deletes the keys whose lease or window has ended. */
    forget: () => pool.query("delete from webhook_key where until <= clock_timestamp()"),
  };
}
