//! Who took part, by whatever they did.

mod taking_part;
