//! Form tools, recognised by the shape of their exports.
//!
//! A profile is declared, not coded: which titles are its own, what they are for, what its times
//! and multiple choices look like. Whatever a profile does not name goes through the dictionary.
//! A new tool is a file beside the others and a line in [`ALL`].

mod eventbrite;
mod google_forms;
mod hi_events;
mod indico;
mod limesurvey;
mod message;
mod microsoft_forms;
mod pretix;
mod typeform;
mod wagtail;

use serde::Serialize;

use crate::{Role, Status, dictionary::normalised};

/// The name of a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct ProfileName(&'static str);

impl ProfileName {
    /// A list that no form tool is recognised by.
    pub const LIST: ProfileName = ProfileName("list");

    /// The name as it is stored and typed.
    pub const fn as_str(self) -> &'static str {
        self.0
    }

    /// Finds a profile by its name.
    pub fn parse(name: &str) -> Option<ProfileName> {
        let known = ALL.iter().map(|profile| ProfileName(profile.name)).chain([ProfileName::LIST]);
        known.into_iter().find(|known| known.0.eq_ignore_ascii_case(name.trim()))
    }

    /// Every name, for messages about what can be typed.
    pub fn all() -> impl Iterator<Item = &'static str> {
        ALL.iter().map(|profile| profile.name).chain([ProfileName::LIST.0])
    }
}

impl std::fmt::Display for ProfileName {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.0)
    }
}

/// How a form tool writes several chosen options.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MultipleChoice {
    /// Nothing is known: separators are looked for in the answers.
    Unknown,
    /// A column for each option, titled with the question, this text, and the option.
    ColumnPerOption(&'static str),
    /// A column for each option, titled `question[option]`.
    Bracketed,
    /// One cell, options joined by this text; one may hold it as well.
    Joined(&'static str),
    /// One cell, a semicolon after every option.
    Terminated,
}

/// What is declared of a form tool's export.
#[derive(Debug)]
pub(crate) struct Profile {
    pub name: &'static str,
    /// Each group is one column under its possible titles; all groups must be there.
    pub signature: &'static [&'static [&'static str]],
    /// A title that this export never has.
    pub never: &'static [&'static str],
    /// What titles are for; the first column of a title only.
    pub columns: &'static [(Role, &'static [&'static str])],
    /// Titles that say nothing about the person.
    pub ignored: &'static [&'static str],
    /// Beginnings of such titles.
    pub ignored_beginnings: &'static [&'static str],
    pub multiple_choice: MultipleChoice,
    /// What stands before the title of every question.
    pub question_prefix: &'static str,
    /// Whether times without a zone are UTC rather than those of the event.
    pub utc: bool,
    /// Whether texts may carry the apostrophe that keeps spreadsheets from running them.
    pub guarded: bool,
    /// Whether a row without a name is a product or a fee and no person.
    pub named_only: bool,
    /// What a row is that says nothing about its state.
    pub default_status: Status,
    /// Whether a row without a time of submission was never sent.
    pub unsent_without_time: bool,
    /// Whether the rows are orders or fees, of which no people can be made.
    pub no_people: bool,
    /// How many of the first columns tell who was signed in; questions that ask the same are
    /// believed before them.
    pub sign_in_columns: usize,
}

impl Profile {
    /// What most tools have in common.
    const COMMON: Profile = Profile {
        name: ProfileName::LIST.0,
        signature: &[],
        never: &[],
        columns: &[],
        ignored: &[],
        ignored_beginnings: &[],
        multiple_choice: MultipleChoice::Unknown,
        question_prefix: "",
        utc: false,
        guarded: false,
        named_only: false,
        default_status: Status::Confirmed,
        unsent_without_time: false,
        no_people: false,
        sign_in_columns: 0,
    };

    pub(crate) fn name(&self) -> ProfileName {
        ProfileName(self.name)
    }

    /// Whether titles, normalised, are those of this export.
    fn fits(&self, titles: &[String]) -> bool {
        let has = |title: &&str| titles.iter().any(|other| other == *title);
        !self.signature.is_empty()
            && self.signature.iter().all(|group| group.iter().any(has))
            && !self.never.iter().any(has)
    }

    /// What a title, normalised, is for by declaration.
    pub(crate) fn role_of(&self, title: &str) -> Option<Role> {
        let declared = self.columns.iter().find(|(_, titles)| titles.contains(&title));
        declared.map(|(role, _)| *role).or_else(|| {
            let ignored = self.ignored.contains(&title)
                || self.ignored_beginnings.iter().any(|start| title.starts_with(start));
            ignored.then_some(Role::Ignored)
        })
    }
}

/// A list of no known tool.
pub(crate) static LIST: Profile = Profile::COMMON;

/// Every profile; the first that fits is taken, so that the narrower stands before the wider.
static ALL: &[&Profile] = &[
    &message::MESSAGE,
    &pretix::POSITIONS,
    &pretix::ORDERS,
    &pretix::FEES,
    &pretix::CHECK_IN,
    &pretix::WAITING_LIST,
    &indico::INDICO,
    &limesurvey::LIMESURVEY,
    &typeform::TYPEFORM,
    &eventbrite::ATTENDEES,
    &hi_events::ATTENDEES,
    &microsoft_forms::MICROSOFT_FORMS,
    &google_forms::GOOGLE_FORMS,
    &wagtail::WAGTAIL,
];

/// Recognises the tool by the titles of its export.
pub(crate) fn recognise<'a>(titles: impl Iterator<Item = &'a str>) -> &'static Profile {
    let titles: Vec<String> = titles.map(normalised).collect();
    let fitting = ALL.iter().find(|profile| profile.fits(&titles));
    fitting.copied().unwrap_or(&LIST)
}

/// The profile of that name.
pub(crate) fn by_name(name: ProfileName) -> &'static Profile {
    ALL.iter().copied().find(|profile| profile.name == name.0).unwrap_or(&LIST)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recognised(header: &str) -> &'static str {
        recognise(header.split(',')).name
    }

    #[test]
    fn tools_are_recognised_in_the_languages_of_their_exports() {
        for (header, name) in [
            (
                "Tapahtuman tunniste,Tapahtuman nimi,Tilauskoodi,Paikkatunniste,Tila,Sähköposti,Osallistujan nimi",
                "pretix",
            ),
            ("Event slug,Event name,Order code,Position ID,Status,Email,Attendee name", "pretix"),
            (
                "Förkortning för evenemanget,Event namn,Bokningsnummer,Positions-ID,Status,Namn på deltagare",
                "pretix",
            ),
            (
                "Tapahtuman tunniste,Tilauskoodi,Tilauksen summa,Tila,Sähköposti,Nimi",
                "pretix-orders",
            ),
            (
                "Tilauskoodi,Osallistujan nimi,Tuote,Hinta,Checked in,Kirjattu ulos,Sähköposti",
                "pretix-check-in",
            ),
            ("ID,Name,Sähköposti,Organisaatio,Registration date,Registration state,Tags", "indico"),
            ("id,submitdate,lastpage,startlanguage,seed,etunimi", "limesurvey"),
            (
                "#,Mikä on nimesi?,Response Type,Start Date (UTC),Stage Date (UTC),Submit Date (UTC),Network ID",
                "typeform",
            ),
            (
                "Order #,Order Date,First Name,Last Name,Email,Attendee #,Attendee Status",
                "eventbrite",
            ),
            (
                "ID,First Name,Last Name,Email,Status,Check Ins,Product ID,Public ID,Short ID,Created Date",
                "hi-events",
            ),
            ("ID,Start time,Completion time,Email,Name,Nimesi", "microsoft-forms"),
            ("Tunnus,Aloitusaika,Valmistumisaika,Sähköposti,Nimi", "microsoft-forms"),
            ("ID,Startzeit,Abschlusszeit,E-Mail,Name", "microsoft-forms"),
            ("Timestamp,Email Address,First name", "google-forms"),
            ("Aikaleima,Sähköpostiosoite,Etu- ja sukunimi", "google-forms"),
            ("Lähetetty,Etunimi,Sukunimi", "wagtail"),
            (
                "source,submittedAt,eventCode,person.firstName,person.email,answers.Aiheet",
                "message",
            ),
            ("Nro,Etunimi,Sukunimi,Sähköposti", "list"),
        ] {
            assert_eq!(recognised(header), name, "{header}");
        }
    }

    #[test]
    fn names_are_found_again_and_distinct() {
        let names: Vec<&str> = ProfileName::all().collect();
        let distinct: std::collections::BTreeSet<_> = names.iter().collect();
        assert_eq!(distinct.len(), names.len());
        for name in names {
            assert_eq!(ProfileName::parse(name).map(ProfileName::as_str), Some(name));
        }
        assert_eq!(ProfileName::parse("doodle"), None);
    }

    #[test]
    fn declared_titles_are_normalised() {
        for profile in ALL {
            let titles = profile.columns.iter().flat_map(|(_, titles)| titles.iter());
            let signature = profile.signature.iter().flat_map(|group| group.iter());
            for title in titles.chain(signature).chain(profile.never).chain(profile.ignored) {
                assert_eq!(&normalised(title), title, "{}", profile.name);
            }
        }
    }
}
