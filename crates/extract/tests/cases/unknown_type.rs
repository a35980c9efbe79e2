use ferrotype::napi;

mod known {
    pub struct Here;
}

#[napi]
pub fn take(gone: Gone, here: known::Here, lost: known::There, list: Vec<Option<Missing>>) {}
