use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::{FieldType, Label, Language};

const NUMBERS: &str = include_str!("../../numbers.txt");

fn declared() -> BTreeMap<String, u16> {
    let mut numbers = BTreeMap::new();
    for kind in KINDS {
        numbers.insert(kind.name.to_owned(), kind.id.0);
        for field in kind.fields {
            numbers.insert(format!("{}.{}", kind.name, field.name), field.id.0);
        }
    }
    numbers
}

/// A removed kind or field stays in `numbers.txt` with its number, in brackets, so that nobody
/// takes it again.
#[test]
fn numbers_are_never_reused() {
    let mut committed = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for line in NUMBERS.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        let (name, number) = line.split_once(" = ").unwrap();
        let number: u16 = number.parse().unwrap();
        let bare = name.trim_matches(['[', ']']);
        let scope = bare.split_once('.').map_or("", |(kind, _)| kind);
        assert!(taken.insert((scope.to_owned(), number)), "{line}: the number is taken");
        if bare == name {
            committed.insert(name.to_owned(), number);
        }
    }
    let listing: String =
        declared().iter().map(|(name, number)| format!("{name} = {number}\n")).collect();
    assert_eq!(
        committed,
        declared(),
        "numbers.txt differs from the declarations, which make this list:\n{listing}"
    );
}

#[test]
fn kinds_are_listed_by_ascending_number_and_found_by_name_and_number() {
    assert!(KINDS.windows(2).all(|pair| pair[0].id < pair[1].id));
    for declared in KINDS {
        assert_eq!(kind(declared.name), Some(*declared));
        assert_eq!(kind_by_id(declared.id), Some(*declared));
    }
    assert_eq!(kind("unicorn"), None);
    assert_eq!(kind_by_id(KindId(60_000)), None);
}

#[test]
fn names_are_snake_case_and_unique() {
    let is_snake = |name: &str| {
        !name.is_empty()
            && name.chars().all(|c| c.is_ascii_lowercase() || c == '_' || c.is_ascii_digit())
    };
    let mut kinds = BTreeSet::new();
    for kind in KINDS {
        assert!(is_snake(kind.name) && kinds.insert(kind.name), "{}", kind.name);
        let mut fields = BTreeSet::new();
        let mut numbers = BTreeSet::new();
        for field in kind.fields {
            assert!(is_snake(field.name), "{}.{}", kind.name, field.name);
            assert!(fields.insert(field.name), "{}.{} twice", kind.name, field.name);
            assert!(numbers.insert(field.id), "{}.{}: number taken", kind.name, field.name);
        }
    }
}

#[test]
fn every_label_speaks_three_languages() {
    let check = |label: &Label, place: &str| {
        for language in Language::ALL {
            let text = label.text(language);
            assert!(!text.is_empty() && text == text.trim(), "{place} in {}", language.code());
        }
    };
    for kind in KINDS {
        check(&kind.label, kind.name);
        for field in kind.fields {
            check(&field.label, &format!("{}.{}", kind.name, field.name));
            if let FieldType::Choice(choices) = field.field_type {
                let names: BTreeSet<_> = choices.iter().map(|choice| choice.name).collect();
                assert_eq!(names.len(), choices.len(), "{}.{}", kind.name, field.name);
                for choice in choices {
                    check(&choice.label, choice.name);
                }
            }
        }
    }
}

/// Labels tell the fields of a form apart, in every language.
#[test]
fn no_two_fields_of_a_kind_share_a_label() {
    for kind in KINDS {
        for language in Language::ALL {
            let mut seen = BTreeSet::new();
            for field in kind.fields {
                let text = field.label.text(language);
                assert!(seen.insert(text), "{}.{}: “{text}” twice", kind.name, field.name);
            }
        }
    }
}

#[test]
fn fields_of_a_group_stand_together_and_are_more_than_one() {
    for kind in KINDS {
        let mut closed = BTreeSet::new();
        for run in kind.fields.chunk_by(|a, b| a.group.is_some() && a.group == b.group) {
            if let Some(group) = run[0].group {
                assert!(closed.insert(group), "{}: group {group} is torn", kind.name);
                assert!(run.len() > 1, "{}: group {group} has one field", kind.name);
                assert!(run.iter().all(|field| kind.register_of(field).0 == run[0].id.0));
            }
        }
    }
}

#[test]
fn references_name_declared_kinds_and_parents_are_references() {
    for kind in KINDS {
        for field in kind.fields {
            let place = format!("{}.{}", kind.name, field.name);
            match field.field_type {
                FieldType::Reference(target) => assert!(super::kind(target).is_some(), "{place}"),
                FieldType::References(target) => {
                    assert!(super::kind(target).is_some(), "{place}");
                    assert!(!field.parent, "{place}");
                }
                _ => assert!(!field.parent, "{place}"),
            }
        }
    }
}

#[test]
fn titles_name_declared_fields() {
    for kind in KINDS {
        assert!(!kind.title.is_empty(), "{}", kind.name);
        for name in kind.title {
            assert!(kind.field(name).is_some(), "{}: title names {name}", kind.name);
        }
    }
}

#[test]
fn every_mention_of_a_person_is_reached_by_an_erasure() {
    for kind in KINDS {
        for field in kind.fields {
            let names_a_person = matches!(
                field.field_type,
                FieldType::Reference("person")
                    | FieldType::References("person")
                    | FieldType::Email
                    | FieldType::EmailList
                    | FieldType::Phone
                    | FieldType::PhoneList
            ) && field.name != "merged_into";
            let open = field.privacy == crate::Privacy::Open;
            assert!(!(names_a_person && open), "{}.{}", kind.name, field.name);
        }
    }
}

#[test]
fn what_says_something_of_one_record_alone_goes_with_it() {
    let about: Vec<String> = KINDS
        .iter()
        .flat_map(|kind| kind.fields.iter().map(move |field| (kind, field)))
        .filter(|(_, field)| field.about)
        .map(|(kind, field)| format!("{}.{}", kind.name, field.name))
        .collect();
    let expected = [
        "person.merged_into",
        "affiliation.person",
        "registration.person",
        "attendance.registration",
        "certificate.registration",
        "feedback.person",
        "document.person",
        "consent.person",
        "duplicate_candidate.first",
        "duplicate_candidate.second",
        "merge.survivor",
        "merge.loser",
    ];
    assert_eq!(about, expected);
}
