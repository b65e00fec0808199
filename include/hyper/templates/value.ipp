// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cmath>
#include <functional>
#include <hyper/reflect/utf8.hpp>
#include <hyper/templates/error.hpp>
#include <hyper/templates/value.hpp>

namespace hyper {
namespace detail {

HYPER_INLINE void shared_object::destroy(shared_object const* object) {
  static thread_local shared_object const* doomed = nullptr;
  static thread_local bool busy = false;
  object->next_doomed_ = std::exchange(doomed, object);
  if (std::exchange(busy, true)) return;
  while (doomed != nullptr) delete std::exchange(doomed, doomed->next_doomed_);
  busy = false;
}

HYPER_INLINE int& depth_guard::depth() {
  static thread_local int depth = 0;
  return depth;
}
HYPER_INLINE depth_guard::depth_guard() {
  constexpr int deepest = 400;
  if (++depth() <= deepest) return;
  --depth();
  throw template_error("values are nested too deeply");
}

struct string_object : shared_object {
  explicit string_object(std::string value) : text(std::move(value)) {}
  std::string text;
};

struct list_object : shared_object {
  list_object(template_value::list values, list_form kind)
      : elements(std::move(values)), form(kind) {}
  template_value::list elements;
  list_form form;
};

/// Entries in the order of their coming; a table of positions beside them once they are many.
struct dict_object : shared_object {
  std::vector<template_value::pair> entries;
  std::vector<std::uint32_t> slots;  // position + 1, or 0; twice as many as entries at least

  static constexpr std::size_t few = 8;
  static constexpr std::size_t absent = static_cast<std::size_t>(-1);

  template <class Key>
  std::size_t position(Key const& key) const {
    if (slots.empty()) {
      for (std::size_t i = 0; i < entries.size(); ++i)
        if (same(entries[i].first, key)) return i;
      return absent;
    }
    std::size_t const mask = slots.size() - 1;
    for (std::size_t i = hash_of(key) & mask; slots[i] != 0; i = (i + 1) & mask)
      if (same(entries[slots[i] - 1].first, key)) return slots[i] - 1;
    return absent;
  }
  void set(template_value key, template_value value) {
    if (std::size_t const at = position(key); at != absent) {
      entries[at].second = std::move(value);
      return;
    }
    entries.emplace_back(std::move(key), std::move(value));
    if (entries.size() <= few) return;
    if (entries.size() * 2 > slots.size()) return rebuild();
    place(entries.size() - 1);
  }
  bool remove(template_value const& key) {
    std::size_t const at = position(key);
    if (at == absent) return false;
    entries.erase(entries.begin() + static_cast<std::ptrdiff_t>(at));
    if (!slots.empty()) rebuild();
    return true;
  }

 private:
  static bool same(template_value const& entry, std::string_view key) {
    return entry.is(value_kind::string) && entry.text() == key;
  }
  static bool same(template_value const& entry, template_value const& key) {
    return equal(entry, key);
  }
  static std::size_t hash_of(std::string_view key) { return std::hash<std::string_view>()(key); }
  static std::size_t hash_of(template_value const& key) { return hash(key); }
  void place(std::size_t at) {
    std::size_t const mask = slots.size() - 1;
    std::size_t i = hash(entries[at].first) & mask;
    while (slots[i] != 0) i = (i + 1) & mask;
    slots[i] = static_cast<std::uint32_t>(at + 1);
  }
  void rebuild() {
    slots.assign(std::bit_ceil(entries.size() * 3), 0);
    for (std::size_t i = 0; i < entries.size(); ++i) place(i);
  }
};

}  // namespace detail

HYPER_INLINE bool template_object::attribute(std::string_view, template_value&) const {
  return false;
}
HYPER_INLINE template_value template_object::call(template_arguments const&) {
  throw template_error("'" + std::string(type_name()) + "' object is not callable");
}
HYPER_INLINE bool template_object::assign(std::string_view, template_value) { return false; }
HYPER_INLINE void template_object::append_text(std::string& out) const {
  out.append("<").append(type_name()).append(" object>");
}

HYPER_INLINE template_value::template_value(std::string text)
    : kind_(value_kind::string), owns_(true) {
  extra_.size = text.size();
  payload_.object = new detail::string_object(std::move(text));
}
HYPER_INLINE template_value::template_value(list elements, list_form form)
    : kind_(value_kind::list), owns_(true) {
  payload_.object = new detail::list_object(std::move(elements), form);
}
HYPER_INLINE template_value template_value::safe(std::string text) {
  template_value made(std::move(text));
  made.safe_ = true;
  return made;
}
HYPER_INLINE template_value template_value::dict() {
  template_value made;
  made.payload_.object = new detail::dict_object;
  made.kind_ = value_kind::dict;
  made.owns_ = true;
  return made;
}
HYPER_INLINE template_value template_value::as_safe() && {
  if (kind_ == value_kind::string) safe_ = true;
  return std::move(*this);
}

HYPER_INLINE std::string_view template_value::text() const {
  if (owns_ && kind_ == value_kind::string)
    return static_cast<detail::string_object const*>(payload_.object)->text;
  bool const has_text = kind_ == value_kind::string || kind_ == value_kind::undefined;
  return has_text && payload_.text ? std::string_view(payload_.text, extra_.size)
                                   : std::string_view();
}
HYPER_INLINE template_value::list const& template_value::elements() const {
  return static_cast<detail::list_object const*>(payload_.object)->elements;
}
HYPER_INLINE template_value::list& template_value::mutable_elements() {
  return static_cast<detail::list_object*>(payload_.object)->elements;
}
HYPER_INLINE list_form template_value::form() const {
  return static_cast<detail::list_object const*>(payload_.object)->form;
}
HYPER_INLINE std::vector<template_value::pair> const& template_value::entries() const {
  return static_cast<detail::dict_object const*>(payload_.object)->entries;
}
HYPER_INLINE template_value const* template_value::find_value(template_value const& key) const {
  auto const* dict = static_cast<detail::dict_object const*>(payload_.object);
  std::size_t const at = dict->position(key);
  return at == detail::dict_object::absent ? nullptr : &dict->entries[at].second;
}
HYPER_INLINE template_value const* template_value::find(std::string_view key) const {
  auto const* dict = static_cast<detail::dict_object const*>(payload_.object);
  std::size_t const at = dict->position(key);
  return at == detail::dict_object::absent ? nullptr : &dict->entries[at].second;
}
HYPER_INLINE void template_value::set_item(template_value key, template_value value) {
  static_cast<detail::dict_object*>(payload_.object)->set(std::move(key), std::move(value));
}
HYPER_INLINE bool template_value::remove_item(template_value const& key) {
  return static_cast<detail::dict_object*>(payload_.object)->remove(key);
}

HYPER_INLINE bool template_value::truth() const {
  switch (kind_) {
    case value_kind::undefined:
      detail::check_defined(*this);
      return false;
    case value_kind::none:
      return false;
    case value_kind::boolean:
    case value_kind::integer:
      return payload_.integer != 0;
    case value_kind::floating:
      return payload_.floating != 0;
    case value_kind::string:
      return extra_.size != 0;
    case value_kind::list:
      return form() == list_form::generator || !elements().empty();
    case value_kind::dict:
      return !entries().empty();
    case value_kind::object:
      return true;
    case value_kind::view:
      return extra_.type->size == nullptr || extra_.type->size(payload_.data) != 0;
  }
  return false;
}

HYPER_INLINE std::string_view template_value::type_name() const {
  constexpr std::string_view lists[] = {"list",       "tuple",     "generator",   "range",
                                        "dict_items", "dict_keys", "dict_values", "tuple"};
  switch (kind_) {
    case value_kind::undefined:
      return "Undefined";
    case value_kind::none:
      return "None";
    case value_kind::boolean:
      return "bool";
    case value_kind::integer:
      return "int";
    case value_kind::floating:
      return "float";
    case value_kind::string:
      return safe_ ? "Markup" : "str";
    case value_kind::list:
      return lists[static_cast<std::size_t>(form())];
    case value_kind::dict:
      return "dict";
    case value_kind::object:
      return object().type_name();
    case value_kind::view:
      return extra_.type->name;
  }
  return "";
}

namespace detail {

HYPER_INLINE std::string undefined_sentence(template_value const& value) {
  std::string const name(value.text());
  char const* owner = value.undefined_owner();
  if (owner == nullptr) return "'" + name + "' is undefined";
  if (*owner == 0) return name;
  return "'" + std::string(owner) + " object' has no attribute '" + name + "'";
}
HYPER_INLINE void check_defined(template_value const& value) {
  if (value.is_undefined() && value.policy() == undefined_policy::strict)
    throw template_error(undefined_sentence(value));
}

HYPER_INLINE bool is_sequence(template_value const& value) {
  return value.is(value_kind::list) ||
         (value.is(value_kind::view) && value.type().element != nullptr);
}
HYPER_INLINE bool is_mapping(template_value const& value) {
  return value.is(value_kind::dict) || (value.is(value_kind::view) && value.type().pairs);
}

HYPER_INLINE bool equal_lists(template_value const& left, template_value const& right) {
  depth_guard const guard;
  auto const a = elements_of(left);
  auto const b = elements_of(right);
  if (a.size() != b.size()) return false;
  bool const tuple = left.is(value_kind::list) && left.form() == list_form::tuple;
  bool const other = right.is(value_kind::list) && right.form() == list_form::tuple;
  if (tuple != other) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (!equal(a[i], b[i])) return false;
  return true;
}
HYPER_INLINE bool equal_dicts(template_value const& left, template_value const& right) {
  depth_guard const guard;
  if (left.entries().size() != right.entries().size()) return false;
  for (auto const& [key, value] : left.entries()) {
    template_value const* other = right.find(key);
    if (other == nullptr || !equal(value, *other)) return false;
  }
  return true;
}

HYPER_INLINE bool equal(template_value const& left, template_value const& right) {
  check_defined(left);
  check_defined(right);
  if (left.is_integral() && right.is_integral()) return left.integer() == right.integer();
  if (left.is_number() && right.is_number()) return left.number() == right.number();
  if (left.is(value_kind::string) && right.is(value_kind::string))
    return left.text() == right.text();
  if (is_sequence(left) && is_sequence(right)) return equal_lists(left, right);
  if (left.kind() != right.kind()) return false;
  switch (left.kind()) {
    case value_kind::dict:
      return equal_dicts(left, right);
    case value_kind::object:
      return &left.object() == &right.object();
    case value_kind::view:
      return left.data() == right.data();
    default:
      return true;
  }
}

HYPER_INLINE int compare(template_value const& left, template_value const& right) {
  auto const order = [](auto const& a, auto const& b) { return a < b ? -1 : b < a ? 1 : 0; };
  if (left.is_integral() && right.is_integral()) return order(left.integer(), right.integer());
  if (left.is_number() && right.is_number()) return order(left.number(), right.number());
  if (left.is(value_kind::string) && right.is(value_kind::string))
    return order(left.text(), right.text());
  if (is_sequence(left) && is_sequence(right) && left.type_name() == right.type_name()) {
    depth_guard const guard;
    auto const a = elements_of(left);
    auto const b = elements_of(right);
    for (std::size_t i = 0; i < a.size() && i < b.size(); ++i)
      if (!equal(a[i], b[i])) return compare(a[i], b[i]);
    return order(a.size(), b.size());
  }
  throw template_error("'<' not supported between instances of '" + std::string(left.type_name()) +
                       "' and '" + std::string(right.type_name()) + "'");
}

HYPER_INLINE std::size_t hash(template_value const& value) {
  switch (value.kind()) {
    case value_kind::string:
      return std::hash<std::string_view>()(value.text());
    case value_kind::boolean:
    case value_kind::integer:
    case value_kind::floating: {
      double const number = value.number();
      return std::hash<double>()(number == 0 ? 0 : number);
    }
    case value_kind::list: {
      if (value.form() == list_form::list) throw template_error("unhashable type: 'list'");
      depth_guard const guard;
      std::size_t all = 7;
      for (auto const& each : value.elements()) all = all * 31 + hash(each);
      return all;
    }
    case value_kind::dict:
      throw template_error("unhashable type: 'dict'");
    case value_kind::object:
      return std::hash<void const*>()(&value.object());
    default:
      return static_cast<std::size_t>(value.kind());
  }
}

HYPER_INLINE template_value::list characters_of(std::string_view text) {
  template_value::list characters;
  while (!text.empty()) {
    std::size_t const length = std::max<std::size_t>(utf8_length(text), 1);
    characters.emplace_back(text.substr(0, length));
    text.remove_prefix(length);
  }
  return characters;
}

HYPER_INLINE bool is_iterable(template_value const& value) {
  switch (value.kind()) {
    case value_kind::undefined:
    case value_kind::string:
    case value_kind::list:
    case value_kind::dict:
      return true;
    case value_kind::view:
      return value.type().element != nullptr || value.type().pairs != nullptr;
    default:
      return false;
  }
}

HYPER_INLINE template_value::list elements_of(template_value const& value) {
  template_value::list all;
  switch (value.kind()) {
    case value_kind::undefined:
      check_defined(value);
      return all;
    case value_kind::string:
      return characters_of(value.text());
    case value_kind::list:
      return value.elements();
    case value_kind::dict:
      for (auto const& entry : value.entries()) all.push_back(entry.first);
      return all;
    case value_kind::view:
      if (value.type().element != nullptr) {
        std::size_t const size = value.type().size(value.data());
        for (std::size_t i = 0; i < size; ++i) all.push_back(value.type().element(value.data(), i));
        return all;
      }
      if (value.type().pairs != nullptr) {
        template_value::list values;
        value.type().pairs(value.data(), all, values);
        return all;
      }
      break;
    default:
      break;
  }
  throw template_error("'" + std::string(value.type_name()) + "' object is not iterable");
}

HYPER_INLINE std::size_t length_of(template_value const& value) {
  switch (value.kind()) {
    case value_kind::undefined:
      check_defined(value);
      return 0;
    case value_kind::string: {
      std::size_t const count = utf8_count(value.text());
      return count == not_utf8 ? characters_of(value.text()).size() : count;
    }
    case value_kind::list:
      if (value.form() == list_form::generator) break;
      return value.elements().size();
    case value_kind::dict:
      return value.entries().size();
    case value_kind::view:
      if (value.type().size != nullptr) return value.type().size(value.data());
      break;
    case value_kind::object: {
      template_value length;
      if (value.object().attribute("__len__", length))
        return static_cast<std::size_t>(length.integer());
      break;
    }
    default:
      break;
  }
  throw template_error("object of type '" + std::string(value.type_name()) + "' has no len()");
}

HYPER_INLINE bool contains(template_value const& container, template_value const& element) {
  if (container.is(value_kind::string)) {
    if (!element.is(value_kind::string))
      throw template_error("'in <string>' requires string as left operand, not " +
                           std::string(element.type_name()));
    return container.text().find(element.text()) != std::string_view::npos;
  }
  if (container.is(value_kind::dict)) return container.find(element) != nullptr;
  if (container.is(value_kind::list)) {
    for (auto const& each : container.elements())
      if (equal(each, element)) return true;
    return false;
  }
  for (auto const& each : elements_of(container))
    if (equal(each, element)) return true;
  return false;
}

}  // namespace detail
}  // namespace hyper
