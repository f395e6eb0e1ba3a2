use std::collections::{BTreeMap, BTreeSet};

use domain::kinds::{person, registration};
use domain::{FieldId, Value};
use proptest::prelude::*;

use super::*;
use crate::{ReadOptions, read_file};

const TARGET: Target = Target { event: RecordId::from_bytes([9; 16]), key: [7; 32] };

const LIST: &str = "Etunimi;Sukunimi;Sähköposti;Organisaatio;Titteli;Puhelin\n\
    Áile;Niittyvuopio;aile@saiva.example.fi;Saiva Data Oy;toimitusjohtaja;040 123 4567\n\
    Matti;Åström;matti@saiva.example.fi;Saiva Data;kehittäjä;\n\
    Nelli;Nurmi;;Yksin Oy;;\n";

fn read(text: &str) -> ReadFile {
    read_file(text.as_bytes(), "lista.csv", &ReadOptions::default())
}

/// What would be known after the proposed changes, as the store would answer.
fn after(known: &Known, proposal: &Proposal) -> Known {
    let mut known = known.clone();
    let mut people: BTreeMap<RecordId, BTreeMap<FieldId, Value>> = BTreeMap::new();
    for op in proposal.file_ops.iter().chain(&proposal.match_ops) {
        let Op::Set { kind, record, values } = op else { continue };
        let given = values.iter().filter(|(_, value)| !value.is_empty()).cloned();
        if *kind == kinds::REGISTRATION.id {
            known.registrations.entry(*record).or_default().values.extend(given);
        } else if *kind == kinds::PERSON.id {
            people.entry(*record).or_default().extend(given);
        } else if *kind == kinds::ORGANISATION.id {
            let names = values.iter().filter(|(field, _)| *field == kinds::organisation::NAME);
            let names = names.filter_map(|(_, value)| value.text().map(organisation_key)).collect();
            let id = values.iter().find(|(field, _)| *field == kinds::organisation::BUSINESS_ID);
            let business_id = id.and_then(|(_, value)| value.text()).map(str::to_owned);
            known.organisations.push(KnownOrganisation { id: *record, names, business_id });
        }
    }
    for (id, values) in people {
        let text = |field| values.get(&field).and_then(Value::text).unwrap_or_default().to_owned();
        let name = format!("{} {}", text(person::FIRST_NAME), text(person::LAST_NAME));
        let has_phone = values.contains_key(&person::PHONE);
        let emails = vec![text(person::EMAIL)];
        known.people.push(KnownPerson { id, name: name.trim().to_owned(), emails, has_phone });
    }
    known
}

#[test]
fn new_people_and_their_organisation_are_proposed_once() {
    let proposal = propose(&read(LIST), &Known::default(), &TARGET);
    let counts = proposal.counts;
    assert_eq!((counts.new, counts.people_new, counts.people_unclear), (3, 2, 1));
    let of = |kind| {
        proposal
            .match_ops
            .iter()
            .filter(move |op| matches!(op, Op::Set { kind: of, .. } if *of == kind))
            .count()
    };
    assert_eq!(of(kinds::PERSON.id), 2);
    assert_eq!(of(kinds::ORGANISATION.id), 2, "Saiva Data Oy and Saiva Data are one");
    assert_eq!(of(kinds::AFFILIATION.id), 2);
}

#[test]
fn taking_a_file_twice_proposes_nothing_new() {
    let file = read(LIST);
    let first = propose(&file, &Known::default(), &TARGET);
    let again = propose(&file, &after(&Known::default(), &first), &TARGET);
    assert_eq!((again.counts.new, again.counts.changed, again.counts.unchanged), (0, 0, 3));
    assert_eq!(again.match_ops, []);
    assert_eq!(again.file_ops, first.file_ops);
}

#[test]
fn a_later_export_is_counted_row_by_row() {
    let first = propose(&read(LIST), &Known::default(), &TARGET);
    let known = after(&Known::default(), &first);
    let later = LIST.replace("kehittäjä", "johtaja") + "Uusi;Tulija;uusi@x.example.fi;;;\n";
    let counts = propose(&read(&later), &known, &TARGET).counts;
    assert_eq!((counts.new, counts.changed, counts.unchanged), (1, 1, 2));
}

#[test]
fn what_a_person_wrote_does_not_count_as_changed() {
    let file = read(LIST);
    let mut known = after(&Known::default(), &propose(&file, &Known::default(), &TARGET));
    for one in known.registrations.values_mut() {
        one.values.insert(registration::STATUS, Value::from("cancelled"));
        one.written_by_person.insert(registration::STATUS);
    }
    let counts = propose(&file, &known, &TARGET).counts;
    assert_eq!((counts.new, counts.changed, counts.unchanged), (0, 0, 3));
}

#[test]
fn one_address_with_two_names_is_two_people_and_two_people_of_one_address_are_never_guessed() {
    let known = |names: &[&str]| Known {
        people: names
            .iter()
            .enumerate()
            .map(|(at, name)| KnownPerson {
                id: RecordId::from_bytes([at as u8 + 1; 16]),
                name: (*name).to_owned(),
                emails: vec!["info@x.example.fi".to_owned()],
                has_phone: true,
            })
            .collect(),
        ..Known::default()
    };
    let file = read("Nimi;Sähköposti\nMaija Meri;info@x.example.fi\n");
    let apart = propose(&file, &known(&["Ville Vuori"]), &TARGET);
    assert_eq!(apart.counts.people_new, 1);
    assert!(apart.problems.iter().any(|problem| problem.code == ProblemCode::SharedEmail));

    let unclear = propose(&file, &known(&["Maija Meri", "Maija Meri"]), &TARGET);
    assert_eq!((unclear.counts.people_unclear, unclear.counts.people_new), (1, 0));
    assert!(unclear.problems.iter().any(|problem| problem.code == ProblemCode::AmbiguousPerson));
    assert_eq!(unclear.match_ops, []);

    let found = propose(&file, &known(&["Meri Maija", "Ville Vuori"]), &TARGET);
    assert_eq!(found.counts.people_known, 1);
}

#[test]
fn the_file_speaks_the_same_whatever_is_known() {
    let file = read(LIST);
    let empty = propose(&file, &Known::default(), &TARGET);
    let known = after(&Known::default(), &empty);
    assert_eq!(propose(&file, &known, &TARGET).file_ops, empty.file_ops);
}

#[test]
fn an_edit_that_is_kept_against_the_file_is_named() {
    let file = read(LIST);
    let mut known = after(&Known::default(), &propose(&file, &Known::default(), &TARGET));
    let one = known.registrations.values_mut().next().unwrap();
    one.values.insert(registration::STATUS, Value::from("cancelled"));
    one.written_by_person.insert(registration::STATUS);
    let proposal = propose(&file, &known, &TARGET);
    let kept: Vec<_> =
        proposal.problems.iter().filter(|problem| problem.code == ProblemCode::EditKept).collect();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].value, "status");
    assert_eq!(proposal.counts.unchanged, 3);
}

#[test]
fn one_person_under_two_spellings_is_created_once() {
    let file = read(
        "Nimi;Sähköposti;Yritys\nMaija Meri;maija@x.example.fi;Meri Oy\n\
         Meri, Maija;maija@x.example.fi;Meri\nMaija Liisa Meri;maija@x.example.fi;Oy Meri Ab\n",
    );
    let proposal = propose(&file, &Known::default(), &TARGET);
    let created = |kind| {
        proposal
            .match_ops
            .iter()
            .filter(|op| matches!(op, Op::Set { kind: of, .. } if *of == kind))
            .count()
    };
    assert_eq!(created(kinds::PERSON.id), 1);
    assert_eq!(created(kinds::ORGANISATION.id), 1);
    assert_eq!(created(kinds::AFFILIATION.id), 1);
    assert_eq!(created(kinds::REGISTRATION.id), 3);
}

#[test]
fn a_business_id_tells_organisations_of_one_name_apart_and_is_learned() {
    let known = |business_id: Option<&str>| Known {
        organisations: vec![KnownOrganisation {
            id: RecordId::from_bytes([5; 16]),
            names: vec![organisation_key("Meri Oy")],
            business_id: business_id.map(str::to_owned),
        }],
        ..Known::default()
    };
    let file =
        read("Nimi;Sähköposti;Yritys;Y-tunnus\nMaija Meri;m@x.example.fi;Meri Oy;2285733-9\n");
    let organisations = |known: &Known| -> Vec<(RecordId, usize)> {
        let ops = propose(&file, known, &TARGET).match_ops;
        ops.iter()
            .filter_map(|op| match op {
                Op::Set { kind, record, values } if *kind == kinds::ORGANISATION.id => {
                    Some((*record, values.len()))
                }
                _ => None,
            })
            .collect()
    };
    let id = RecordId::from_bytes([5; 16]);
    assert_eq!(organisations(&known(None)), [(id, 1)], "the id is learned");
    assert_eq!(organisations(&known(Some("2285733-9"))), []);
    let another = organisations(&known(Some("0139545-4")));
    assert!(another.len() == 1 && another[0].0 != id && another[0].1 == 2);
}

/// A list with a key, and a later export of it with fewer columns.
const WIDE: &str = "ID;Nimi;Sähköposti;Puhelin;Titteli\n1;Maija Meri;m@x.example.fi;040 123 4567;johtaja\n\
    2;Ville Vuori;v@x.example.fi;040 123 4568;opettaja\n";
const NARROW: &str =
    "ID;Nimi;Sähköposti\n1;Maija Meri;m@x.example.fi\n2;Ville Vuori;v@x.example.fi\n";

#[test]
fn a_narrower_export_changes_nothing_and_empties_nothing() {
    let known = after(&Known::default(), &propose(&read(WIDE), &Known::default(), &TARGET));
    let again = propose(&read(NARROW), &known, &TARGET);
    assert_eq!((again.counts.new, again.counts.changed, again.counts.unchanged), (0, 0, 2));
    assert_eq!(again.match_ops, []);
}

#[test]
fn what_a_taken_file_would_empty_is_said_again() {
    let known = after(&Known::default(), &propose(&read(WIDE), &Known::default(), &TARGET));
    let later = NARROW.to_owned() + "3;Aino Aalto;a@x.example.fi\n";
    let taken = propose(&read(&later), &known, &TARGET);
    assert_eq!((taken.counts.new, taken.counts.changed, taken.counts.unchanged), (1, 0, 2));
    let said: Vec<_> = taken
        .match_ops
        .iter()
        .filter_map(|op| match op {
            Op::Set { kind, values, .. } if *kind == kinds::REGISTRATION.id => Some(values),
            _ => None,
        })
        .filter(|values| values.iter().any(|(field, _)| *field == registration::PHONE))
        .collect();
    let maija = vec![
        (registration::PHONE, Value::from("+358401234567")),
        (registration::JOB_TITLE, Value::from("johtaja")),
    ];
    assert!(said.len() == 2 && said.contains(&&maija), "{said:?}");
}

#[test]
fn where_a_joined_name_is_split_is_no_news() {
    let parted = read("ID;Etunimi;Sukunimi;Sähköposti\n1;Nguyễn Thị;Hương Lan;lan@x.example.fi\n");
    let joined = "ID;Nimi;Sähköposti\n1;Nguyễn Thị Hương Lan;lan@x.example.fi\n";
    let known = after(&Known::default(), &propose(&parted, &Known::default(), &TARGET));
    let counts = propose(&read(joined), &known, &TARGET).counts;
    assert_eq!((counts.new, counts.changed, counts.unchanged), (0, 0, 1));

    let guessed = after(&Known::default(), &propose(&read(joined), &Known::default(), &TARGET));
    assert_eq!(propose(&parted, &guessed, &TARGET).counts.changed, 1, "columns know better");
}

#[test]
fn a_row_that_passes_to_somebody_else_takes_nothing_over() {
    let known = after(&Known::default(), &propose(&read(WIDE), &Known::default(), &TARGET));
    let passed = NARROW.replace("Maija Meri;m@", "Aino Aalto;a@");
    let taken = propose(&read(&passed), &known, &TARGET);
    assert_eq!((taken.counts.changed, taken.counts.unchanged), (1, 1));
    let phones = taken.match_ops.iter().filter(|op| {
        matches!(op, Op::Set { values, .. } if values.contains(&(registration::PHONE, Value::from("+358401234567"))))
    });
    assert_eq!(phones.count(), 0);
    let linked = |proposal: &Proposal| -> BTreeSet<RecordId> {
        let values = proposal.match_ops.iter().filter_map(|op| match op {
            Op::Set { values, .. } => Some(values),
            _ => None,
        });
        let people = values.flatten().filter(|(field, value)| {
            *field == registration::PERSON && matches!(value, Value::Reference(_))
        });
        people.filter_map(|(_, value)| value.reference()).collect()
    };
    assert_eq!(linked(&taken).len(), 1, "the registration is linked to Aino");
    assert_eq!(propose(&read(&passed), &after(&known, &taken), &TARGET).match_ops, []);
}

#[test]
fn a_row_with_too_many_cells_is_set_aside_and_counted() {
    let file = read(
        "Etunimi;Sukunimi;Sähköposti;Yritys\nMaija;Meri;m@x.example.fi;Meri Oy\n\
         Ville;Vuori;v@x.example.fi;Vuori; Oy\nAino;Aalto;a@x.example.fi;Aalto Oy\n",
    );
    let proposal = propose(&file, &Known::default(), &TARGET);
    assert_eq!((proposal.counts.new, proposal.counts.set_aside), (2, 1));
}

proptest! {
    #[test]
    fn any_table_is_read_and_proposed_without_a_panic_and_only_once(
        rows in prop::collection::vec(prop::collection::vec("[a-zåäö0-9@. ]{0,12}", 4), 0..12),
    ) {
        let mut text = "Nimi;Sähköposti;Yritys;Puhelin\n".to_owned();
        for row in &rows {
            text += &row.join(";");
            text.push('\n');
        }
        let file = read(&text);
        let first = propose(&file, &Known::default(), &TARGET);
        let again = propose(&file, &after(&Known::default(), &first), &TARGET);
        prop_assert_eq!(again.counts.new, 0);
        prop_assert_eq!(again.counts.changed, 0);
        prop_assert_eq!(&again.match_ops, &vec![]);
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for name in ["a.csv", "a.xlsx", "a.json"] {
            read_file(&bytes, name, &ReadOptions::default());
        }
    }

    #[test]
    fn the_order_of_rows_makes_no_difference_to_ids(turn in 0_usize..3) {
        let mut lines: Vec<&str> = LIST.trim_end().lines().collect();
        lines[1..].rotate_left(turn);
        let turned = read(&(lines.join("\n") + "\n"));
        let mut ids = registration_ids(&turned, &TARGET);
        let mut straight = registration_ids(&read(LIST), &TARGET);
        ids.sort_unstable();
        straight.sort_unstable();
        prop_assert_eq!(ids, straight);
    }
}
