use ferrotype::napi;

/* 😀😀 */ #[napi] pub fn wide(x: /* é😀 */ Gone) {}
