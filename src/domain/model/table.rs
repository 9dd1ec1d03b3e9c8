//! Rows by key. Copies share everything, and a row that is not changed is never copied, however much
//! changes around it: a decision, its commit and the state before it cost what they differ by.

use imbl::OrdMap;
use imbl::ordmap::DiffItem;
use std::borrow::Borrow;
use std::fmt;
use std::ops::{Index, RangeBounds};
use std::sync::Arc;

/// Rows in order of key.
#[derive(Clone, PartialEq, Eq)]
pub struct Table<K: Ord + Clone, V>(OrdMap<K, Arc<V>>);

impl<K: Ord + Clone, V> Table<K, V> {
    /// Without rows.
    pub fn new() -> Self {
        Self(OrdMap::new())
    }

    /// The row with a key.
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.0.get(key).map(Arc::as_ref)
    }

    /// Whether there is a row with a key.
    pub fn contains_key<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.0.contains_key(key)
    }

    /// Puts a row, in place of the one that had its key.
    pub fn insert(&mut self, key: K, row: V) {
        self.0.insert(key, Arc::new(row));
    }

    /// Takes a row away, if it is there.
    pub fn remove(&mut self, key: &K) {
        self.0.remove(key);
    }

    /// The rows in order.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> {
        self.0.values().map(Arc::as_ref)
    }

    /// The keys in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &K> {
        self.0.keys()
    }

    /// Keys and rows in order.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.0.iter().map(|(key, row)| (key, row.as_ref()))
    }

    /// Keys and rows of a stretch, in order.
    pub fn range(&self, keys: impl RangeBounds<K>) -> impl Iterator<Item = (&K, &V)> {
        self.0.range(keys).map(|(key, row)| (key, row.as_ref()))
    }

    /// Whether it is the very same table, or a copy that nothing was done to.
    pub fn is_same(&self, other: &Self) -> bool {
        self.0.ptr_eq(&other.0)
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// How a row differs between two tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference<'a, K, V> {
    /// It is only in the one or in the other.
    Single(&'a K, &'a V),
    /// It is in both, and not the same: before, and after.
    Changed(&'a K, &'a V, &'a V),
}

impl<K: Ord + Clone, V: PartialEq> Table<K, V> {
    /// The rows that differ from those of a later table. Costs as much as differs: what both share is skipped.
    pub fn differences<'a>(&'a self, later: &'a Self) -> impl Iterator<Item = Difference<'a, K, V>> {
        self.0.diff(&later.0).map(|item| match item {
            DiffItem::Add(key, row) | DiffItem::Remove(key, row) => Difference::Single(key, row.as_ref()),
            DiffItem::Update { old: (key, before), new: (_, after) } => {
                Difference::Changed(key, before.as_ref(), after.as_ref())
            }
        })
    }
}

impl<K: Ord + Clone, V> Default for Table<K, V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K: Ord + Clone, V> FromIterator<(K, V)> for Table<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(rows: I) -> Self {
        Self(rows.into_iter().map(|(key, row)| (key, Arc::new(row))).collect())
    }
}

impl<K: Ord + Clone, V> Index<&K> for Table<K, V> {
    type Output = V;

    fn index(&self, key: &K) -> &V {
        &self.0[key]
    }
}

impl<K: Ord + Clone + fmt::Debug, V: fmt::Debug> fmt::Debug for Table<K, V> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_map().entries(self.iter()).finish()
    }
}
