//! The allocator. Schemes and messages are short, and few are made, so its size matters and its speed does not.

use lol_alloc::{FreeListAllocator, LockedAllocator};

/// A free list: it reuses freed memory, and joins free neighbours.
#[global_allocator]
static ALLOCATOR: LockedAllocator<FreeListAllocator> = LockedAllocator::new(FreeListAllocator::new());
