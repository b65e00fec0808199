// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Opt-in: the former rows of models that are `kept_in_history`.

#include <array>
#include <cstddef>
#include <hyper/orm/history_table.hpp>
#include <hyper/orm/model.hpp>
#include <hyper/orm/model_options.hpp>
#include <hyper/orm/primary_key.hpp>
#include <hyper/orm/raw_sql.hpp>
#include <hyper/postgres/row.hpp>
#include <hyper/postgres/transaction.hpp>
#include <hyper/reflect/members.hpp>
#include <hyper/runtime/context.hpp>
#include <hyper/runtime/task.hpp>
#include <hyper/validate/timestamp.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace hyper {

/// A row as it was until somebody changed or deleted it. It is a model, whose columns are those of
/// the row and four more, `history_id`, `history_at`, `history_change` ("update", "delete") and
/// `history_by`:
///   objects<past<post>>.filter<"id">(7).order_by<"-history_id">().all()
/// Only the database writes such rows.
template <class Model>
struct past {
  primary_key<> history_id{};
  timestamp history_at{};  ///< when it ceased to be the row
  std::string history_change{};
  std::optional<std::string> history_by{};  ///< whom `changed_by` named
  Model row{};
};

namespace detail {

/// A column that was added later has no value in the rows that were there: the member keeps its
/// default.
template <class Member>
void read_past(void* member, row_view const& row, std::size_t position) {
  if (!row.is_null(position)) column_functions<Member>::read(member, row, position);
}

/// A column of former rows: a value, and whose the row was.
template <class Member>
constexpr column_type describe_past_type() {
  column_type column = describe_member_type<Member>();
  column.default_sql = column.generated_sql = {};
  column.has_check = column.primary = column.unique = column.indexed = column.marks_deleted = false;
  if (column.source != column_source::tenant) column.source = column_source::program;
  column.access.read = &read_past<Member>;
  return column;
}
template <class Member>
inline constexpr column_type past_type = describe_past_type<Member>();

/// The same of a sealed column, which is bound to the table of the row.
template <class Model, std::size_t Position>
void read_past_sealed(void* member, row_view const& row, std::size_t position) {
  if (!row.is_null(position))
    bound_column_type<Model, Position>()->access.read(member, row, position);
}
template <class Model, std::size_t Position>
inline constexpr column_type past_sealed_type = [] {
  column_type column = past_type<member_type<Model, Position>>;
  column.access.read = &read_past_sealed<Model, Position>;
  return column;
}();
template <class Model, std::size_t Position>
constexpr column_type const* past_type_at() {
  if constexpr (is_sealed_member<member_type<Model, Position>>)
    return &past_sealed_type<Model, Position>;
  else
    return &past_type<member_type<Model, Position>>;
}

template <class Model>
struct past_names {
  using members = model_members<Model>;
  static constexpr std::size_t count = 4 + members::columns;
  static constexpr auto all = [] {
    std::array<std::string_view, count> made{"history_id", "history_at", "history_change",
                                             "history_by"};
    for (std::size_t i = 0; i < members::columns; ++i)
      made[4 + i] = member_names<Model>[members::order[i]];
    return made;
  }();
  struct table_text {
    static constexpr void write(sql_writer& out) {
      for (model_columns const& option : model_traits<Model>::meta::options)
        if (option.option == model_option::table)
          out << schema_name(option.columns[0]).kind("_history").view();
    }
  };
  static constexpr std::array<std::string_view, 1> table{constant_sql<table_text>::text};
  static constexpr std::array<model_columns, 1> options{{{model_option::table, table.data(), 1}}};

  template <std::size_t... I>
  static consteval auto retype(std::index_sequence<I...>) {
    return std::array<column_type const*, count>{
        &column_of_type<primary_key<>>, &column_of_type<timestamp>, &column_of_type<std::string>,
        &column_of_type<std::optional<std::string>>, past_type_at<Model, members::order[I]>()...};
  }
  static constexpr auto retyped = retype(std::make_index_sequence<members::columns>{});
};

}  // namespace detail

template <class Model>
struct adapted_members<past<Model>> {
  using members = detail::model_members<Model>;
  static constexpr std::size_t count = detail::past_names<Model>::count;
  static constexpr auto const& names = detail::past_names<Model>::all;
  template <std::size_t Index, class Object>
  static constexpr auto& get(Object& of) {
    if constexpr (Index == 0)
      return of.history_id;
    else if constexpr (Index == 1)
      return of.history_at;
    else if constexpr (Index == 2)
      return of.history_change;
    else if constexpr (Index == 3)
      return of.history_by;
    else
      return member<members::order[Index - 4]>(of.row);
  }
};

template <class Model>
struct model_traits<past<Model>> {
  using meta = detail::past_names<Model>;
};

namespace detail {

/// Who changes rows, in the context of a task.
struct changer {
  static constexpr char key = 0;
  std::string name;
};

inline task<void> name_changer(std::string const* name) {
  auto naming = raw_command("SELECT set_config('hyper.changed_by', $1, true)", *name);
  co_await naming;
}

/// Inside of a transaction. A failure rolls the name back, too.
template <class T, class Work>
task<T> work_as(changer const* who, Work* work) {
  current_context asked;
  context const* const around = co_await asked;
  auto const* const before = static_cast<changer const*>(context::find(around, &changer::key));
  auto naming = name_changer(&who->name);
  co_await naming;
  context const link{around, &changer::key, const_cast<changer*>(who)};
  auto inner = (*work)();
  inner.set_context(&link);
  std::string const nobody;
  auto renaming = name_changer(before == nullptr ? &nobody : &before->name);
  if constexpr (std::is_void_v<T>) {
    co_await inner;
    co_await renaming;
  } else {
    T result = co_await inner;
    co_await renaming;
    co_return result;
  }
}

}  // namespace detail

/// Does work in a transaction whose changes the history keeps under a name:
///   co_await changed_by("ada", [=]() -> task<void> { … });
template <class Work>
auto changed_by(std::string name, Work work) -> task<task_result_t<std::invoke_result_t<Work&>>> {
  using result = task_result_t<std::invoke_result_t<Work&>>;
  return atomic([who = detail::changer{std::move(name)}, work = std::move(work)]() mutable {
    return detail::work_as<result>(&who, &work);
  });
}

}  // namespace hyper
