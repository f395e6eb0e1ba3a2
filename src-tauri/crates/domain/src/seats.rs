//! Who has a seat at an event.

/// Where a registration stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RegistrationStatus {
    /// Came in and was not looked at yet.
    New,
    /// Has a seat.
    Confirmed,
    /// Waits for a seat.
    Waiting,
    /// Gave the seat back.
    Cancelled,
    /// Was begun and not sent, or not paid.
    Unfinished,
    /// Had a seat and did not come.
    NoShow,
}

impl RegistrationStatus {
    /// Every status, in the order of the declared choices.
    pub const ALL: [RegistrationStatus; 6] = [
        RegistrationStatus::New,
        RegistrationStatus::Confirmed,
        RegistrationStatus::Waiting,
        RegistrationStatus::Cancelled,
        RegistrationStatus::Unfinished,
        RegistrationStatus::NoShow,
    ];

    /// The name under which it is kept; one of
    /// [`REGISTRATION_STATUSES`](crate::kinds::REGISTRATION_STATUSES).
    pub const fn name(self) -> &'static str {
        match self {
            RegistrationStatus::New => "new",
            RegistrationStatus::Confirmed => "confirmed",
            RegistrationStatus::Waiting => "waiting",
            RegistrationStatus::Cancelled => "cancelled",
            RegistrationStatus::Unfinished => "unfinished",
            RegistrationStatus::NoShow => "no_show",
        }
    }

    /// The status kept under `name`; none if a newer version added it.
    pub fn from_name(name: &str) -> Option<RegistrationStatus> {
        RegistrationStatus::ALL.into_iter().find(|status| status.name() == name)
    }

    /// Whether a seat is kept for it: confirmed, and new as long as nobody has looked. Somebody
    /// who did not come has left the seat to others.
    pub const fn takes_a_seat(self) -> bool {
        matches!(self, RegistrationStatus::New | RegistrationStatus::Confirmed)
    }
}

/// The seats of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Seats {
    /// How many seats there are; none if there is no limit.
    pub capacity: Option<u32>,
    /// How many are taken.
    pub taken: u32,
    /// How many people wait.
    pub waiting: u32,
    /// How many are free; none if there is no limit.
    pub free: Option<u32>,
    /// By how many there are more people than seats. Two workstations that are apart can both
    /// give away the last seat; that is shown, never undone by the program.
    pub overbooked: u32,
    /// How many of those who wait could have a seat now.
    pub could_be_confirmed: u32,
}

/// Counts the seats of an event by its capacity and the statuses of its registrations.
pub fn seats(
    capacity: Option<u32>,
    statuses: impl IntoIterator<Item = RegistrationStatus>,
) -> Seats {
    let (mut taken, mut waiting) = (0u32, 0u32);
    for status in statuses {
        if status.takes_a_seat() {
            taken = taken.saturating_add(1);
        } else if status == RegistrationStatus::Waiting {
            waiting = waiting.saturating_add(1);
        }
    }
    let free = capacity.map(|capacity| capacity.saturating_sub(taken));
    Seats {
        capacity,
        taken,
        waiting,
        free,
        overbooked: capacity.map_or(0, |capacity| taken.saturating_sub(capacity)),
        could_be_confirmed: free.map_or(waiting, |free| free.min(waiting)),
    }
}

#[cfg(test)]
mod tests {
    use RegistrationStatus::{Cancelled, Confirmed, New, NoShow, Unfinished, Waiting};

    use super::*;
    use crate::kinds::REGISTRATION_STATUSES;

    #[test]
    fn statuses_are_the_declared_choices() {
        let names: Vec<_> = REGISTRATION_STATUSES.iter().map(|choice| choice.name).collect();
        assert_eq!(names, RegistrationStatus::ALL.map(RegistrationStatus::name));
    }

    #[test]
    fn new_and_confirmed_people_sit_and_the_rest_do_not() {
        let counted = seats(Some(3), [New, Confirmed, Waiting, Cancelled, Unfinished, NoShow]);
        assert_eq!((counted.taken, counted.waiting, counted.free), (2, 1, Some(1)));
        assert_eq!((counted.overbooked, counted.could_be_confirmed), (0, 1));
    }

    #[test]
    fn a_last_seat_given_twice_is_overbooked() {
        let counted = seats(Some(1), [Confirmed, Confirmed, Waiting]);
        assert_eq!((counted.free, counted.overbooked, counted.could_be_confirmed), (Some(0), 1, 0));
    }

    #[test]
    fn without_a_limit_everybody_fits() {
        let counted = seats(None, [Confirmed, Waiting]);
        assert_eq!((counted.free, counted.overbooked, counted.could_be_confirmed), (None, 0, 1));
    }
}
