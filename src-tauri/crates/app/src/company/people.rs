//! Who is at a company, who left, and where to.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use domain::kinds::{self, affiliation, interaction, person};
use domain::{Language, RecordId};
use store::Record;

use super::{Told, day, refer, shown};
use crate::sessions::{references, text};
use crate::view::{PlaceOfWork, PostView};

impl Told<'_> {
    /// Those who are there, met last first, and those who were, left last first; each person once,
    /// by the post that goes on, or else ended last.
    pub(super) fn people(&self) -> (Vec<PostView>, Vec<PostView>) {
        let met = self.last_met();
        let mut posts: BTreeMap<RecordId, &Record> = BTreeMap::new();
        for post in &self.read.posts {
            let Some(who) = post.value(affiliation::PERSON).reference() else { continue };
            let kept = posts.entry(who).or_insert(post);
            if self.rank(post) > self.rank(kept) {
                *kept = post;
            }
        }
        let mut there = Vec::new();
        let mut left = Vec::new();
        for (who, post) in posts {
            let Some(record) = self.read.people.get(&who) else { continue };
            let view = self.post(post, record, met.get(&who).cloned());
            if self.has_ended(post) { &mut left } else { &mut there }.push(view);
        }
        there.sort_by_cached_key(|it| (Reverse(it.last_met.clone()), last_name_first(it)));
        left.sort_by_cached_key(|it| (Reverse(it.ends_on.clone()), last_name_first(it)));
        (there, left)
    }

    /// When each person was last met by anyone of any institution.
    fn last_met(&self) -> BTreeMap<RecordId, String> {
        let mut met = BTreeMap::new();
        for contact in self.contacts() {
            for who in references(contact.value(interaction::PEOPLE)) {
                met.entry(*who).or_insert_with(|| text(contact, interaction::HAPPENED_AT));
            }
        }
        met
    }

    fn has_ended(&self, post: &Record) -> bool {
        day(post, affiliation::ENDS_ON).is_some_and(|end| end < self.today())
    }

    /// Which post of a person at a company says most of the person today.
    fn rank(&self, post: &Record) -> (bool, bool, String, RecordId) {
        let primary = post.value(affiliation::IS_PRIMARY).integer() == Some(1);
        let ends = post.value(affiliation::ENDS_ON).text().unwrap_or("9").to_owned();
        (!self.has_ended(post), primary, ends, post.id)
    }

    fn post(&self, post: &Record, who: &Record, last_met: Option<String>) -> PostView {
        let date = |field| day(post, field).map(domain::dates::iso_date);
        PostView {
            id: post.id.to_string(),
            person: refer(&kinds::PERSON, who.id, crate::records::title(&kinds::PERSON, who)),
            job_title: text(post, affiliation::JOB_TITLE),
            unit: text(post, affiliation::UNIT),
            phone: shown(&kinds::PERSON, who, person::PHONE, Language::Fi),
            email: text(who, person::EMAIL),
            starts_on: date(affiliation::STARTS_ON),
            ends_on: date(affiliation::ENDS_ON),
            last_met,
            now_at: if self.has_ended(post) { self.elsewhere(who.id) } else { Vec::new() },
        }
    }

    /// Where a person works now, this company aside.
    fn elsewhere(&self, who: RecordId) -> Vec<PlaceOfWork> {
        let posts = self.read.affiliations.iter().filter(|post| {
            post.value(affiliation::PERSON).reference() == Some(who)
                && post.value(affiliation::ORGANISATION).reference()
                    != Some(self.read.organisation.id)
                && !self.has_ended(post)
        });
        let places = posts.filter_map(|post| {
            Some(PlaceOfWork {
                organisation: self.organisation(post.value(affiliation::ORGANISATION))?,
                job_title: text(post, affiliation::JOB_TITLE),
            })
        });
        places.collect()
    }

    /// The units of an institution whose people were in touch: where each works, and in which part.
    pub(super) fn units_of(&self, people: &BTreeSet<RecordId>) -> u32 {
        let posts = self.read.affiliations.iter().filter(|post| {
            let who = post.value(affiliation::PERSON).reference();
            who.is_some_and(|who| people.contains(&who))
                && !post.value(affiliation::UNIT).is_empty()
        });
        let units: BTreeSet<String> =
            posts.map(|post| domain::fold(&text(post, affiliation::UNIT))).collect();
        u32::try_from(units.len()).unwrap_or(u32::MAX)
    }
}

fn last_name_first(post: &PostView) -> (String, String) {
    let name = &post.person.title;
    let last = name.rsplit(' ').next().unwrap_or_default();
    (domain::sort_key(last), post.id.clone())
}
