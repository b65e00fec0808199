// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Changes of a `many_to_many`: rows of the table between are added and removed, one statement each.

#include <cstdint>
#include <hyper/orm/is_model.hpp>
#include <hyper/orm/lookup.hpp>
#include <hyper/orm/primary_key.hpp>
#include <hyper/orm/query_check.hpp>
#include <hyper/orm/row_reader.hpp>
#include <hyper/orm/sentences.hpp>
#include <hyper/orm/statement_writer.hpp>
#include <hyper/orm/touched_tables.hpp>
#include <hyper/orm/value.hpp>
#include <hyper/postgres/parameters.hpp>
#include <hyper/reflect/fixed_string.hpp>
#include <hyper/runtime/task.hpp>
#include <string_view>

namespace hyper {
namespace detail {

enum class related_change : std::uint8_t { add, remove, set, clear };

/// The two columns of the table between.
struct related_columns {
  model_info const* between = nullptr;
  column_info source, target;

  constexpr tenant_use tenants() const { return tenants_of(*between); }
  /// How many parameters stand before those of the two columns.
  constexpr std::size_t before() const { return tenants().any ? 1 : 0; }
};
constexpr related_columns columns_between(relation_info const& relation) {
  model_info const& between = *relation.through;
  return {&between, between[between.find(relation.link)],
          between[between.find(relation.target_link)]};
}

/// `DELETE FROM "posts_tags" WHERE "post_id" = $1`
constexpr void write_removal(statement_writer& to, related_columns const& columns) {
  to.out << "DELETE FROM ";
  to.out.name(columns.between->table) << " WHERE ";
  write_name(to.out, columns.source);
  to.out << " = ";
  to.parameter(parameter_oid(columns.source, lookup::exact));
  if (!columns.tenants().any) return;
  to.out << " AND ";
  write_tenant_condition(to.out, (*columns.between)[columns.between->tenant_column()]);
}

/// ` AND "tag_id" = ANY($2)`
constexpr void write_chosen(statement_writer& to, related_columns const& columns, bool others) {
  to.out << " AND ";
  write_name(to.out, columns.target);
  to.out << (others ? " <> ALL(" : " = ANY(");
  to.parameter(parameter_oid(columns.target, lookup::in));
  to.out << ')';
}

/// `INSERT INTO "posts_tags" ("post_id", "tag_id") SELECT $1, t FROM unnest($2) t ON CONFLICT DO
/// NOTHING`, whose parameters may be there already.
constexpr void write_addition(statement_writer& to, related_columns const& columns, bool again) {
  to.out << "INSERT INTO ";
  to.out.name(columns.between->table) << " (";
  write_name(to.out, columns.source);
  to.out << ", ";
  write_name(to.out, columns.target);
  bool const apart = columns.tenants().any;
  if (apart) {
    to.out << ", ";
    write_name(to.out, (*columns.between)[columns.between->tenant_column()]);
  }
  to.out << ") SELECT ";
  again ? to.repeat(columns.before() + 1)
        : to.parameter(parameter_oid(columns.source, lookup::exact));
  to.out << (apart ? ", t, $1 FROM unnest(" : ", t FROM unnest(");
  again ? to.repeat(columns.before() + 2) : to.parameter(parameter_oid(columns.target, lookup::in));
  to.out << ") t ON CONFLICT DO NOTHING";
}

constexpr void write_related_change(statement_writer& to, relation_info const& relation,
                                    related_change change) {
  related_columns const columns = columns_between(relation);
  if (change == related_change::add) return write_addition(to, columns, false);
  if (change == related_change::set) to.out << "WITH gone AS (";
  write_removal(to, columns);
  if (change == related_change::clear) return;
  write_chosen(to, columns, change == related_change::set);
  if (change != related_change::set) return;
  to.out << ") ";
  write_addition(to, columns, true);
}

template <class Model, fixed_string Relation, related_change Change>
struct related_source {
  static constexpr bool pure_read = false;
  static constexpr statement_tables touched{
      {}, false, model_of<Model>.find_relation(Relation.view())->through, &list_table};
  static constexpr tenant_use tenants =
      tenants_of(*model_of<Model>.find_relation(Relation.view())->through);
  static constexpr void write(statement_writer& to) {
    write_related_change(to, *model_of<Model>.find_relation(Relation.view()), Change);
  }
};
template <class Model, fixed_string Relation, related_change Change>
using related_statement = constant_statement<related_source<Model, Relation, Change>>;

template <class Model, fixed_string Relation>
constexpr bool check_many_to_many() {
  if constexpr (!is_model<Model>) {
    explain_flawed_model<Model>();
    return false;
  } else {
    constexpr std::size_t relation = model_of<Model>.relation_position(Relation.view());
    constexpr bool good = relation != no_column && model_of<Model>.relations[relation].many_to_many;
    if constexpr (!good)
      static_cast<void>(
          &compile_error<column_is_no_relation<Model, clipped_text<whole_text<Relation>>,
                                               "only a many_to_many has", "rows to add">>);
    return good;
  }
}

template <class Model, fixed_string Relation, class Targets>
constexpr bool check_targets() {
  if constexpr (!check_many_to_many<Model, Relation>()) {
    return false;
  } else {
    using element = std::remove_cvref_t<decltype(*std::declval<Targets const&>().begin())>;
    constexpr bool good = column_takes_value<element>(
        columns_between(*model_of<Model>.find_relation(Relation.view())).target);
    if constexpr (!good)
      static_cast<void>(
          &compile_error<lookup_takes_another_type<Model, clipped_text<whole_text<Relation>>,
                                                   element, "give objects or keys">>);
    return good;
  }
}

template <class Model, fixed_string Relation, related_change Change, class Targets>
task<std::uint64_t> change_related(Model const& object, Targets const& targets) {
  constexpr related_columns columns =
      columns_between(*model_of<Model>.find_relation(Relation.view()));
  parameters values;
  bind_value<parameter_oid(columns.source, lookup::exact)>(values, object);
  bind_list<columns.target.type->oid>(values, targets);
  return run_counted(&related_statement<Model, Relation, Change>::made, std::move(values));
}

}  // namespace detail

/// Adds rows to a `many_to_many` of a stored object, given as objects or keys:
/// `add_related<"tags">(post, tags)`. Those that are there already stay. Answers how many are new.
template <fixed_string Relation, class Model, class Targets>
task<std::uint64_t> add_related(Model const& object, Targets const& targets) {
  if constexpr (detail::check_targets<Model, Relation, Targets>())
    return detail::change_related<Model, Relation, detail::related_change::add>(object, targets);
  else
    return {};
}

/// Removes rows from it; the rows themselves stay. Answers how many were there.
template <fixed_string Relation, class Model, class Targets>
task<std::uint64_t> remove_related(Model const& object, Targets const& targets) {
  if constexpr (detail::check_targets<Model, Relation, Targets>())
    return detail::change_related<Model, Relation, detail::related_change::remove>(object, targets);
  else
    return {};
}

/// Makes these its rows, in one statement. Answers how many are new.
template <fixed_string Relation, class Model, class Targets>
task<std::uint64_t> set_related(Model const& object, Targets const& targets) {
  if constexpr (detail::check_targets<Model, Relation, Targets>())
    return detail::change_related<Model, Relation, detail::related_change::set>(object, targets);
  else
    return {};
}

/// Removes all of its rows. Answers how many there were.
template <fixed_string Relation, class Model>
task<std::uint64_t> clear_related(Model const& object) {
  if constexpr (detail::check_many_to_many<Model, Relation>()) {
    parameters values;
    constexpr type_oid oid = detail::parameter_oid(
        detail::columns_between(*detail::model_of<Model>.find_relation(Relation.view())).source,
        lookup::exact);
    detail::bind_value<oid>(values, object);
    return detail::run_counted(
        &detail::related_statement<Model, Relation, detail::related_change::clear>::made,
        std::move(values));
  } else {
    return {};
  }
}

}  // namespace hyper
