//! What is likely wrong in the register is found, named the same everywhere, and gone when it is
//! mended or decided.

use domain::kinds::{
    self, affiliation, duplicate_candidate, event, organisation, person, registration,
};
use domain::{KindId, Op, Value};
use store::views::{Dangling, Overbooked};

use crate::house::{company, delete, edit, folder, id, past, refer, set, workspace};

const PERSON: KindId = kinds::PERSON.id;
const ORGANISATION: KindId = kinds::ORGANISATION.id;

#[tokio::test]
async fn two_companies_of_one_business_id_are_found_until_somebody_says_they_differ() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    let number = |record| set(ORGANISATION, record, &[(organisation::BUSINESS_ID, "2285733-9")]);
    edit(&store, 1, vec![company(id(1), "Aalto"), number(id(1)), company(id(2), "Aalto Oy")]).await;
    assert_eq!(store.duplicates(9).await.unwrap(), []);
    edit(&store, 2, vec![number(id(2))]).await;
    let found = store.duplicates(9).await.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].first, found[0].second), (id(1), id(2)));
    assert_eq!((found[0].field, found[0].value.as_str()), (organisation::BUSINESS_ID, "2285733-9"));
    let said = set(
        kinds::DUPLICATE_CANDIDATE.id,
        id(9),
        &[
            (duplicate_candidate::SUBJECT, "organisation"),
            (duplicate_candidate::FIRST, &id(2).to_string()),
            (duplicate_candidate::SECOND, &id(1).to_string()),
            (duplicate_candidate::DECISION, "different"),
        ],
    );
    edit(&store, 3, vec![said]).await;
    assert_eq!(store.duplicates(9).await.unwrap(), []);
}

#[tokio::test]
async fn two_people_share_an_address_also_where_one_of_them_has_it_as_a_further_one() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    let further = Op::Set {
        kind: PERSON,
        record: id(2),
        values: vec![(person::OTHER_EMAILS, Value::List(vec!["aino@example.fi".into()]))],
    };
    let first = set(PERSON, id(1), &[(person::EMAIL, "Aino@example.fi")]);
    edit(&store, 1, vec![first, further]).await;
    let found = store.duplicates(9).await.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].kind, PERSON);
    edit(&store, 2, vec![delete(PERSON, id(2))]).await;
    assert_eq!(store.duplicates(9).await.unwrap(), []);
}

#[tokio::test]
async fn an_event_with_more_people_than_seats_is_found() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    let seats = |count| Op::Set {
        kind: kinds::EVENT.id,
        record: id(1),
        values: vec![(event::CAPACITY, Value::Integer(count))],
    };
    let mut ops = vec![seats(1)];
    for number in 2..=4 {
        ops.push(refer(kinds::REGISTRATION.id, id(number), registration::EVENT, id(1)));
        let status = if number == 4 { "waiting" } else { "confirmed" };
        ops.push(set(kinds::REGISTRATION.id, id(number), &[(registration::STATUS, status)]));
    }
    edit(&store, 1, ops).await;
    let found = store.overbooked(9).await.unwrap();
    assert_eq!(found, [Overbooked { event: id(1), capacity: 1, confirmed: 2 }]);
    edit(&store, 2, vec![seats(2)]).await;
    assert_eq!(store.overbooked(9).await.unwrap(), []);
}

#[tokio::test]
async fn a_reference_to_what_was_deleted_is_told_from_one_to_what_has_not_come() {
    let folder = folder();
    let (here, there) = (workspace(&folder, 1).await, workspace(&folder, 2).await);
    edit(&here, 1, vec![company(id(1), "Aalto")]).await;
    there.receive(past(&here, &Default::default()).await).await.unwrap();
    edit(&there, 2, vec![company(id(2), "Virta")]).await;
    let refers = |record, to| refer(kinds::AFFILIATION.id, record, affiliation::ORGANISATION, to);
    edit(&here, 3, vec![refers(id(3), id(1)), refers(id(4), id(2))]).await;
    edit(&here, 4, vec![delete(ORGANISATION, id(1))]).await;
    let dangling = |record, to, deleted| Dangling {
        kind: kinds::AFFILIATION.id,
        record,
        field: affiliation::ORGANISATION,
        to_kind: ORGANISATION,
        to,
        deleted,
    };
    let expected = [dangling(id(3), id(1), true), dangling(id(4), id(2), false)];
    assert_eq!(here.dangling(9).await.unwrap(), expected);
    here.receive(past(&there, &here.version_vector().await.unwrap()).await).await.unwrap();
    assert_eq!(here.dangling(9).await.unwrap(), expected[..1]);
}
