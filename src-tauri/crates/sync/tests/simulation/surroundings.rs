//! Time and chance of one simulated workstation.

use std::sync::{Mutex, PoisonError};

use domain::UnixMillis;
use sync::Ambient;
use sync::medium::sim::{Dice, SimShare};

/// How far clocks are off, in milliseconds: right, an hour behind, two hours ahead, 300 days and
/// ten years either way.
pub const SKEWS: [i64; 9] =
    [0, 0, 0, -3_600_000, 7_200_000, 300 * DAY, -300 * DAY, 3_650 * DAY, -3_650 * DAY];
/// A day, in milliseconds.
pub const DAY: i64 = 86_400_000;

/// A workstation's clock and chance. Clones of a computer have the clock of what they were.
pub struct SimAmbient {
    share: SimShare,
    clock: Mutex<Clock>,
    dice: Mutex<Dice>,
}

#[derive(Debug, Clone, Copy)]
pub enum Clock {
    /// It goes, so far off.
    Off(i64),
    /// It stands still.
    Frozen(i64),
}

impl SimAmbient {
    pub fn new(share: SimShare, clock: Clock, seed: u64) -> SimAmbient {
        SimAmbient { share, clock: Mutex::new(clock), dice: Mutex::new(Dice(seed)) }
    }

    pub fn clock(&self) -> Clock {
        *self.clock.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn set_clock(&self, clock: Clock) {
        *self.clock.lock().unwrap_or_else(PoisonError::into_inner) = clock;
    }
}

impl Clock {
    /// Some clock; a frozen one stands at the time.
    pub fn draw(dice: &mut Dice, now: UnixMillis) -> Clock {
        let skew = SKEWS[dice.below(SKEWS.len())];
        if dice.is_hit(60) { Clock::Frozen(now.0 + skew) } else { Clock::Off(skew) }
    }
}

impl Ambient for SimAmbient {
    fn now(&self) -> UnixMillis {
        match self.clock() {
            Clock::Off(skew) => UnixMillis(self.share.now().0 + skew),
            Clock::Frozen(at) => UnixMillis(at),
        }
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        let mut dice = self.dice.lock().unwrap_or_else(PoisonError::into_inner);
        for chunk in bytes.chunks_mut(8) {
            chunk.copy_from_slice(&dice.roll().to_le_bytes()[..chunk.len()]);
        }
    }
}
