//! A share that is no folder.

use sync::medium::OpendalMedium;
use sync::{Opener, Problem};

use crate::house::{House, MINUTE, PASSPHRASE};

fn store_of_objects() -> OpendalMedium {
    let operator = opendal::Operator::new(opendal::services::Memory::default()).unwrap();
    OpendalMedium::new(opendal::blocking::Operator::new(operator).unwrap())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_desks_share_a_store_of_objects() {
    let house = House::new();
    let objects = store_of_objects();
    let a = house.found_on("aino", objects.clone()).await;
    let opener = Opener::Passphrase(PASSPHRASE.into());
    let b = house.join_on("bo", objects.clone(), opener).await.unwrap();
    a.write(1, "Laine").await;
    b.write(2, "Lind").await;
    for _ in 0..2 {
        assert_eq!(a.sync().await.problems, Vec::<Problem>::new());
        house.pass(MINUTE);
        assert_eq!(b.sync().await.problems, Vec::<Problem>::new());
    }
    for desk in [&a, &b] {
        assert_eq!(desk.names().await, ["Laine", "Lind"]);
    }
    let a = house.reopen(a, objects).await;
    a.write(1, "Laine-Lind").await;
    a.sync().await;
    b.sync().await;
    assert_eq!(b.names().await, ["Laine-Lind", "Lind"]);
}
