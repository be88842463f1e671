//! Signals that ask the program to end. What is still done before it ends is left to others.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

/// Tells whether a signal has asked the program to end.
pub(super) struct Interrupt(Arc<AtomicUsize>);

impl Interrupt {
    /// Begins to watch for the signals of `Ctrl-C` and `kill`; the second one ends the program at once.
    pub(super) fn watched() -> io::Result<Self> {
        let (told, again) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
        for (signal, number) in [(SIGINT, 2), (SIGTERM, 15)] {
            // Actions are taken in this order: the first signal finds `again` not yet set.
            flag::register_conditional_shutdown(signal, 128 + number, Arc::clone(&again))?;
            flag::register(signal, Arc::clone(&again))?;
            flag::register_usize(signal, Arc::clone(&told), number.unsigned_abs() as usize)?;
        }
        Ok(Self(told))
    }

    /// Returns the number of the signal that asked for the end, if one did.
    pub(super) fn told(&self) -> Option<u8> {
        u8::try_from(self.0.load(Ordering::SeqCst)).ok().filter(|number| *number > 0)
    }
}
