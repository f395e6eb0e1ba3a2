//! The nodes of a certificate in reading order, made before it is known what each page says.

use domain::Language;

use super::{matters, signatories};
use crate::ir::{Node, NodeId, Role, Tree};
use crate::model::CertificateBatch;
use crate::sheet::composer::Composer;

/// The page's nodes in reading order.
pub(super) struct Nodes {
    pub issuer: NodeId,
    /// The logos of the house are figures in it.
    pub logos: NodeId,
    pub title: NodeId,
    pub name: NodeId,
    pub organisation: NodeId,
    pub has_attended: NodeId,
    pub event: NodeId,
    /// What is certified, once a language.
    pub facts: Vec<Facts>,
    pub issued: NodeId,
    pub signatories: Vec<Signer>,
    pub serial: NodeId,
}

/// The nodes of one who signs. Name and title each say themselves, so that readers do not run them
/// together.
pub(super) struct Signer {
    pub name: NodeId,
    pub title: NodeId,
    /// The picture of the signature.
    pub picture: Option<NodeId>,
}

/// The nodes of what is certified in one language.
pub(super) struct Facts {
    pub language: Language,
    pub when: NodeId,
    pub extent: NodeId,
    pub content_label: Option<NodeId>,
    pub content: Vec<NodeId>,
}

impl Nodes {
    pub fn add(composer: &mut Composer, batch: &CertificateBatch) -> Nodes {
        let root = Tree::ROOT;
        let languages = composer.languages;
        let mut paragraph = || composer.node(root, Role::Paragraph);
        let issuer = paragraph();
        let logos = composer.node(root, Role::Section);
        let title = composer.node(root, Role::Heading(1));
        let mut paragraph = || composer.node(root, Role::Paragraph);
        let [name, organisation, has_attended, event] =
            [paragraph(), paragraph(), paragraph(), paragraph()];
        let facts = std::iter::once(languages.first)
            .chain(languages.second)
            .map(|language| Facts::add(composer, batch, language))
            .collect();
        let issued = composer.node(root, Role::Paragraph);
        let words = composer.words().signature_of;
        let signatories = signatories(batch).map(|who| {
            let said = format!("{words} {}", who.name.trim());
            let figure = Node::new(Role::Figure).alternative(said);
            let picture = who.signature.as_ref().map(|_| composer.tree.add(root, figure));
            let name = composer.node(root, Role::Paragraph);
            Signer { picture, name, title: composer.node(root, Role::Paragraph) }
        });
        let signatories = signatories.collect();
        let serial = composer.node(root, Role::Paragraph);
        Nodes {
            issuer,
            logos,
            title,
            name,
            organisation,
            has_attended,
            event,
            facts,
            issued,
            signatories,
            serial,
        }
    }
}

impl Facts {
    fn add(composer: &mut Composer, batch: &CertificateBatch, language: Language) -> Facts {
        let root = Tree::ROOT;
        let when = composer.block(root, Role::Paragraph, language);
        let extent = composer.block(root, Role::Paragraph, language);
        let matters = matters(batch, language == composer.language()).count();
        let some = matters > 0;
        let content_label = some.then(|| composer.block(root, Role::Paragraph, language));
        let list = some.then(|| composer.block(root, Role::List, language));
        let mut content = Vec::with_capacity(matters);
        if let Some(list) = list {
            for _ in 0..matters {
                let item = composer.node(list, Role::ListItem);
                content.push(composer.node(item, Role::ListBody));
            }
        }
        Facts { language, when, extent, content_label, content }
    }
}
