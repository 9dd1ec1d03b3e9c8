//! The sandbox over real HTTP and websockets, as an app and as people see it.
