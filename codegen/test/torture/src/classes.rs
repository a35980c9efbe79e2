//! A class with each kind of member.

use napi::bindgen_prelude::{ClassInstance, Env, ObjectFinalize, Result, This};
use napi_derive::napi;

/// Money of somebody.
#[napi(custom_finalize, type_tag = "torture::Account")]
pub struct Account {
    pub owner: String,
    #[napi(readonly)]
    pub number: u32,
    balance: i64,
}

impl ObjectFinalize for Account {
    fn finalize(self, _: Env) -> Result<()> {
        Ok(())
    }
}

#[napi]
impl Account {
    #[napi(constructor)]
    pub fn new(owner: String, number: Option<u32>) -> Self {
        Self {
            owner,
            number: number.unwrap_or(1),
            balance: 0,
        }
    }

    #[napi(factory)]
    pub fn empty() -> Self {
        Self::new("nobody".to_owned(), None)
    }

    #[napi(factory, js_name = "openLater")]
    pub async fn open(owner: String) -> Result<Self> {
        Ok(Self::new(owner, None))
    }

    /// A static method that gives an instance is not a factory.
    #[napi]
    pub fn compare(left: &Account, right: &Account) -> bool {
        left.balance == right.balance
    }

    #[napi(getter)]
    pub fn balance(&self) -> i64 {
        self.balance
    }

    #[napi(setter)]
    pub fn set_balance(&mut self, balance: i64) {
        self.balance = balance;
    }

    /// Every leading `get_` is taken off.
    #[napi(getter)]
    pub fn get_get_note(&self) -> Option<String> {
        None
    }

    #[napi(getter = label)]
    pub fn read_label(&self) -> String {
        self.owner.to_uppercase()
    }

    #[napi(setter = label)]
    pub fn write_label(&mut self, label: Option<String>) {
        self.owner = label.unwrap_or_default();
    }

    #[napi]
    pub fn deposit(&mut self, amount: i64) -> &Self {
        self.balance += amount;
        self
    }

    #[napi]
    pub async fn audit(&self) -> Result<i64> {
        Ok(self.balance)
    }

    #[napi(strict)]
    pub fn owes(&self, other: ClassInstance<'_, Account>) -> bool {
        self.balance < other.balance
    }

    #[napi(catch_unwind, js_name = "fail")]
    pub fn fail_always(&self) {
        panic!("an account that fails");
    }

    #[napi(return_if_invalid)]
    pub fn parse(&self, amount: u32) -> u32 {
        amount
    }

    #[napi]
    pub fn with_this(&self, this: This<'_>) -> u32 {
        let _ = this;
        self.number
    }
}

/// All public fields are arguments of its constructor.
#[napi(constructor)]
pub struct Point {
    pub x: f64,
    pub label: Option<String>,
    pub y: f64,
}

/// Cannot be made by anybody.
#[napi]
pub struct Sealed {}

/// A second `impl` block, and one of an inherent item that is no method of napi's.
#[napi]
impl Sealed {
    #[napi(getter)]
    pub fn size(&self) -> u32 {
        self.inner()
    }

    fn inner(&self) -> u32 {
        0
    }
}

#[napi]
pub fn sealed() -> Sealed {
    Sealed {}
}
