// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private to json/type.hpp: the few functions by which plain code reaches into a type of each kind.

#include <cstddef>
#include <cstdint>
#include <hyper/json/kind.hpp>
#include <hyper/reflect/enums.hpp>
#include <hyper/reflect/value.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace hyper::detail {

struct json_member;

/// Called for each element of a collection; the name is empty unless it is a map.
using json_visit = void (*)(void* context, std::string_view name, void const* element);

/// Fills a plain value from the input; false when a problem was noted.
using json_fill = bool (*)(void* context, void* plain);

/// What is known of a type. Functions that its kind does not use are null.
struct json_type {
  json_kind kind = json_kind::none;
  bool nullable = false;               ///< may be null or absent
  std::uint32_t size = 0;              ///< bytes of one value: the stride in an array
  std::uint32_t count = 0;             ///< members, enumerators, or elements of a std::array
  json_type const* element = nullptr;  ///< the type inside
  json_member const* members = nullptr;
  char const* text = nullptr;  ///< all members' texts, and 16 bytes more
  std::string_view form = {};  ///< of a text value: what it looks like, in words

  std::uint32_t const* (*offsets)(void const* object) = nullptr;
  /// The elements and their count; what an optional holds, or null; the value under a rule.
  void const* (*look)(void const* object, std::size_t& count) = nullptr;
  /// Gives an optional a value.
  void* (*make)(void* object) = nullptr;
  /// The element at a position, which is the next one: its memory is used again where it can be.
  void* (*make_element)(void* object, std::size_t position) = nullptr;
  /// The entry of a map under this name, and whether it is new.
  void* (*make_entry)(void* object, std::string_view name, bool& added) = nullptr;
  void (*reset)(void* object) = nullptr;
  void (*cut)(void* object, std::size_t count) = nullptr;
  void (*each)(void const* object, void* context, json_visit visit) = nullptr;
  /// Has a plain value filled and takes it over, if its rule allows.
  std::optional<problem> (*assign)(void* object, void* context, json_fill fill) = nullptr;
  /// The same for a rule over a string: copies the text, if its rule allows.
  std::optional<problem> (*take)(void* object, std::string_view text) = nullptr;
  std::string_view (*name)(void const* object) = nullptr;
  std::string_view (*choice)(std::size_t position) = nullptr;
  void (*append)(void const* object, std::string& out) = nullptr;
  bool (*parse)(void* object, std::string_view text) = nullptr;
  void (*write)(void const* object, json_writer& out) = nullptr;
};

/// Scalars and owned text need no functions.
template <class T, json_kind Kind>
struct json_access {
  static constexpr void describe(json_type&) {}
};

template <class T>
struct json_access<T, json_kind::view> {
  static void const* look(void const* object, std::size_t& count) {
    auto const& held = *static_cast<T const*>(object);
    if constexpr (std::same_as<T, char const*>)
      if (held == nullptr) return nullptr;
    std::string_view const text = held;
    count = text.size();
    return text.data() == nullptr ? "" : text.data();
  }
  static constexpr void describe(json_type& type) { type.look = look; }
};

template <class T>
struct json_access<T, json_kind::enumeration> {
  static std::string_view name(void const* object) {
    return enum_name(*static_cast<T const*>(object));
  }
  static std::string_view choice(std::size_t position) { return enum_entries<T>[position].name; }
  static bool parse(void* object, std::string_view text) {
    auto const found = enum_from_name<T>(text);
    if (found) *static_cast<T*>(object) = *found;
    return found.has_value();
  }
  static constexpr void describe(json_type& type) {
    type.count = static_cast<std::uint32_t>(enum_entries<T>.size());
    type.name = name;
    type.choice = choice;
    type.parse = parse;
  }
};

template <class T>
struct json_access<T, json_kind::text> {
  static void append(void const* object, std::string& out) {
    static_cast<T const*>(object)->append_text(out);
  }
  static bool parse(void* object, std::string_view text) {
    auto found = T::from_text(text);
    if (found) *static_cast<T*>(object) = std::move(*found);
    return found.has_value();
  }
  static constexpr void describe(json_type& type) {
    type.append = append;
    type.parse = parse;
    type.form = T::text_form;
  }
};

template <class T>
struct json_access<T, json_kind::checked_text> {
  static void const* look(void const* object, std::size_t&) {
    return &static_cast<T const*>(object)->value();
  }
  static std::optional<problem> take(void* object, std::string_view text) {
    auto wrong = T::check(text);
    if (!wrong) static_cast<T*>(object)->assign_unchecked(text);
    return wrong;
  }
  static constexpr void describe(json_type& type) {
    type.look = look;
    type.take = take;
  }
};

template <class T>
struct json_access<T, json_kind::checked> {
  static void const* look(void const* object, std::size_t&) {
    return &static_cast<T const*>(object)->value();
  }
  static std::optional<problem> assign(void* object, void* context, json_fill fill) {
    auto plain = typename T::value_type();
    if (!fill(context, &plain)) return std::nullopt;
    auto wrong = T::check(plain);
    if (!wrong) *static_cast<T*>(object) = T::unchecked(std::move(plain));
    return wrong;
  }
  static constexpr void describe(json_type& type) {
    type.look = look;
    type.assign = assign;
  }
};

template <class T>
struct json_access<T, json_kind::substituted> {
  static void each(void const* object, void* context, json_visit visit) {
    auto const plain = json_traits<T>::to(*static_cast<T const*>(object));
    visit(context, {}, &plain);
  }
  static std::optional<problem> assign(void* object, void* context, json_fill fill) {
    auto plain = typename json_traits<T>::as();
    if (!fill(context, &plain)) return std::nullopt;
    return json_traits<T>::from(std::move(plain), *static_cast<T*>(object));
  }
  static constexpr void describe(json_type& type) {
    type.each = each;
    if constexpr (json_substituted_back<T>) type.assign = assign;
  }
};

template <class T>
struct json_access<T, json_kind::optional> {
  static void const* look(void const* object, std::size_t&) {
    auto const& held = *static_cast<T const*>(object);
    return held ? &*held : nullptr;
  }
  static void* make(void* object) { return &static_cast<T*>(object)->emplace(); }
  static void reset(void* object) { static_cast<T*>(object)->reset(); }
  static constexpr void describe(json_type& type) {
    type.look = look;
    type.make = make;
    type.reset = reset;
  }
};

template <class T>
struct json_contiguous_access {
  static void const* look(void const* object, std::size_t& count) {
    auto const& range = *static_cast<T const*>(object);
    count = range.size();
    return range.data();
  }
  static constexpr void describe(json_type& type) { type.look = look; }
};
template <class T>
struct json_access<T, json_kind::span> : json_contiguous_access<T> {};
template <class T>
struct json_access<T, json_kind::array> : json_contiguous_access<T> {
  static constexpr void describe(json_type& type) {
    json_contiguous_access<T>::describe(type);
    type.count = static_cast<std::uint32_t>(std::tuple_size_v<T>);
  }
};
template <class T>
struct json_access<T, json_kind::sequence> : json_contiguous_access<T> {
  static void* make_element(void* object, std::size_t position) {
    auto& range = *static_cast<T*>(object);
    // Most arrays of a body are short: one allocation is enough for them.
    if constexpr (requires { range.reserve(position); })
      if (range.capacity() == 0) range.reserve(4);
    if (position >= range.size()) return &range.emplace_back();
    auto& old = range.data()[position];
    // What a number or a string held is overwritten; anything else begins anew.
    if constexpr (json_kind_of<typename T::value_type> > json_kind::string)
      old = typename T::value_type{};
    return &old;
  }
  static void cut(void* object, std::size_t count) {
    auto& range = *static_cast<T*>(object);
    if (count < range.size()) range.resize(count);
  }
  static constexpr void describe(json_type& type) {
    json_contiguous_access<T>::describe(type);
    type.make_element = make_element;
    type.cut = cut;
  }
};

template <class T>
struct json_access<T, json_kind::collection> {
  static void each(void const* object, void* context, json_visit visit) {
    for (typename T::value_type const& element : *static_cast<T const*>(object))
      visit(context, {}, &element);
  }
  static std::optional<problem> assign(void* object, void* context, json_fill fill) {
    auto plain = typename T::value_type();
    auto& range = *static_cast<T*>(object);
    if (fill(context, &plain)) range.insert(range.end(), std::move(plain));
    return std::nullopt;
  }
  static void reset(void* object) { static_cast<T*>(object)->clear(); }
  static constexpr void describe(json_type& type) {
    type.each = each;
    type.assign = assign;
    type.reset = reset;
  }
};

template <class T>
struct json_access<T, json_kind::map> {
  static void each(void const* object, void* context, json_visit visit) {
    for (auto const& [name, element] : *static_cast<T const*>(object))
      visit(context, name, &element);
  }
  static void* make_entry(void* object, std::string_view name, bool& added) {
    auto const place = static_cast<T*>(object)->try_emplace(typename T::key_type(name));
    added = place.second;
    return &place.first->second;
  }
  static void reset(void* object) { static_cast<T*>(object)->clear(); }
  static constexpr void describe(json_type& type) {
    type.each = each;
    type.reset = reset;
    if constexpr (json_owned_names<T>) type.make_entry = make_entry;
  }
};

template <class T>
struct json_access<T, json_kind::handwritten> {
  static void write(void const* object, json_writer& out) {
    json_traits<T>::write(out, *static_cast<T const*>(object));
  }
  static constexpr void describe(json_type& type) { type.write = write; }
};

/// An optional, or a rule over one, may be absent.
template <class T>
consteval bool is_nullable_json() {
  constexpr json_kind kind = json_kind_of<T>;
  if constexpr (kind == json_kind::optional)
    return true;
  else if constexpr (kind == json_kind::checked || kind == json_kind::substituted)
    return is_nullable_json<json_inside<T>>();
  else
    return false;
}

}  // namespace hyper::detail
