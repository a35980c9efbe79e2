use std::rc::Rc;
use std::sync::{Arc, Mutex};

use napi::bindgen_prelude::{
    ClassInstance, Env, External, ExternalRef, Object, Reference, Result, This, WeakReference,
};
use napi_derive::napi;

#[napi]
pub struct Node {
    value: u32,
}

#[napi]
impl Node {
    #[napi(constructor)]
    pub fn new(value: u32) -> Self {
        Self { value }
    }

    /// A reference to itself is no argument.
    #[napi]
    pub fn child(&self, this: Reference<Node>, env: Env) -> Result<NodeChild> {
        let _ = env;
        Ok(NodeChild { parent: this })
    }

    #[napi]
    pub fn itself(&self, env: Env, this: Reference<Node>) -> Result<Reference<Node>> {
        this.clone(env)
    }

    #[napi]
    pub fn weak(&self, this: Reference<Node>) -> WeakReference<Node> {
        this.downgrade()
    }

    #[napi]
    pub fn full_path(&self, env: napi::Env) -> u32 {
        let _ = env;
        self.value
    }
}

#[napi]
pub struct NodeChild {
    parent: Reference<Node>,
}

#[napi]
impl NodeChild {
    #[napi(getter)]
    pub fn parent_value(&self) -> u32 {
        self.parent.value
    }
}

#[napi]
pub fn node_references(instance: ClassInstance<'_, Node>, plain: &Node) -> u32 {
    (*instance).value + plain.value
}

#[napi]
pub fn mutable_node(node: &mut Node) {
    node.value += 1;
}

#[napi]
pub fn shared(a: Rc<String>, b: Arc<u32>, c: Mutex<bool>) -> Arc<u32> {
    let _ = (a, c);
    b
}

#[napi]
pub fn external(value: u32) -> External<u32> {
    External::new(value)
}

#[napi]
pub fn open_external(value: &External<u32>) -> u32 {
    **value
}

#[napi]
pub fn external_ref(env: &Env, value: u32) -> Result<ExternalRef<u32>> {
    ExternalRef::new(env, value)
}

#[napi]
pub fn bound(this: This) -> bool {
    let _ = this;
    true
}

#[napi]
pub fn bound_to(this: This<Object>) -> bool {
    let _ = this;
    true
}

/// With a lifetime, it is not declared.
#[napi]
pub fn bound_silently(this: This<'_>) -> bool {
    let _ = this;
    true
}
