mod nowhere;

#[path = "else/where.rs"]
mod named;

#[cfg(test)]
mod tests;
