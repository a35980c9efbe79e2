//! Features of dependencies. Those of the addon are for whoever reads the manifest to judge; those of a
//! crate below it are decided, and a predicate of its items may name only what is left.

use std::collections::HashMap;

use crate::{
    cargo::Unit,
    manifest::{Cfg, Item, Member, Variant},
    source::{assume, is_never},
};

/// Takes the features that are on out of the predicates of dependencies' items, and with them what can
/// never be there.
pub(crate) fn settle_features(items: Vec<Item>, units: &[Unit]) -> Vec<Item> {
    let on: HashMap<&str, &[String]> = units
        .iter()
        .filter(|unit| unit.prefix.is_some())
        .map(|unit| (unit.package.as_str(), unit.features.as_slice()))
        .collect();
    items
        .into_iter()
        .filter_map(|mut item| {
            let Some(features) = on.get(item.base().crate_name.as_str()) else {
                return Some(item);
            };
            settle(&mut item.base_mut().cfg, features).then_some(())?;
            match &mut item {
                Item::Class(class) => class
                    .members
                    .retain_mut(|member: &mut Member| settle(&mut member.cfg, features)),
                Item::Object(object) => object
                    .fields
                    .retain_mut(|field| settle(&mut field.cfg, features)),
                Item::Enum(node) => node
                    .variants
                    .retain_mut(|variant: &mut Variant| settle(&mut variant.cfg, features)),
                Item::Union(node) => node
                    .variants
                    .retain_mut(|variant| settle(&mut variant.variant.cfg, features)),
                _ => {}
            }
            Some(item)
        })
        .collect()
}

/// Whether it may be there.
fn settle(cfg: &mut Option<Cfg>, features: &[String]) -> bool {
    *cfg = cfg.take().and_then(|cfg| assume(cfg, features));
    !is_never(cfg.as_ref())
}
