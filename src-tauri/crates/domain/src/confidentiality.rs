//! Who may read what somebody noted in confidence.
//!
//! Every workstation has every record, because they travel whole; so this is a rule of the house
//! about what is shown, not a lock. What may not be read still shows that there was something: that
//! another institution was in touch, when and how, is what everybody must know of a company; what
//! was said is not.

use crate::fold;

/// Whose eyes a note or a need is for; the names are those of
/// [`CONFIDENTIALITY`](crate::kinds::CONFIDENTIALITY).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Confidentiality {
    /// Every institution's.
    Shared,
    /// Those of the institution that wrote it.
    Institution,
    /// Those of whoever was in touch; where nobody is named, those of the institution. Never on
    /// paper.
    Confidential,
}

impl Confidentiality {
    /// What is kept under `name`: shared where nothing is said, and the strictest where a newer
    /// version said something that is not known here.
    pub fn of(name: Option<&str>) -> Confidentiality {
        match name {
            None | Some("" | "shared") => Confidentiality::Shared,
            Some("institution") => Confidentiality::Institution,
            Some(_) => Confidentiality::Confidential,
        }
    }
}

/// Who reads: a person at a workstation of an institution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reader<'r> {
    /// The institution of the workstation; may be empty.
    pub institution: &'r str,
    /// The name of whoever works there; may be empty.
    pub name: &'r str,
}

/// What is read, as far as the rule asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Noted<'n> {
    /// The field `confidentiality`.
    pub confidentiality: Option<&'n str>,
    /// The institution that wrote it; may be empty.
    pub institution: &'n str,
    /// The name of whoever was in touch; empty where nobody is named.
    pub by: &'n str,
}

impl Reader<'_> {
    /// Whether the reader may see what was noted on a screen.
    ///
    /// A note for one institution that does not say for which is for nobody: better asked for than
    /// told to the wrong one.
    pub fn may_read(&self, noted: &Noted<'_>) -> bool {
        let is_own = is_same(noted.institution, self.institution);
        match Confidentiality::of(noted.confidentiality) {
            Confidentiality::Shared => true,
            Confidentiality::Institution => is_own,
            Confidentiality::Confidential if noted.by.trim().is_empty() => is_own,
            Confidentiality::Confidential => is_own && is_same(noted.by, self.name),
        }
    }

    /// Whether it may stand on paper or in a file that the reader takes out of the house.
    pub fn may_print(&self, noted: &Noted<'_>) -> bool {
        let is_secret = Confidentiality::of(noted.confidentiality) == Confidentiality::Confidential;
        !is_secret && self.may_read(noted)
    }
}

/// Whether two names are the same to people; nobody is the same as nobody.
fn is_same(one: &str, other: &str) -> bool {
    let one = fold(one);
    !one.is_empty() && one == fold(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAIJA: Reader<'_> = Reader { institution: "Karelia", name: "Maija Meikäläinen" };

    fn noted<'n>(secrecy: &'n str, institution: &'n str, by: &'n str) -> Noted<'n> {
        Noted { confidentiality: Some(secrecy), institution, by }
    }

    #[test]
    fn what_is_shared_or_says_nothing_is_for_everybody() {
        let silent = Noted { confidentiality: None, institution: "", by: "" };
        for open in [silent, noted("shared", "UEF", "Tero Tutkija"), noted("", "", "")] {
            assert!(MAIJA.may_read(&open) && MAIJA.may_print(&open), "{open:?}");
        }
    }

    #[test]
    fn what_an_institution_keeps_is_read_there_and_nowhere_else() {
        let own = noted("institution", " karelia ", "Tero Tutkija");
        assert!(MAIJA.may_read(&own) && MAIJA.may_print(&own));
        for others in ["UEF", ""] {
            assert!(
                !MAIJA.may_read(&noted("institution", others, "Maija Meikäläinen")),
                "{others}"
            );
        }
        let nowhere = Reader { institution: "", name: "" };
        assert!(!nowhere.may_read(&noted("institution", "", "")));
    }

    #[test]
    fn what_is_confidential_is_read_by_whoever_was_in_touch_and_never_printed() {
        let own = noted("confidential", "Karelia", "maija meikäläinen");
        assert!(MAIJA.may_read(&own));
        assert!(!MAIJA.may_print(&own));
        assert!(!MAIJA.may_read(&noted("confidential", "Karelia", "Tero Tutkija")));
        assert!(!MAIJA.may_read(&noted("confidential", "UEF", "Maija Meikäläinen")));
        assert!(MAIJA.may_read(&noted("confidential", "Karelia", "")));
    }

    #[test]
    fn a_secrecy_of_a_newer_version_is_the_strictest() {
        assert!(!MAIJA.may_read(&noted("board_only", "Karelia", "Tero Tutkija")));
        assert!(!MAIJA.may_print(&noted("board_only", "Karelia", "Maija Meikäläinen")));
    }

    #[test]
    fn every_declared_choice_has_its_own_meaning() {
        let meanings: Vec<Confidentiality> = crate::kinds::CONFIDENTIALITY
            .iter()
            .map(|choice| Confidentiality::of(Some(choice.name)))
            .collect();
        use Confidentiality::*;
        assert_eq!(meanings, [Shared, Institution, Confidential]);
    }
}
