// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// The options of `model<…>`. Columns are named by member or by column, a leading `-` means
// descending: `indexed_by<"writer", "-created">`. SQL stands in the program's text, as a template
// argument: none of it ever comes from data.

#include <array>
#include <cstddef>
#include <hyper/orm/column.hpp>
#include <hyper/reflect/fixed_string.hpp>
#include <string_view>

namespace hyper {
namespace detail {

template <model_option Option, fixed_string... Texts>
struct meta_option {
  static constexpr std::array<std::string_view, sizeof...(Texts)> texts{Texts.view()...};
  static constexpr model_columns columns{Option, texts.data(), texts.size()};
};

}  // namespace detail

/// The table's name in the database.
template <fixed_string Name>
struct table : detail::meta_option<model_option::table, Name> {};

/// The struct is a row of a table that a query makes for itself, by WITH: orm/common_table.hpp.
template <fixed_string Name>
struct common_table : detail::meta_option<model_option::common, Name> {};

/// An index over these columns.
template <fixed_string... Columns>
struct indexed_by : detail::meta_option<model_option::index, Columns...> {};

/// No two rows have the same values in all of these columns.
template <fixed_string... Columns>
struct unique_together : detail::meta_option<model_option::unique, Columns...> {};

/// The order of rows when a query asks for none.
template <fixed_string... Columns>
struct ordered_by : detail::meta_option<model_option::ordering, Columns...> {};

/// These columns together are the primary key; then no member is a `primary_key`.
template <fixed_string... Columns>
struct keyed_by : detail::meta_option<model_option::key, Columns...> {};

/// A condition that each row keeps: `checked_by<"period", "begins < ends">`. The constraint is
/// called after the table and the name.
template <fixed_string Name, fixed_string Sql>
struct checked_by : detail::meta_option<model_option::check, Name, Sql> {};

/// A constraint of any kind under its own name, as SQL:
/// `constrained_by<"no_overlap", "EXCLUDE USING gist (room WITH =, during WITH &&)">`. Of a foreign
/// key that stands here the order of tables knows nothing.
template <fixed_string Name, fixed_string Sql>
struct constrained_by : detail::meta_option<model_option::constraint, Name, Sql> {};

/// The table's rows are spread over partitions: those that `table_partition` names, and others that
/// operators make: `partitioned_by<"RANGE (created)">`.
template <fixed_string Sql>
struct partitioned_by : detail::meta_option<model_option::partitions, Sql> {};

/// A partition and the rows in it: `table_partition<"posts_rest", "DEFAULT">`. Its bound may end
/// with a PARTITION BY; a part of such a partition names it as well:
/// `table_partition<"posts_2026_a", "FOR VALUES IN ('a')", "posts_2026">`.
template <fixed_string Name, fixed_string Bound, fixed_string... Parent>
  requires(sizeof...(Parent) < 2)
struct table_partition : detail::meta_option<model_option::partition, Name, Bound, Parent...> {};

/// An extension of PostgreSQL that the table's indexes or its SQL need:
/// `needs_extension<"pg_trgm">`. Types of columns that belong to one say so themselves.
template <fixed_string Name>
struct needs_extension : detail::meta_option<model_option::extension, Name> {};

/// A type of the database that lists its values, for columns that are `stored_as` one:
/// `listed_type<"mood", "good", "bad">`. What is new starts with an enumeration of C++ instead.
template <fixed_string Name, fixed_string... Values>
struct listed_type : detail::meta_option<model_option::listed_type, Name, Values...> {};

/// The table had another name before: `makemigrations` then renames it. It may stay for good.
template <fixed_string OldName>
struct renamed_from : detail::meta_option<model_option::renamed, OldName> {};

/// A column had another name before; both as in the database.
template <fixed_string OldName, fixed_string NewName>
struct renamed_column : detail::meta_option<model_option::renamed, OldName, NewName> {};

/// The table is left out of the write-ahead log: faster, empty after a crash, not on replicas.
struct unlogged_table : detail::meta_option<model_option::unlogged> {};

/// Rows are only ever added: a trigger refuses their change and deletion.
struct append_only : detail::meta_option<model_option::append_only> {};

/// A row that is changed or deleted is kept as it was, in a table beside the model's own; a trigger
/// sees to it, so it is kept whoever writes. orm/history.hpp reads it.
struct kept_in_history : detail::meta_option<model_option::history> {};

// The parts of `table_index<…>`.

/// What is indexed.
template <fixed_string... Columns>
struct index_keys {
  static constexpr std::array<std::string_view, sizeof...(Columns)> texts{Columns.view()...};
  static constexpr void describe(model_columns& made) {
    made.columns = texts.data();
    made.count = texts.size();
  }
};
/// What is indexed, as SQL: `index_expression<"lower(email)">`.
template <fixed_string Sql>
struct index_expression {
  static constexpr void describe(model_columns& made) { made.index.expression = Sql.view(); }
};
/// How: "gin", "gist", "brin", "hash".
template <fixed_string Name>
struct index_method {
  static constexpr void describe(model_columns& made) { made.index.method = Name.view(); }
};
/// The operator class: "gin_trgm_ops", "jsonb_path_ops".
template <fixed_string Name>
struct index_operators {
  static constexpr void describe(model_columns& made) { made.index.operators = Name.view(); }
};
/// Only rows for which this SQL is true: `index_where<"published IS NOT NULL">`.
template <fixed_string Sql>
struct index_where {
  static constexpr void describe(model_columns& made) { made.index.condition = Sql.view(); }
};
/// Columns that the index carries without being sorted by them.
template <fixed_string... Columns>
struct index_include {
  static constexpr std::array<std::string_view, sizeof...(Columns)> texts{Columns.view()...};
  static constexpr void describe(model_columns& made) {
    made.index.include = texts.data();
    made.index.include_count = texts.size();
  }
};
/// All of the index behind the table's name, as SQL, for what the other parts cannot say. Give it a
/// name: `table_index<index_body<"USING gin (a, lower(b) gin_trgm_ops)">, index_name<"a_b">>`.
template <fixed_string Sql>
struct index_body {
  static constexpr void describe(model_columns& made) { made.index.definition = Sql.view(); }
};
/// No two rows have the same values in it.
struct index_unique {
  static constexpr void describe(model_columns& made) { made.index.unique = true; }
};
/// A name other than the one that is made of the columns.
template <fixed_string Name>
struct index_name {
  static constexpr void describe(model_columns& made) { made.index.name = Name.view(); }
};

/// An index that is more than a list of columns:
///   table_index<index_keys<"title">, index_method<"gin">, index_operators<"gin_trgm_ops">>
template <class... Parts>
struct table_index {
  static constexpr model_columns columns = [] {
    model_columns made{model_option::index, nullptr, 0};
    (Parts::describe(made), ...);
    return made;
  }();
};

/// What a table needs beyond its columns: `using meta = model<table<"posts">, ordered_by<"-id">>;`
template <class... Options>
struct model {
  static constexpr std::array<model_columns, sizeof...(Options)> options{Options::columns...};
};

/// Where a model's options stand. Specialise it for a type that cannot have a member `meta`.
template <class T>
struct model_traits {};
template <class T>
  requires requires { T::meta::options.size(); }
struct model_traits<T> {
  using meta = typename T::meta;
};

}  // namespace hyper
