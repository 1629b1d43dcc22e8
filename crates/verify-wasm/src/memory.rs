//! The allocator and the panic handler, which the standard library would otherwise provide.

use lol_alloc::{FreeListAllocator, LockedAllocator};

/// A free list, which reuses freed memory, joins free neighbours, and reports when memory runs out. Nothing is allocated during
/// verification, so a small size is more important than speed.
#[global_allocator]
static ALLOCATOR: LockedAllocator<FreeListAllocator> = LockedAllocator::new(FreeListAllocator::new());

/// Ends the call. The handler has no message, because the core does not panic. A message would be the larger part of this module.
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
