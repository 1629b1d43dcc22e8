//! The allocator and the panic handler, which the standard library would otherwise provide.

use lol_alloc::FailAllocator;

/// An allocator that always fails. Nothing is allocated here, and the features of wasm-bindgen that allocate are not used.
#[global_allocator]
static ALLOCATOR: FailAllocator = FailAllocator;

/// Ends the call. The handler has no message, because nothing here panics. A message would be the larger part of this module.
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
