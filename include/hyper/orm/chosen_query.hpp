// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Filters and orders that a request chooses, out of those that the program allows.

#include <array>
#include <cstddef>
#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/orm/query_set.hpp>
#include <hyper/reflect/value.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hyper {
namespace detail {

/// A query whose clauses are collected at run time. All texts are constants of the program; what a
/// request says only chooses among them, and its values are parameters. The same functions write
/// its SQL that write a constant query's.
class clause_list {
 public:
  explicit clause_list(model_info const& model) : model_(&model) {}

  void add(clause_text const& clause) { clauses_.push_back(clause); }
  void add_values(parameters const& values) { values_.append(values); }

  /// A condition with a value in its text form.
  std::optional<problem> filter(std::string_view const& allowed, std::string_view value);
  std::optional<problem> order_by(std::vector<std::string_view> texts);
  void limit(std::int64_t count) { limit_ = count < 0 ? 0 : count; }
  void offset(std::int64_t count) { offset_ = count < 0 ? 0 : count; }

  query_shape shape() const;
  bool has_room_for(clause_text const& clause) const;
  std::string sql(query_action action) const;
  /// Runs the query into objects of the model, or counts its rows.
  task<void> fetch(void* objects, void* (*append)(void* objects)) const;
  task<std::int64_t> count() const;

 private:
  struct written {
    std::string sql;
    std::vector<type_oid> types;
  };
  written write(query_shape const& shape, query_action action) const;
  parameters bound() const;

  model_info const* model_;
  std::vector<clause_text> clauses_;
  std::vector<std::string_view> orders_;
  parameters values_;
  unsigned cleared_ = 0;
  std::size_t bits_ = 0;
  std::optional<std::int64_t> limit_;
  std::optional<std::int64_t> offset_;
};

/// The tenants of all rows that a query may meet once a request has chosen.
template <std::size_t Count>
constexpr void add_chosen_tenants(tenant_use& all, model_info const& model, clause_kind kind,
                                  std::array<std::string_view, Count> const& texts) {
  for (std::string_view const& text : texts) {
    clause_text const one{kind, &text, 1};
    all.add(make_shape(model, &one, 1).tenants);
  }
}
template <class Query, class Filters, class Orders>
constexpr bool check_chosen_tenants() {
  using model = typename Query::model_type;
  constexpr tenant_use all = [] {
    tenant_use made = Query::shape()->tenants;
    if (Query::has(clause_kind::across_tenants)) return made;
    add_chosen_tenants(made, model_of<model>, clause_kind::filter, Filters::texts);
    add_chosen_tenants(made, model_of<model>, clause_kind::order_by, Orders::texts);
    return made;
  }();
  if constexpr (all.several) explain_several_tenants<model>();
  return !all.several;
}

/// The name in a list that a text has chosen, or nothing.
std::string_view const* find_allowed(std::string_view const* names, std::size_t count,
                                     std::string_view chosen);
/// Takes `-created,title` apart, or says what is wrong with it.
std::optional<problem> choose_orders(std::string_view const* names, std::size_t count,
                                     std::string_view chosen, std::vector<std::string_view>& into);

}  // namespace detail

/// Conditions that a request may choose: `filterable<"title__icontains", "writer__name">`.
template <fixed_string... Texts>
struct filterable {
  static constexpr std::array<std::string_view, sizeof...(Texts)> texts{Texts.view()...};
  template <class Model>
  static constexpr bool check() {
    bool const good[] = {detail::check_condition<Model, clause_kind::filter, Texts, 0>()..., true};
    for (bool one : good)
      if (!one) return false;
    return true;
  }
};

/// Columns that a request may sort by, in either direction: `sortable<"created", "title">`.
template <fixed_string... Columns>
struct sortable {
  static constexpr std::array<std::string_view, 2 * sizeof...(Columns)> texts{
      Columns.view()..., detail::joined_text<"-", Columns>.view()...};
  template <class Model>
  static constexpr bool check() {
    return detail::check_order<detail::query_scope<Model>, Columns...>();
  }
};

/// A query that goes on with what a request says; see `choose`.
template <class Model, class Filters, class Orders>
class chosen_query {
 public:
  explicit chosen_query(detail::clause_list clauses) : clauses_(std::move(clauses)) {}

  /// Adds a condition by its name, with the value as text: numbers, ISO dates, `a,b,c` for `in`,
  /// `a,b` for `range`, `true` and `false`. Says what is wrong, and then adds nothing.
  std::optional<problem> filter(std::string_view name, std::string_view value) {
    auto const* allowed = detail::find_allowed(Filters::texts.data(), Filters::texts.size(), name);
    if (allowed == nullptr) return problem{"unknown_filter", "is not a filter of this list"};
    return clauses_.filter(*allowed, value);
  }

  /// Sorts by `-created,title`. Says what is wrong, and then leaves the order as it was.
  std::optional<problem> order_by(std::string_view columns) {
    std::vector<std::string_view> chosen;
    auto wrong = detail::choose_orders(Orders::texts.data(), Orders::texts.size(), columns, chosen);
    return wrong ? wrong : clauses_.order_by(std::move(chosen));
  }
  chosen_query& limit(std::int64_t count) {
    clauses_.limit(count);
    return *this;
  }
  chosen_query& offset(std::int64_t count) {
    clauses_.offset(count);
    return *this;
  }

  std::string sql() const { return clauses_.sql(query_action::select); }
  task<std::vector<Model>> all() const { return fetch(clauses_); }
  task<std::int64_t> count() const { return count_of_clauses(clauses_); }

 private:
  static task<std::vector<Model>> fetch(detail::clause_list clauses) {
    std::vector<Model> rows;
    auto fetching = clauses.fetch(&rows, &detail::append_object<Model>);
    co_await fetching;
    co_return std::move(rows);
  }
  static task<std::int64_t> count_of_clauses(detail::clause_list clauses) {
    auto counting = clauses.count();
    co_return co_await counting;
  }

  detail::clause_list clauses_;
};

/// `choose<filterable<"title__icontains">, sortable<"created">>(objects<post>)`: a query that a
/// request completes. The names are judged by the compiler, and nothing else can be chosen.
template <class Filters, class Orders, class Query>
auto choose(Query const& query) {
  using model = typename Query::model_type;
  static_assert(Query::shape()->bits == 0,
                "the query that a request completes takes no filter_if or isnull: use where");
  if constexpr (Filters::template check<model>() && Orders::template check<model>() &&
                Query::template check_end<query_action::select>())
    static_cast<void>(detail::check_chosen_tenants<Query, Filters, Orders>());
  detail::clause_list clauses(detail::model_of<model>);
  Query::each_clause([&clauses](detail::clause_text const& text) { clauses.add(text); });
  clauses.add_values(query.all_values());
  return chosen_query<model, Filters, Orders>(std::move(clauses));
}

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/orm/chosen_query.ipp>
#endif
