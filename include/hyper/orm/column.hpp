// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// A model as data. Everything that the library knows of a model's table stands in one constant
// `model_info`; SQL, schema and decoding are plain functions over it.

#include <cstddef>
#include <cstdint>
#include <hyper/orm/sql_writer.hpp>
#include <hyper/postgres/statement.hpp>
#include <hyper/reflect/type_name.hpp>
#include <string_view>

namespace hyper {

class parameters;
class row_view;
struct context;
struct model_info;

/// How plain code reaches a member of a model. The functions take the member's address.
struct column_access {
  void (*read)(void* member, row_view const& row, std::size_t position) = nullptr;
  void (*bind)(void const* member, parameters& values) = nullptr;
  bool (*is_set)(void const* member) = nullptr;  ///< keys and foreign keys: there is a value
  void (*prepare)(void* member) = nullptr;       ///< makes the key of a new row in the program
  void* (*load)(void* member) = nullptr;         ///< foreign keys: where the joined row goes
  // Of a `tenant_key`: the key of the tenant around becomes the first parameter, or the member.
  void (*supply)(context const* around, parameters& values) = nullptr;
  void (*enter)(context const* around, void* member) = nullptr;
};

/// When the database supplies a value of its own.
enum class column_source : std::uint8_t {
  program,       ///< the program's value, always
  identity,      ///< PostgreSQL numbers the row
  on_insert,     ///< `default_sql` when the member is unset in a new row; never changed afterwards
  on_each_save,  ///< `default_sql` whenever the row is written
  defaulted,     ///< `default_sql` when the member is unset in a new row; may be changed
  generated,     ///< PostgreSQL computes `generated_sql`; never written
  tenant,        ///< the key of the tenant around, in a new row; never changed afterwards
  version        ///< 1 in a new row, one more with each update, which must know the last
};

struct column_info;

/// What the type of a member says about its column: one constant per C++ type. Whether a pointer is
/// there is said beside it, here and wherever a constant is made: under its sanitizers g++ refuses
/// to compare addresses in constant expressions (GCC bug 71962).
struct column_type {
  std::string_view name;               ///< of the column, where it is not made of the member's
  std::string_view suffix;             ///< "_id" for foreign keys, behind the member's name
  std::string_view sql_type;           ///< as PostgreSQL writes it; with `max_length` set, varchar
  std::string_view default_sql;        ///< an expression, or empty
  std::string_view generated_sql;      ///< of a column that PostgreSQL computes and stores
  std::string_view on_delete;          ///< of a foreign key: "CASCADE"
  std::string_view extension;          ///< of PostgreSQL, that has the type; or empty
  std::uint64_t value = 0;             ///< `type_id` of the value's C++ type
  model_info const* target = nullptr;  ///< the model that a foreign key points to
  void (*write_check)(sql_writer& out, column_info const& column) = nullptr;
  column_access access;
  type_oid oid = 0;  ///< of the value; 0 when the type has no mapping
  type_oid array_oid = 0;
  std::uint32_t max_length = 0;
  column_source source = column_source::program;
  bool relation = false;   ///< there is a `target`
  bool has_check = false;  ///< there is a `write_check`
  bool nullable = false;
  bool primary = false;
  bool unique = false;
  bool indexed = false;
  bool marks_deleted = false;  ///< `deleted_at`
  bool enumeration = false;    ///< stored as the enumerator's name
  bool borrowed = false;       ///< a view: a value of a query, but no member
  bool sealed = false;         ///< encrypted: nothing can be asked of it but whether it is there
  bool by_name = false;        ///< PostgreSQL knows the type by its name alone
  bool wrong_key = false;      ///< a foreign key whose type is not that of its target's key
};

/// One column of a table: `column.member`, and `column->sql_type`.
struct column_info {
  std::string_view member;
  column_type const* type = nullptr;

  constexpr column_type const* operator->() const { return type; }

  /// The column's name without the suffix: the member's, unless the type has another.
  constexpr std::string_view stem() const { return type->name.empty() ? member : type->name; }
  /// The length of the column's name, which is the stem with the suffix behind it.
  constexpr std::size_t name_size() const { return stem().size() + type->suffix.size(); }

  /// Whether a path or an option of `meta` names the column: by member or by column name.
  constexpr bool is_called(std::string_view name) const {
    if (name == member) return true;
    return name.size() == name_size() && name.starts_with(stem()) && name.ends_with(type->suffix);
  }
};

/// What an option of `meta` asks for.
enum class model_option : std::uint8_t {
  table,
  index,
  unique,
  ordering,
  key,          ///< a primary key of several columns
  check,        ///< a condition: `columns[0]` is its name, `columns[1]` the SQL
  constraint,   ///< a constraint of any kind: `columns[0]` is its name, `columns[1]` the SQL
  partitions,   ///< how rows are spread over partitions: SQL
  partition,    ///< one of them: its name, its bound as SQL, maybe the partition that it is part of
  listed_type,  ///< of the database: its name, then its values
  renamed,      ///< the old and the new name of a column; alone, the old one of the table
  common,       ///< a common table: a query's WITH makes it, see orm/common_table.hpp
  unlogged,     ///< the table is not in the write-ahead log
  append_only,  ///< rows are neither changed nor deleted
  extension,    ///< of PostgreSQL, that something of the table needs
  history       ///< rows are kept as they were before a change or a deletion
};

/// What an index has beyond its columns.
struct index_details {
  std::string_view name = {};        ///< empty: made of the columns, see orm/schema_names.hpp
  std::string_view method = {};      ///< "gin"; empty: btree
  std::string_view operators = {};   ///< an operator class for each column, or empty
  std::string_view condition = {};   ///< of a partial index: SQL
  std::string_view expression = {};  ///< SQL, instead of columns
  std::string_view definition = {};  ///< SQL, instead of all of this but the name
  std::string_view const* include = nullptr;
  std::size_t include_count = 0;
  bool unique = false;
};

/// A table's name, an index, a uniqueness over several columns, or the default ordering. A leading
/// `-` of a column means descending.
struct model_columns {
  model_option option;
  std::string_view const* columns;
  std::size_t count;
  index_details index = {};
};

inline constexpr std::size_t no_column = static_cast<std::size_t>(-1);

/// How a member that is no column leads to rows of another model.
struct relation_info {
  std::string_view member;
  model_info const* target = nullptr;   ///< whose rows the member holds
  std::string_view link;                ///< the foreign key that points back, in `holder()`
  model_info const* through = nullptr;  ///< many to many: the model between
  std::string_view target_link;         ///< many to many: its foreign key to the target
  bool many_to_many = false;            ///< there is a `through`
  bool own_through = false;             ///< the model between exists for this relation only

  /// The model whose foreign key points back.
  constexpr model_info const* holder() const { return many_to_many ? through : target; }
};

/// One model.
struct model_info {
  std::uint64_t id = 0;   ///< `type_id` of the C++ type
  std::string_view name;  ///< of the C++ type
  std::string_view table;
  column_info const* columns = nullptr;
  std::size_t count = 0;
  model_columns const* options = nullptr;
  std::size_t option_count = 0;
  std::size_t key = no_column;  ///< the position of the primary key, or of the first of several
  relation_info const* relations = nullptr;
  std::size_t relation_count = 0;
  /// Where each member lies in an object of the model.
  std::uint32_t const* (*offsets)(void const* object) = nullptr;

  constexpr column_info const& operator[](std::size_t position) const { return columns[position]; }

  /// The position of the column with this name, or `no_column`.
  constexpr std::size_t find(std::string_view column) const {
    for (std::size_t i = 0; i < count; ++i)
      if (columns[i].is_called(column)) return i;
    return no_column;
  }

  /// The position of the relation with this name among `relations`, or `no_column`.
  constexpr std::size_t relation_position(std::string_view name) const {
    for (std::size_t i = 0; i < relation_count; ++i)
      if (relations[i].member == name) return i;
    return no_column;
  }
  /// The relation with this name, or nothing.
  constexpr relation_info const* find_relation(std::string_view name) const {
    std::size_t const position = relation_position(name);
    return position == no_column ? nullptr : &relations[position];
  }

  constexpr bool has(model_option option) const {
    for (std::size_t i = 0; i < option_count; ++i)
      if (options[i].option == option) return true;
    return false;
  }

  /// The column of `deleted_at`, or `no_column`.
  constexpr std::size_t deleted_column() const {
    for (std::size_t i = 0; i < count; ++i)
      if (columns[i]->marks_deleted) return i;
    return no_column;
  }

  /// The column of `tenant_key`, or `no_column`.
  constexpr std::size_t tenant_column() const {
    for (std::size_t i = 0; i < count; ++i)
      if (columns[i]->source == column_source::tenant) return i;
    return no_column;
  }

  /// How many columns the primary key has, and where they are.
  constexpr std::size_t key_count() const {
    std::size_t const several = first(model_option::key).count;
    if (several != 0) return several;
    return key == no_column && has(model_option::common) ? 0 : 1;
  }
  constexpr std::size_t key_column(std::size_t i) const {
    model_columns const several = first(model_option::key);
    return several.count != 0 ? find(several.columns[i]) : key;
  }
  constexpr bool is_key(std::size_t column) const {
    for (std::size_t i = 0; i < key_count(); ++i)
      if (key_column(i) == column) return true;
    return false;
  }

  /// The columns of the first `meta` option of a kind; none: count 0.
  constexpr model_columns first(model_option option) const {
    for (std::size_t i = 0; i < option_count; ++i)
      if (options[i].option == option) return options[i];
    return {option, nullptr, 0};
  }
};

namespace detail {

/// The type of an expression of which nobody knows what it comes to.
inline constexpr column_type unknown_type{};
constexpr bool is_known(column_type const& type) { return type.oid != 0; }

/// The one description of a model; orm/model.hpp makes it. Its declared type is fixed, so that
/// models may point to themselves and to each other. For the same reason a function that names
/// `model_of` must be called by one constant only: while its body is being made, no other constant
/// could use it.
template <class Model>
constexpr model_info describe_model();
template <class Model>
inline constexpr model_info model_of = describe_model<Model>();

/// The identity of a C++ type in descriptors: a hash of its name.
template <class T>
inline constexpr std::uint64_t type_id = statement_hash(qualified_type_name<T>());

/// The column's name in quotes.
constexpr void write_name(sql_writer& out, column_info const& column) {
  out.name(column.stem(), column->suffix);
}

/// `-created` names `created`, descending.
struct ordered_column {
  std::string_view name;
  bool descending;
};
constexpr ordered_column split_direction(std::string_view text) {
  bool const descending = text.starts_with('-');
  if (descending) text.remove_prefix(1);
  return {text, descending};
}

}  // namespace detail
}  // namespace hyper
