use ferrotype::napi;

#[napi]
mod outer {
    #[napi]
    mod inner {
        #[napi]
        pub fn f() {}
    }

    #[napi]
    pub fn fine() {}
}

#[napi]
mod elsewhere;
