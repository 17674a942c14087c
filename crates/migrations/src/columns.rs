//! The columns that most tables have, so that they are the same everywhere.

use sea_orm_migration::prelude::*;

/// A UUID that must be there.
pub fn id(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).uuid().not_null().take()
}

/// A UUID that may be missing.
pub fn id_or_null(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).uuid().null().take()
}

/// The primary key `id`.
pub fn primary_id() -> ColumnDef {
    ColumnDef::new("id").uuid().not_null().primary_key().take()
}

/// Text that must be there.
pub fn text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().not_null().take()
}

/// Text that may be missing.
pub fn text_or_null(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().null().take()
}

/// A moment, in microseconds since the Unix epoch.
pub fn moment(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).big_integer().not_null().take()
}

/// A moment that may be missing.
pub fn moment_or_null(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).big_integer().null().take()
}

/// A whole number.
pub fn number(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).big_integer().not_null().take()
}

/// A whole number that may be missing.
pub fn number_or_null(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).big_integer().null().take()
}

/// Yes or no.
pub fn flag(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).boolean().not_null().take()
}

/// Bytes that must be there.
pub fn bytes(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).binary().not_null().take()
}

/// Bytes that may be missing.
pub fn bytes_or_null(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).binary().null().take()
}

/// A named unique index; the name is what a refusal is made of when it is violated.
pub fn unique(
    name: &'static str,
    table: &'static str,
    columns: &[&'static str],
) -> IndexCreateStatement {
    let mut index = plain(name, table, columns);
    index.unique();
    index
}

/// A named index.
pub fn plain(
    name: &'static str,
    table: &'static str,
    columns: &[&'static str],
) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(name).table(table);
    for column in columns {
        index.col(*column);
    }
    index
}

/// A reference whose row goes when the referred one goes.
pub fn cascade(
    name: &'static str,
    (table, column): (&'static str, &'static str),
    (to_table, to_column): (&'static str, &'static str),
) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(name)
        .from(table, column)
        .to(to_table, to_column)
        .on_delete(ForeignKeyAction::Cascade)
        .to_owned()
}
