//! Real requests against the routes.
