use proptest::prelude::*;

use super::*;

fn id(number: u8) -> RecordId {
    RecordId::from_bytes([number; 16])
}

fn list(texts: &[&str]) -> Value {
    Value::List(texts.iter().map(|text| (*text).to_owned()).collect())
}

fn after(kind: &'static Kind, own: &Values, others: &Values, chosen: &[(FieldId, Take)]) -> Values {
    let (survivor, other) = (Party { id: id(1), values: own }, Party { id: id(2), values: others });
    let chosen = chosen
        .iter()
        .map(|(field, take)| (kind.register_of(kind.field_by_id(*field).unwrap()), *take));
    let mut values = own.clone();
    values.extend(merged(kind, survivor, other, &chosen.collect()));
    values.retain(|_, value| !value.is_empty());
    values
}

fn aino() -> Values {
    Values::from([
        (person::FIRST_NAME, "Aino".into()),
        (person::LAST_NAME, "Laine".into()),
        (person::EMAIL, "aino.laine@saiva.fi".into()),
        (person::ROLES, list(&["Tutkija"])),
        (person::MARKETING_CONSENT, Value::Integer(1)),
        (person::NOTES, "Soittaa iltapäivisin.".into()),
    ])
}

fn married() -> Values {
    Values::from([
        (person::FIRST_NAME, "Aino".into()),
        (person::LAST_NAME, "Koski".into()),
        (person::EMAIL, "aino@koski.fi".into()),
        (person::PHONE, "+358504390172".into()),
        (person::ROLES, list(&["tutkija", "alumni"])),
        (person::MARKETING_CONSENT, Value::Integer(0)),
        (person::NOTES, "Ei maanantaisin.".into()),
    ])
}

#[test]
fn the_survivor_keeps_its_word_and_takes_what_it_lacked() {
    let after = after(&kinds::PERSON, &aino(), &married(), &[]);
    assert_eq!(after[&person::LAST_NAME], "Laine".into());
    assert_eq!(after[&person::OTHER_NAMES], list(&["Aino Koski"]));
    assert_eq!(after[&person::EMAIL], "aino.laine@saiva.fi".into());
    assert_eq!(after[&person::OTHER_EMAILS], list(&["aino@koski.fi"]));
    assert_eq!(after[&person::PHONE], "+358504390172".into());
    assert!(!after.contains_key(&person::OTHER_PHONES));
    assert_eq!(after[&person::ROLES], list(&["Tutkija", "alumni"]));
    assert_eq!(after[&person::NOTES], "Soittaa iltapäivisin.\n\nEi maanantaisin.".into());
}

#[test]
fn of_a_yes_and_a_no_to_marketing_the_no_stands_unless_somebody_knows_better() {
    let consent = |chosen: &[(FieldId, Take)]| {
        after(&kinds::PERSON, &aino(), &married(), chosen)[&person::MARKETING_CONSENT].clone()
    };
    assert_eq!(consent(&[]), Value::Integer(0));
    assert_eq!(consent(&[(person::MARKETING_CONSENT, Take::Survivor)]), Value::Integer(1));
    let turned = after(&kinds::PERSON, &married(), &aino(), &[]);
    assert_eq!(turned[&person::MARKETING_CONSENT], Value::Integer(0));
}

#[test]
fn what_gives_way_by_choice_is_kept_as_another_name_or_address() {
    let chosen = [(person::LAST_NAME, Take::Other), (person::EMAIL, Take::Other)];
    let after = after(&kinds::PERSON, &aino(), &married(), &chosen);
    assert_eq!(after[&person::LAST_NAME], "Koski".into());
    assert_eq!(after[&person::OTHER_NAMES], list(&["Aino Laine"]));
    assert_eq!(after[&person::EMAIL], "aino@koski.fi".into());
    assert_eq!(after[&person::OTHER_EMAILS], list(&["aino.laine@saiva.fi"]));
}

#[test]
fn an_address_is_taken_whole_or_not_at_all() {
    let own = Values::from([
        (organisation::NAME, "Saiva Oy".into()),
        (organisation::STREET_ADDRESS, "Rantakatu 1".into()),
    ]);
    let others = Values::from([
        (organisation::NAME, "Saiva Data Oy".into()),
        (organisation::STREET_ADDRESS, "Torikatu 2".into()),
        (organisation::CITY, "JOENSUU".into()),
    ]);
    let kept = after(&kinds::ORGANISATION, &own, &others, &[]);
    assert!(!kept.contains_key(&organisation::CITY));
    let taken = after(&kinds::ORGANISATION, &own, &others, &[(organisation::CITY, Take::Other)]);
    assert_eq!(taken[&organisation::STREET_ADDRESS], "Torikatu 2".into());
    assert_eq!(taken[&organisation::CITY], "JOENSUU".into());
    assert_eq!(taken[&organisation::OTHER_NAMES], list(&["Saiva Data Oy"]));
}

#[test]
fn nobody_becomes_their_own_parent() {
    let own = Values::from([
        (organisation::NAME, "Saiva".into()),
        (organisation::PARENT_ORGANISATION, Value::Reference(id(2))),
    ]);
    let others = Values::from([
        (organisation::NAME, "Saiva".into()),
        (organisation::PARENT_ORGANISATION, Value::Reference(id(1))),
    ]);
    let merged = after(&kinds::ORGANISATION, &own, &others, &[]);
    assert!(!merged.contains_key(&organisation::PARENT_ORGANISATION));
    let others = Values::from([(organisation::PARENT_ORGANISATION, Value::Reference(id(3)))]);
    let merged = after(&kinds::ORGANISATION, &own, &others, &[]);
    assert_eq!(merged[&organisation::PARENT_ORGANISATION], Value::Reference(id(3)));
}

#[test]
fn only_where_both_differ_there_is_something_to_choose() {
    let (own, others) = (aino(), married());
    let rows = rows(
        &kinds::PERSON,
        Party { id: id(1), values: &own },
        Party { id: id(2), values: &others },
    );
    let ways = |field: FieldId| {
        let register = kinds::PERSON.register_of(kinds::PERSON.field_by_id(field).unwrap());
        rows.iter().find(|row| row.register == register).map(|row| (row.take, row.ways.len()))
    };
    assert_eq!(ways(person::FIRST_NAME), Some((Take::Survivor, 2)));
    assert_eq!(ways(person::PHONE), Some((Take::Other, 1)));
    assert_eq!(ways(person::ROLES), Some((Take::Both, 3)));
    assert_eq!(ways(person::ORCID), None);
}

#[test]
fn references_follow_and_none_stands_twice() {
    let (from, to, third) = (id(2), id(1), id(3));
    assert_eq!(moved(&Value::Reference(from), from, to), Some(Value::Reference(to)));
    assert_eq!(moved(&Value::Reference(third), from, to), None);
    let both = Value::References(vec![to, third, from]);
    assert_eq!(moved(&both, from, to), Some(Value::References(vec![to, third])));
    let first = Value::References(vec![from, third, to]);
    assert_eq!(moved(&first, from, to), Some(Value::References(vec![to, third])));
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec("[a-dA-D]{1,3}", 0..4)
}

proptest! {
    /// Whatever reaches or names either of the two is known of the one that stays.
    #[test]
    fn no_address_number_name_or_role_is_lost(
        own in (texts(), texts(), texts()), others in (texts(), texts(), texts())
    ) {
        let person = |(emails, phones, roles): &(Vec<String>, Vec<String>, Vec<String>)| {
            let rest = |texts: &[String]| match texts.get(1..) {
                Some(rest) if !rest.is_empty() => Value::List(rest.to_vec()),
                _ => Value::Empty,
            };
            let first = |texts: &[String]| Value::from(texts.first().cloned());
            Values::from([
                (person::EMAIL, first(emails)),
                (person::OTHER_EMAILS, rest(emails)),
                (person::PHONE, first(phones)),
                (person::OTHER_PHONES, rest(phones)),
                (person::ROLES, if roles.is_empty() { Value::Empty } else { Value::List(roles.clone()) }),
            ])
        };
        let (one, two) = (person(&own), person(&others));
        let after = after(&kinds::PERSON, &one, &two, &[]);
        let said = |fields: &[FieldId]| -> BTreeSet<String> {
            let values = fields.iter().filter_map(|field| after.get(field));
            values.flat_map(|value| match value {
                Value::Text(text) => vec![fold(text)],
                Value::List(texts) => texts.iter().map(|text| fold(text)).collect(),
                _ => Vec::new(),
            }).collect()
        };
        let wanted = |one: &[String], two: &[String]| -> BTreeSet<String> {
            one.iter().chain(two).map(|text| fold(text)).collect()
        };
        prop_assert_eq!(said(&[person::EMAIL, person::OTHER_EMAILS]), wanted(&own.0, &others.0));
        prop_assert_eq!(said(&[person::PHONE, person::OTHER_PHONES]), wanted(&own.1, &others.1));
        prop_assert_eq!(said(&[person::ROLES]), wanted(&own.2, &others.2));
    }
}
