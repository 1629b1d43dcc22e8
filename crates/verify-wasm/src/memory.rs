//! What the standard library would bring: an allocator, and what happens in a panic.

use lol_alloc::{FreeListAllocator, LockedAllocator};

/// A free list, which gives memory back to whoever asks next, joins what is free side by side, and says so where there is no more.
/// Nothing is allocated while verifying, so that its size counts and its speed does not.
#[global_allocator]
static ALLOCATOR: LockedAllocator<FreeListAllocator> = LockedAllocator::new(FreeListAllocator::new());

/// Ends the call. The core does not panic, so there are no words for it, which would be the larger part of this module.
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
