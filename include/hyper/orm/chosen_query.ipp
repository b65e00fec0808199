// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/orm/chosen_query.hpp>
//
#include <charconv>
#include <hyper/orm/row_reader.hpp>
#include <hyper/orm/touched_tables.hpp>
#include <hyper/orm/wire_value.hpp>
#include <hyper/postgres/codec.hpp>
#include <hyper/postgres/time_of_day.hpp>

namespace hyper::detail {

HYPER_INLINE std::string_view const* find_allowed(std::string_view const* names, std::size_t count,
                                                  std::string_view chosen) {
  for (std::size_t i = 0; i < count; ++i)
    if (names[i] == chosen) return &names[i];
  return nullptr;
}

HYPER_INLINE std::optional<problem> choose_orders(std::string_view const* names, std::size_t count,
                                                  std::string_view chosen,
                                                  std::vector<std::string_view>& into) {
  while (!chosen.empty()) {
    std::size_t const comma = chosen.find(',');
    auto const* allowed = find_allowed(names, count, chosen.substr(0, comma));
    if (allowed == nullptr) return problem{"unknown_order", "is no order of this list"};
    if (into.size() == max_orderings) return problem{"too_many_orders", "sorts by too much"};
    into.push_back(*allowed);
    chosen.remove_prefix(comma == chosen.npos ? chosen.size() : comma + 1);
  }
  return std::nullopt;
}

/// A value as text, in the form in which it travels to a column.
template <class T>
bool add_parsed(parameters& to, std::optional<T> const& value) {
  if (value) to.add(*value);
  return value.has_value();
}

template <class Number>
std::optional<Number> read_number(std::string_view text) {
  Number number{};
  auto const [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failed != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

HYPER_INLINE std::optional<bool> read_truth(std::string_view text) {
  if (text == "true" || text == "1") return true;
  if (text == "false" || text == "0") return false;
  return std::nullopt;
}

HYPER_INLINE bool add_text_value(parameters& to, type_oid oid, std::string_view text) {
  switch (oid) {
    case sql_oid::boolean:
      return add_parsed(to, read_truth(text));
    case sql_oid::int2:
    case sql_oid::int4:
    case sql_oid::int8:
      return add_parsed(to, read_number<std::int64_t>(text));
    case sql_oid::float4:
      return add_parsed(to, read_number<float>(text));
    case sql_oid::float8:
      return add_parsed(to, read_number<double>(text));
    case sql_oid::numeric:
      return add_parsed(to, decimal::from_text(text));
    case sql_oid::day:
      return add_parsed(to, date::from_text(text));
    case sql_oid::moment:
      return add_parsed(to, timestamp::from_text(text));
    case sql_oid::universal_id:
      return add_parsed(to, uuid::from_text(text));
    case sql_oid::span:
      return add_parsed(to, interval::from_text(text));
    case sql_oid::clock:
      return add_parsed(to, time_of_day::from_text(text));
    case sql_oid::address:
      return add_parsed(to, network_address::from_text(text));
    case sql_oid::network:
      return add_parsed(to, network_range::from_text(text));
    case sql_oid::text:
      if (text.find('\0') != text.npos) return false;
      to.add(text);
      return true;
    default:
      return false;
  }
}

/// The texts of a list, as one array.
HYPER_INLINE bool add_text_list(parameters& to, column_info const& column, std::string_view text) {
  type_oid const element = is_integer_oid(column->oid) ? sql_oid::int8 : column->oid;
  parameters elements;
  while (!text.empty()) {
    std::size_t const comma = text.find(',');
    if (!add_text_value(elements, element, text.substr(0, comma))) return false;
    text.remove_prefix(comma == text.npos ? text.size() : comma + 1);
  }
  std::string bytes;
  append_network<std::uint32_t>(bytes, elements.count() == 0 ? 0 : 1);
  append_network<std::uint32_t>(bytes, 0);
  append_network<std::uint32_t>(bytes, element);
  if (elements.count() != 0) {
    append_network<std::uint32_t>(bytes, elements.count());
    append_network<std::uint32_t>(bytes, 1);
    bytes.append(elements.bytes());
  }
  to.add(wire_value{bytes});
  return true;
}

HYPER_INLINE bool add_condition_value(parameters& to, model_path const& path,
                                      std::string_view text) {
  column_info const subject = path.subject();
  if (path.how == lookup::in) return add_text_list(to, subject, text);
  if (path.how == lookup::range) {
    std::size_t const comma = text.find(',');
    return comma != text.npos && add_text_value(to, subject->oid, text.substr(0, comma)) &&
           add_text_value(to, subject->oid, text.substr(comma + 1));
  }
  if (is_pattern(path.how) && subject->oid == sql_oid::text) {
    if (text.find('\0') != text.npos) return false;
    bind_pattern(to, path.how, text);
    return true;
  }
  return add_text_value(to, parameter_oid(subject, path.how), text);
}

HYPER_INLINE std::optional<problem> clause_list::filter(std::string_view const& allowed,
                                                        std::string_view value) {
  model_path const path = read_condition(*model_, allowed);
  std::size_t conditions = 0;
  for (clause_text const& clause : clauses_) conditions += clause.kind == clause_kind::filter;
  if (conditions == max_conditions / 2 || !has_room_for({clause_kind::filter, &allowed, 1}))
    return problem{"too_many_filters", "are too many filters"};
  if (path.how == lookup::isnull) {
    auto const truth = read_truth(value);
    if (!truth) return problem{"invalid_value", "must be true or false"};
    if (bits_ == max_options) return problem{"too_many_filters", "are too many filters"};
    if (!*truth) cleared_ |= 1U << bits_;
    ++bits_;
  } else {
    parameters added;
    if (!add_condition_value(added, path, value))
      return problem{"invalid_value",
                     "does not fit: " + std::string(wanted_value(path.subject(), path.how))};
    values_.append(added);
  }
  clauses_.push_back({clause_kind::filter, &allowed, 1});
  return std::nullopt;
}

HYPER_INLINE std::optional<problem> clause_list::order_by(std::vector<std::string_view> texts) {
  if (!has_room_for({clause_kind::order_by, texts.data(), texts.size()}))
    return problem{"too_many_orders", "sorts by too much"};
  orders_ = std::move(texts);
  return std::nullopt;
}

/// Each condition or order may join tables, of which a query has a limited number.
HYPER_INLINE bool clause_list::has_room_for(clause_text const& clause) const {
  std::vector<clause_text> all = clauses_;
  bool const sorts = clause.kind == clause_kind::order_by;
  if (!orders_.empty() && !sorts)
    all.push_back({clause_kind::order_by, orders_.data(), orders_.size()});
  all.push_back(clause);
  return !make_shape(*model_, all.data(), all.size()).overflow;
}

HYPER_INLINE query_shape clause_list::shape() const {
  std::vector<clause_text> all = clauses_;
  if (!orders_.empty()) all.push_back({clause_kind::order_by, orders_.data(), orders_.size()});
  if (limit_) all.push_back({clause_kind::limit});
  if (offset_) all.push_back({clause_kind::offset});
  return make_shape(*model_, all.data(), all.size());
}

HYPER_INLINE clause_list::written clause_list::write(query_shape const& shape,
                                                     query_action action) const {
  unsigned const variant = ((1U << shape.bits) - 1) & ~cleared_;
  statement_writer counting;
  write_query(counting, shape, action, variant);
  written made{std::string(counting.out.size(), '\0'), std::vector<type_oid>(counting.count)};
  statement_writer to(made.sql.data(), made.types.data());
  write_query(to, shape, action, variant);
  return made;
}

HYPER_INLINE std::string clause_list::sql(query_action action) const {
  return write(shape(), action).sql;
}

HYPER_INLINE parameters clause_list::bound() const {
  parameters all = values_;
  if (limit_) all.add(*limit_);
  if (offset_) all.add(*offset_);
  return all;
}

HYPER_INLINE task<void> clause_list::fetch(void* objects, void* (*append)(void* objects)) const {
  query_shape const of = shape();
  written const text = write(of, query_action::select);
  statement_tables const touched{{}, reads_unlogged(of), &of, &list_tables};
  statement const what{text.sql, statement_hash(text.sql), text.types, true,
                       &touched, of.tenants.supply()};
  auto fetching = fetch_objects(&what, bound(), {&of, objects, append});
  co_await fetching;
}

HYPER_INLINE task<std::int64_t> clause_list::count() const {
  query_shape const of = shape();
  written const text = write(of, query_action::count);
  statement_tables const touched{{}, reads_unlogged(of), &of, &list_tables};
  statement const what{text.sql, statement_hash(text.sql), text.types, true,
                       &touched, of.tenants.supply()};
  auto counting = fetch_number(&what, bound());
  co_return co_await counting;
}

}  // namespace hyper::detail
