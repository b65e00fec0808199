// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Loads the rows behind relations: one query for each relation, whatever the number of objects.

#include <algorithm>
#include <cstddef>
#include <hyper/orm/clause.hpp>
#include <hyper/orm/foreign_key.hpp>
#include <hyper/orm/many_to_many.hpp>
#include <hyper/orm/path.hpp>
#include <hyper/orm/query_state.hpp>
#include <hyper/orm/related.hpp>
#include <hyper/orm/shape.hpp>
#include <hyper/reflect/fixed_string.hpp>
#include <hyper/reflect/members.hpp>
#include <hyper/runtime/task.hpp>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace hyper {

template <class Model, class State, class... Clauses>
class query_set;

namespace detail {

/// The key inside of a foreign key, which may stand in an optional or in `unique`.
template <class Link>
auto key_of_link(Link const& link) {
  if constexpr (requires { link.key(); })
    return std::optional(link.key());
  else if constexpr (is_optional_column<Link>)
    return link ? key_of_link(*link) : decltype(key_of_link(*link))();
  else
    return key_of_link(link.value());
}

/// What a member leads to.
template <class Member>
struct foreign_key_in {
  using type = Member;
};
template <class Member>
  requires(!requires { typename Member::model_type; }) && requires { typename Member::value_type; }
struct foreign_key_in<Member> : foreign_key_in<typename Member::value_type> {};

template <class Member>
struct relation_target {
  using type = typename target_of_member<Member>::model;
};
template <relation_member Member>
struct relation_target<Member> {
  using type = typename Member::related_model;
};

/// The foreign key itself, or nothing.
template <class Link>
auto* link_in(Link& link) {
  if constexpr (requires { link.key(); })
    return &link;
  else if constexpr (is_optional_column<Link>)
    return link ? link_in(*link) : decltype(link_in(*link))(nullptr);
  else
    return link_in(*link);
}

/// Objects by a key of theirs.
template <class Model, class Key>
class objects_by_key {
 public:
  void add(Key const& key, Model* object) { all_.emplace_back(key, object); }
  void sort() {
    std::sort(all_.begin(), all_.end(),
              [](auto const& a, auto const& b) { return a.first < b.first; });
  }
  bool empty() const { return all_.empty(); }
  /// Each key once.
  std::vector<Key> keys() const {
    std::vector<Key> found;
    for (auto const& one : all_)
      if (found.empty() || found.back() < one.first) found.push_back(one.first);
    return found;
  }
  template <class Visit>
  void each(Key const& key, Visit visit) const {
    auto at =
        std::lower_bound(all_.begin(), all_.end(), key,
                         [](auto const& one, Key const& wanted) { return one.first < wanted; });
    for (; at != all_.end() && !(key < at->first); ++at) visit(*at->second);
  }

 private:
  std::vector<std::pair<Key, Model*>> all_;
};

template <class Model>
using key_type_of = typename target_key<Model>::type;

/// The objects whose relation is not loaded yet, by their keys.
template <class Model, std::size_t Position>
objects_by_key<Model, key_type_of<Model>> not_loaded(std::vector<Model*> const& objects) {
  objects_by_key<Model, key_type_of<Model>> parents;
  for (Model* object : objects) {
    auto& relation = member<Position>(*object);
    if (relation.is_loaded()) continue;
    relation.load();
    parents.add(member<key_position<Model>>(*object).value(), object);
  }
  parents.sort();
  return parents;
}

/// The query for the rows behind a relation; of all tenants when that around it is.
template <class Model, bool Across>
constexpr auto rows_to_load() {
  if constexpr (Across)
    return query_set<Model, query_state>().across_tenants();
  else
    return query_set<Model, query_state>();
}

/// Of `related`: the rows whose foreign key points to one of the objects.
template <class Model, std::size_t Position, fixed_string Link, class Child, class Query>
task<void> load_reverse(std::vector<Model*> objects, Query query) {
  auto const parents = not_loaded<Model, Position>(objects);
  if (parents.empty()) co_return;
  auto reading = query.template filter<joined_text<Link, "__in">>(parents.keys()).all();
  std::vector<Child> rows = co_await reading;
  constexpr std::size_t link = member_index<Child>(Link.view());
  for (Child& row : rows) {
    auto const key = key_of_link(member<link>(row));
    if (!key) continue;
    parents.each(*key, [&row](Model& parent) { member<Position>(parent).load().push_back(row); });
  }
}

/// Of `many_to_many`: the rows of the model between, with those behind them.
template <class Model, std::size_t Position, class Through, class Target, bool Across>
task<void> load_both(std::vector<Model*> objects) {
  static constexpr relation_info const& relation =
      *model_of<Model>.find_relation(member_names<Model>[Position]);
  constexpr auto source = to_fixed_string<relation.link.size()>(relation.link);
  constexpr auto target = to_fixed_string<relation.target_link.size()>(relation.target_link);
  auto const parents = not_loaded<Model, Position>(objects);
  if (parents.empty()) co_return;
  auto reading = rows_to_load<Through, Across>()
                     .template filter<joined_text<source, "__in">>(parents.keys())
                     .template select_related<target>()
                     .template order_by<target>()
                     .all();
  std::vector<Through> rows = co_await reading;
  for (Through& row : rows) {
    auto const key = key_of_link(member<member_index<Through>(source.view())>(row));
    Target const& found = *member<member_index<Through>(target.view())>(row);
    parents.each(*key, [&](Model& parent) { member<Position>(parent).load().push_back(found); });
  }
}

/// Of a foreign key: the rows that the objects point to.
template <class Model, std::size_t Position, class Target, bool Across>
task<void> load_forward(std::vector<Model*> objects) {
  objects_by_key<Model, key_type_of<Target>> pointing;
  for (Model* object : objects)
    if (auto const key = key_of_link(member<Position>(*object))) pointing.add(*key, object);
  pointing.sort();
  if (pointing.empty()) co_return;
  constexpr std::string_view name = member_names<Target>[key_position<Target>];
  constexpr auto wanted = joined_text<to_fixed_string<name.size()>(name), "__in">;
  auto reading = rows_to_load<Target, Across>().template filter<wanted>(pointing.keys()).all();
  std::vector<Target> rows = co_await reading;
  for (Target& row : rows)
    pointing.each(member<key_position<Target>>(row).value(), [&row](Model& object) {
      using link = typename foreign_key_in<member_type<Model, Position>>::type;
      member<Position>(object) = link(row);
    });
}

template <class Model, std::size_t Position, bool Across>
task<void> load_member(std::vector<Model*> objects) {
  using Member = member_type<Model, Position>;
  using Target = typename relation_target<Member>::type;
  if constexpr (requires { Member::link; })
    return load_reverse<Model, Position, Member::link, Target>(std::move(objects),
                                                               rows_to_load<Target, Across>());
  else if constexpr (relation_member<Member>)
    return load_both<Model, Position, typename Member::template through_model<Model, Position>,
                     Target, Across>(std::move(objects));
  else
    return load_forward<Model, Position, Target, Across>(std::move(objects));
}

/// The rows that a relation of some objects has brought.
template <class Target, std::size_t Position, class Model>
std::vector<Target*> rows_behind(std::vector<Model*> const& objects) {
  std::vector<Target*> found;
  for (Model* object : objects) {
    auto& relation = member<Position>(*object);
    if constexpr (relation_member<member_type<Model, Position>>) {
      for (Target& row : *relation) found.push_back(&row);
    } else if (auto* const link = link_in(relation); link != nullptr && link->is_loaded()) {
      found.push_back(link->column_load());
    }
  }
  return found;
}

template <class Model, fixed_string Text, bool Across>
task<void> prefetch_path(std::vector<Model*> objects) {
  constexpr std::size_t end = find_separator(Text.view());
  constexpr std::size_t at = member_index<Model>(Text.view().substr(0, end));
  auto loading = load_member<Model, at, Across>(objects);
  co_await loading;
  if constexpr (end < Text.size()) {
    using Target = typename relation_target<member_type<Model, at>>::type;
    constexpr std::size_t rest = Text.size() - end - 2;
    auto deeper = prefetch_path<Target, to_fixed_string<rest>(Text.view().substr(end + 2)), Across>(
        rows_behind<Target, at>(objects));
    co_await deeper;
  }
}

template <class Model, bool Across, class Clause>
struct prefetch_clause {
  static void list(std::vector<Model*> const&, std::vector<task<void>>&) {}
};
template <class Model, bool Across, fixed_string... Texts>
struct prefetch_clause<Model, Across, clause<clause_kind::prefetch, Texts...>> {
  static void list(std::vector<Model*> const& objects, std::vector<task<void>>& work) {
    (work.push_back(prefetch_path<Model, Texts, Across>(objects)), ...);
  }
};

template <class Model, class... Clauses>
task<void> prefetch_objects(std::vector<Model*> objects) {
  constexpr bool across = has_clause<Clauses...>(clause_kind::across_tenants);
  std::vector<task<void>> work;
  (prefetch_clause<Model, across, Clauses>::list(objects, work), ...);
  for (task<void>& one : work) co_await one;
}

}  // namespace detail

/// Loads a relation of objects that are there already, by one query for each relation on the path:
/// `prefetch<"posts__tags">(authors)`.
template <fixed_string Relation, class Model>
task<void> prefetch(std::vector<Model>& rows) {
  std::vector<Model*> objects;
  for (Model& row : rows) objects.push_back(&row);
  return detail::prefetch_path<Model, Relation, false>(std::move(objects));
}

/// The same for the other side of a foreign key with a query of the program's, which says which
/// rows come and in which order: `prefetch<"posts">(authors,
/// objects<post>.filter<"hidden">(false))`.
template <fixed_string Relation, class Model, class Query>
task<void> prefetch(std::vector<Model>& rows, Query query) {
  constexpr std::size_t at = member_index<Model>(Relation.view());
  using relation = member_type<Model, at>;
  std::vector<Model*> objects;
  for (Model& row : rows) objects.push_back(&row);
  return detail::load_reverse<Model, at, relation::link, typename relation::related_model>(
      std::move(objects), std::move(query));
}

}  // namespace hyper
