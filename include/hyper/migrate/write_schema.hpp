// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// The SQL that makes a schema or a part of it, as readable as `create_table` writes it.

#include <hyper/config.hpp>
#include <hyper/migrate/schema.hpp>
#include <string>

namespace hyper {

/// `"title" text DEFAULT '' NOT NULL`
std::string column_sql(schema_column const& column);
/// `CONSTRAINT "posts_pkey" PRIMARY KEY ("id")`
std::string constraint_sql(schema_constraint const& constraint);
/// The CREATE TABLE with all constraints but those foreign keys whose target is in `later`.
std::string table_sql(schema_table const& table, std::vector<std::string> const& later = {});
/// `CREATE INDEX "posts_title_idx" ON "posts" ("title")`
std::string index_sql(schema_table const& table, schema_index const& index,
                      bool concurrently = false);
/// `CREATE TYPE "mood" AS ENUM ('good', 'bad')`
std::string enum_sql(schema_enum const& type);

/// Tables in an order in which each comes behind those that it points to or is a partition of.
/// Those of a circle keep the order that they have.
std::vector<schema_table const*> in_dependency_order(std::vector<schema_table> const& tables);

namespace detail {
/// Of the table at a place of an order: those behind it that its foreign keys point to.
std::vector<std::string> targets_after(schema_table const& table,
                                       std::vector<schema_table const*> const& order,
                                       std::size_t place);
}  // namespace detail

/// The script that makes all of it in an empty database: the form of `schema.sql`, which
/// `read_schema` reads.
std::string schema_sql(schema const& whole);

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/migrate/write_schema.ipp>
#endif
