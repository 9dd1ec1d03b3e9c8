//! The real program under attack from outside: what is forged, endless, slow, deep or repeated; and what it lets slip.

mod doors;
mod repeats;
mod secrets;
