//! Where randomness comes from: the operating system, or a seed in tests.

use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};

use rand::rngs::StdRng;
use rand::{SeedableRng as _, TryCryptoRng, TryRng};

/// A source of randomness; cheap to clone.
#[derive(Clone)]
pub enum Random {
    /// The generator of the operating system.
    System,
    /// A generator that repeats itself; for tests.
    Seeded(Arc<Mutex<StdRng>>),
}

impl Random {
    /// A source that gives the same values for the same seed.
    pub fn seeded(seed: u64) -> Self {
        Self::Seeded(Arc::new(Mutex::new(StdRng::seed_from_u64(seed))))
    }
}

impl TryRng for Random {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        match self {
            Self::System => system_bytes(bytes),
            Self::Seeded(generator) => {
                generator
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .try_fill_bytes(bytes)?;
            }
        }
        Ok(())
    }
}

impl TryCryptoRng for Random {}

#[expect(
    clippy::disallowed_methods,
    reason = "this is the seam where the system's randomness enters"
)]
fn system_bytes(bytes: &mut [u8]) {
    if let Err(error) = getrandom::fill(bytes) {
        // Without randomness no secret is safe; a server that goes on would be worse than none.
        tracing::error!(%error, "The operating system gives no randomness; stopping.");
        std::process::abort();
    }
}
