//! SHA-256 (FIPS 180-4) over a message that comes in parts, from the compression function of the crate `sha2`.
//!
//! Of a hash, that function is where all the time and all the difficulty is, and `sha2` has it for every processor. What is left is
//! cutting a message into blocks and padding the last, which is here: the general form of it is larger than all of a verification, and
//! keeps states of which a clone costs more than hashing a short message.

use sha2::block_api::compress256;

/// The length of a block and of a digest, in bytes.
pub(crate) const BLOCK_LEN: usize = 64;
pub(crate) const DIGEST_LEN: usize = 32;
/// Where in the last block the length of the message is.
const LENGTH_AT: usize = 56;

/// What a message so far has come to, at the end of a block: FIPS 180-4, section 5.3.3, where there is none yet.
pub(crate) type State = [u32; 8];
const START: State = [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19];

/// The state after a message of one block.
pub(crate) fn after(block: &[u8; BLOCK_LEN]) -> State {
    let mut state = START;
    compress256(&mut state, core::slice::from_ref(block));
    state
}

/// The SHA-256 of a message.
pub(crate) fn sha256(message: &[u8]) -> [u8; DIGEST_LEN] {
    let mut hash = Hash { state: START, block: [0; BLOCK_LEN], length: 0 };
    hash.update(message);
    hash.finish()
}

/// A message on its way.
pub(crate) struct Hash {
    state: State,
    /// What has come of the block that is not full yet.
    block: [u8; BLOCK_LEN],
    /// The length of the message so far, in bytes.
    length: u64,
}

impl Hash {
    /// Goes on where a message of one block has come to.
    pub(crate) fn resume(state: State) -> Self {
        Self { state, block: [0; BLOCK_LEN], length: BLOCK_LEN as u64 }
    }

    /// How much of the block has come.
    fn filled(&self) -> usize {
        usize::try_from(self.length & 63).unwrap_or_default()
    }

    pub(crate) fn update(&mut self, part: &[u8]) {
        let mut rest = part;
        let filled = self.filled();
        self.length = self.length.wrapping_add(part.len() as u64);
        if filled > 0 {
            let room = self.block.get_mut(filled..).unwrap_or_default();
            let Some((start, after)) = rest.split_at_checked(room.len()) else {
                put(room, rest);
                return;
            };
            put(room, start);
            compress256(&mut self.state, core::slice::from_ref(&self.block));
            rest = after;
        }
        let (blocks, rest) = rest.as_chunks();
        if !blocks.is_empty() {
            compress256(&mut self.state, blocks);
        }
        put(&mut self.block, rest);
    }

    /// Pads the message: a bit, zeros, and its length in bits in the last eight bytes (section 5.1.1).
    pub(crate) fn finish(mut self) -> [u8; DIGEST_LEN] {
        let filled = self.filled();
        let bits = self.length.wrapping_mul(8);
        if let Some((first, others)) = self.block.get_mut(filled..).unwrap_or_default().split_first_mut() {
            *first = 0x80;
            others.fill(0);
        }
        if filled >= LENGTH_AT {
            compress256(&mut self.state, core::slice::from_ref(&self.block));
            self.block = [0; BLOCK_LEN];
        }
        if let Some(length) = self.block.last_chunk_mut() {
            *length = bits.to_be_bytes();
        }
        compress256(&mut self.state, core::slice::from_ref(&self.block));
        let mut digest = [0; DIGEST_LEN];
        let (words, _) = digest.as_chunks_mut();
        for (bytes, word) in words.iter_mut().zip(self.state) {
            *bytes = word.to_be_bytes();
        }
        digest
    }
}

/// Copies to the start of a place that is long enough.
fn put(place: &mut [u8], bytes: &[u8]) {
    if let Some(place) = place.get_mut(..bytes.len()) {
        place.copy_from_slice(bytes);
    }
}
