//! The ledgers of a route: one ledger, or several ledgers that share the deliveries by dedupe key.

/// The maximum number of ledgers of a route.
pub(crate) const MAX_SHARDS: u32 = 64;

/// The ledgers of a route.
pub(crate) struct Shards {
    /// The names of all ledgers: the ledgers of the current number, and those of the previous number.
    pub(crate) names: Vec<String>,
    count: u32,
    /// The number of ledgers before it was changed. It is needed as long as the previous ledgers store keys.
    previous: u32,
}

impl Shards {
    pub(crate) fn new(path: &str, count: u32, previous: Option<u32>) -> Self {
        let previous = previous.unwrap_or(count);
        let names = match count.max(previous) {
            1 => vec![path.to_owned()],
            // The host uses the ledger with the name of the path as the first ledger, so a route with one ledger can get more
            // ledgers.
            all => (0..all).map(|shard| [path, "#", &shard.to_string()].concat()).collect(),
        };
        Self { names, count, previous }
    }

    /// Returns the ledger that stores a key. Also returns the ledger that stored the key before the number was changed, if it is
    /// a different one.
    pub(crate) fn of(&self, key: &str) -> (&str, Option<&str>) {
        let hash = hash(key);
        let at = |count: u32| hash.checked_rem(count).and_then(|shard| self.names.get(usize::try_from(shard).ok()?));
        let (now, before) = (at(self.count), at(self.previous));
        (now.map_or("", String::as_str), before.filter(|_| before != now).map(String::as_str))
    }
}

/// Returns the path of the route to which a ledger belongs. No path contains a `#`.
pub(crate) fn path_of(name: &str) -> &str {
    name.split_once('#').map_or(name, |(path, _)| path)
}

/// Returns the FNV-1a hash of a key. The function must never change. Otherwise, a key would be looked up in another ledger. A key
/// is a hash or random, so no one can choose a shard.
fn hash(key: &str) -> u32 {
    key.bytes().fold(0x811c_9dc5, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::{Shards, hash, path_of};

    #[test]
    fn a_route_with_one_ledger_has_that_of_its_path() {
        let shards = Shards::new("/x", 1, None);
        assert_eq!(shards.names, ["/x"]);
        assert_eq!(shards.of("a key"), ("/x", None));
    }

    #[test]
    fn keys_are_shared_out_evenly_and_always_alike() {
        let shards = Shards::new("/x", 4, None);
        assert_eq!(shards.names, ["/x#0", "/x#1", "/x#2", "/x#3"]);
        for name in &shards.names {
            let own = (0..4000).filter(|number| shards.of(&format!("{number:064x}")).0 == name).count();
            assert!((800..1200).contains(&own), "{name} has {own} of 4000");
            assert_eq!(path_of(name), "/x");
        }
        // The published values of FNV-1a. The ledger of a key must never change.
        assert_eq!((hash(""), hash("a"), hash("foobar")), (0x811c_9dc5, 0xe40c_292c, 0xbf9c_f968));
    }

    #[test]
    fn a_number_that_was_changed_names_the_ledger_before() {
        for (count, previous) in [(2, 5), (5, 2), (3, 3)] {
            let (shards, before) = (Shards::new("/x", count, Some(previous)), Shards::new("/x", previous, None));
            assert_eq!(u32::try_from(shards.names.len()), Ok(count.max(previous)));
            for number in 0..100 {
                let key = format!("{number:064x}");
                let (now, other) = shards.of(&key);
                assert_eq!(other.unwrap_or(now), before.of(&key).0);
                assert_ne!(other, Some(now));
            }
        }
    }
}
