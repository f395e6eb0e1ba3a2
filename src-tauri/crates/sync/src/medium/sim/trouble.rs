//! What can befall an operation on a share, and how often.

use std::collections::BTreeMap;

/// A small generator of numbers; the same seed gives the same weather everywhere.
#[derive(Debug, Clone)]
pub struct Dice(pub u64);

impl Dice {
    /// The next number.
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 and below `end`; 0 if there is none.
    pub fn below(&mut self, end: usize) -> usize {
        (self.roll() % end.max(1) as u64) as usize
    }

    /// True `mille` times of a thousand.
    pub fn is_hit(&mut self, mille: u16) -> bool {
        self.roll() % 1_000 < u64::from(mille)
    }
}

/// What an operation does, as far as trouble cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// [`Medium::list`](super::Medium::list).
    List,
    /// [`Medium::read`](super::Medium::read).
    Read,
    /// [`Medium::create`](super::Medium::create).
    Create,
    /// [`Medium::remove`](super::Medium::remove).
    Remove,
    /// [`Medium::probe`](super::Medium::probe).
    Probe,
}

/// Something that goes wrong with one operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Trouble {
    /// Part of the file stands under its name, and the writer is told that it failed.
    TornWrite,
    /// The writer is told that it went well; nothing is there.
    LostWrite,
    /// The writer is told that it went well; the end of the file is zeros.
    ZeroTail,
    /// The writer is told that it went well; the end of the file is missing.
    Truncated,
    /// The end of the file goes within the hour.
    TruncatedLater,
    /// The file goes within the hour.
    LostLater,
    /// The file is written, and the writer is told that it failed.
    AnswerLost,
    /// There is no room.
    Full,
    /// Access is denied (5).
    Denied,
    /// A scanner, an indexer or a carrier of folders holds the file (32, 33, 1175).
    Busy,
    /// The disk fails in the middle (EIO).
    ReadError,
    /// Fewer bytes come than the file has.
    ShortRead,
    /// Zeros come instead of the file, which was not fetched from the cloud.
    ZeroRead,
    /// The cloud's program does not run (362).
    Placeholder,
    /// What was listed up to a minute ago is listed again.
    StaleListing,
    /// The newest file is left out.
    WithoutNewest,
    /// A file is listed that is not there.
    Phantom,
    /// Names are listed in capitals.
    FoldedCase,
    /// Operating systems and office programs leave files of their own.
    Noise,
    /// The carrier of the folder makes a second file of another name.
    ConflictCopy,
    /// The share does not answer.
    Unreachable,
}

impl Trouble {
    /// All of it.
    pub const ALL: [Trouble; 21] = [
        Trouble::TornWrite,
        Trouble::LostWrite,
        Trouble::ZeroTail,
        Trouble::Truncated,
        Trouble::TruncatedLater,
        Trouble::LostLater,
        Trouble::AnswerLost,
        Trouble::Full,
        Trouble::Denied,
        Trouble::Busy,
        Trouble::ReadError,
        Trouble::ShortRead,
        Trouble::ZeroRead,
        Trouble::Placeholder,
        Trouble::StaleListing,
        Trouble::WithoutNewest,
        Trouble::Phantom,
        Trouble::FoldedCase,
        Trouble::Noise,
        Trouble::ConflictCopy,
        Trouble::Unreachable,
    ];

    /// Whether it can befall such an operation.
    pub fn befalls(self, doing: Doing) -> bool {
        match self {
            Trouble::TornWrite
            | Trouble::LostWrite
            | Trouble::ZeroTail
            | Trouble::Truncated
            | Trouble::TruncatedLater
            | Trouble::LostLater
            | Trouble::AnswerLost
            | Trouble::Full
            | Trouble::Noise
            | Trouble::ConflictCopy => doing == Doing::Create,
            Trouble::Denied | Trouble::Busy => matches!(doing, Doing::Create | Doing::Remove),
            Trouble::ReadError | Trouble::ShortRead | Trouble::ZeroRead | Trouble::Placeholder => {
                doing == Doing::Read
            }
            Trouble::StaleListing
            | Trouble::WithoutNewest
            | Trouble::Phantom
            | Trouble::FoldedCase => doing == Doing::List,
            Trouble::Unreachable => true,
        }
    }
}

/// How often what befalls operations, in thousandths.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Weather(BTreeMap<Trouble, u16>);

impl Weather {
    /// Nothing ever goes wrong.
    pub fn fair() -> Weather {
        Weather::default()
    }

    /// Everything goes wrong now and then.
    pub fn foul(mille: u16) -> Weather {
        Weather(Trouble::ALL.into_iter().map(|trouble| (trouble, mille)).collect())
    }

    /// The same, but for one trouble.
    #[must_use]
    pub fn with(mut self, trouble: Trouble, mille: u16) -> Weather {
        self.0.insert(trouble, mille);
        self
    }

    /// What befalls an operation, if anything.
    pub(super) fn strike(&self, doing: Doing, dice: &mut Dice) -> Option<Trouble> {
        let hit = |(trouble, mille): (&Trouble, &u16)| {
            (trouble.befalls(doing) && dice.is_hit(*mille)).then_some(*trouble)
        };
        self.0.iter().find_map(hit)
    }
}
