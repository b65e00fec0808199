// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstring>
#include <hyper/json/escape.hpp>
#include <hyper/json/number.hpp>
#include <hyper/json/writer.hpp>

namespace hyper {

namespace detail {

/// Both sides have 16 bytes more than `size`.
inline char* copy_padded(char* at, char const* from, std::size_t size) {
  std::memcpy(at, from, 16);
  for (std::size_t done = 16; done < size; done += 16) std::memcpy(at + done, from + done, 16);
  return at + size;
}

/// The bytes of a number: `long` and `long long` share a kind, but not a type.
template <class T>
T json_number(void const* object) {
  T value;
  std::memcpy(&value, object, sizeof(T));
  return value;
}

constexpr bool is_json_number(json_kind kind) {
  return kind >= json_kind::int8 && kind <= json_kind::float64;
}

struct json_collection_state {
  json_writer* writer;
  json_type const* element;
  char open;  // what the first element has before it; later ones have a comma
  bool named;
};

}  // namespace detail

HYPER_INLINE json_writer::json_writer(std::string& out) : out_(out), begin_(out.size()) {
  out_.resize(begin_ + 4 * detail::json_slack);
  at_ = out_.data() + begin_;
  end_ = out_.data() + out_.size();
}

HYPER_INLINE json_writer::~json_writer() { cut(); }

HYPER_INLINE void json_writer::cut() { out_.resize(static_cast<std::size_t>(at_ - out_.data())); }

HYPER_INLINE void json_writer::grow(std::size_t size) {
  auto const used = static_cast<std::size_t>(at_ - out_.data());
  // What was written so far is added again: the zeros that resize puts down stay in proportion.
  out_.resize(used + std::max(size, used - begin_) + detail::json_slack);
  at_ = out_.data() + used;
  end_ = out_.data() + out_.size();
}

HYPER_INLINE void json_writer::literal(std::string_view text) {
  room(text.size() + detail::json_slack);
  std::copy(text.begin(), text.end(), at_);
  at_ += text.size();
}

HYPER_INLINE void json_writer::string(std::string_view text) {
  room(text.size() + detail::json_slack);
  char* at = at_;
  *at++ = '"';
  for (;;) {
    std::size_t const plain = detail::copy_plain(at, text.data(), text.size());
    at += plain;
    text.remove_prefix(plain);
    if (text.empty()) break;
    std::size_t taken = 0;
    at_ = detail::write_special(at, text, taken);
    text.remove_prefix(taken);
    room(text.size() + detail::json_slack);
    at = at_;
  }
  *at++ = '"';
  at_ = at;
}

/// What most members are is written on the spot, inlined into the loops over members and elements.
[[gnu::always_inline]] inline void json_writer::put_here(detail::json_type const& type,
                                                         void const* object) {
  using namespace detail;
  std::size_t size = 0;
  switch (type.kind) {
    case json_kind::boolean:
      std::memcpy(at_, *static_cast<bool const*>(object) ? "true" : "false", 5);
      at_ += *static_cast<bool const*>(object) ? 4 : 5;
      return;
    case json_kind::int32:
      at_ = write_signed(at_, json_number<std::int32_t>(object));
      return;
    case json_kind::int64:
      at_ = write_signed(at_, json_number<std::int64_t>(object));
      return;
    case json_kind::string:
      return string(*static_cast<std::string const*>(object));
    case json_kind::checked_text:
      return string(*static_cast<std::string const*>(type.look(object, size)));
    case json_kind::structure:
      return put_structure(type, object);
    default:
      return is_json_number(type.kind) ? put_number(type, object) : put_other(type, object);
  }
}

HYPER_INLINE void json_writer::put_structure(detail::json_type const& type, void const* object) {
  if (type.count == 0) *at_++ = '{';
  std::uint32_t const* const offsets = type.offsets(object);
  for (std::uint32_t i = 0; i < type.count; ++i) {
    detail::json_member const& member = type.members[i];
    room(member.text_size + detail::json_slack);
    at_ = detail::copy_padded(at_, type.text + member.text_at, member.text_size);
    put_here(*member.type, static_cast<char const*>(object) + offsets[i]);
  }
  *at_++ = '}';
}

HYPER_INLINE void json_writer::put_elements(detail::json_type const& type, void const* object) {
  std::size_t count = 0;
  auto const* element = static_cast<char const*>(type.look(object, count));
  *at_++ = '[';
  for (std::size_t i = 0; i < count; ++i, element += type.element->size) {
    if (i > 0) *at_++ = ',';
    room(detail::json_slack);
    put_here(*type.element, element);
  }
  *at_++ = ']';
}

HYPER_INLINE void json_writer::put_visited(void* state, std::string_view name,
                                           void const* element) {
  auto& visit = *static_cast<detail::json_collection_state*>(state);
  json_writer& out = *visit.writer;
  if (visit.open != 0) *out.at_++ = visit.open;
  visit.open = ',';
  if (visit.named) {
    out.string(name);
    *out.at_++ = ':';
  }
  out.room(detail::json_slack);
  out.put_value(*visit.element, element);
}

HYPER_INLINE void json_writer::put_collection(detail::json_type const& type, void const* object) {
  bool const named = type.kind == detail::json_kind::map;
  detail::json_collection_state state{this, type.element, 0, named};
  *at_++ = named ? '{' : '[';
  type.each(object, &state, &put_visited);
  *at_++ = named ? '}' : ']';
}

HYPER_INLINE void json_writer::put_text(detail::json_type const& type, void const* object) {
  *at_++ = '"';
  cut();
  type.append(object, out_);
  out_ += '"';
  std::size_t const used = out_.size();
  out_.resize(used + 2 * detail::json_slack);
  at_ = out_.data() + used;
  end_ = out_.data() + out_.size();
}

/// Numbers and literals: what has a bounded length.
HYPER_INLINE void json_writer::put_number(detail::json_type const& type, void const* object) {
  using namespace detail;
  switch (type.kind) {
    case json_kind::int8:
      at_ = write_signed(at_, json_number<std::int8_t>(object));
      return;
    case json_kind::int16:
      at_ = write_signed(at_, json_number<std::int16_t>(object));
      return;
    case json_kind::uint8:
      at_ = write_unsigned(at_, json_number<std::uint8_t>(object));
      return;
    case json_kind::uint16:
      at_ = write_unsigned(at_, json_number<std::uint16_t>(object));
      return;
    case json_kind::uint32:
      at_ = write_unsigned(at_, json_number<std::uint32_t>(object));
      return;
    case json_kind::uint64:
      at_ = write_unsigned(at_, json_number<std::uint64_t>(object));
      return;
    case json_kind::float32:
      at_ = write_float(at_, json_number<float>(object));
      return;
    default:
      at_ = write_double(at_, json_number<double>(object));
  }
}

/// What holds something else.
HYPER_INLINE void json_writer::put_other(detail::json_type const& type, void const* object) {
  using namespace detail;
  std::size_t size = 0;
  json_collection_state state{this, type.element, 0, false};
  switch (type.kind) {
    case json_kind::none:
      return;
    case json_kind::checked:
      return put_value(*type.element, type.look(object, size));
    case json_kind::structure:
      return put_structure(type, object);
    case json_kind::raw:
      return literal(static_cast<raw_json const*>(object)->view());
    case json_kind::enumeration:
      return string(type.name(object));
    case json_kind::text:
      return put_text(type, object);
    case json_kind::array:
    case json_kind::sequence:
    case json_kind::span:
      return put_elements(type, object);
    case json_kind::collection:
    case json_kind::map:
      return put_collection(type, object);
    case json_kind::handwritten:
      type.write(object, *this);
      return room(json_slack);
    case json_kind::substituted:
      return type.each(object, &state, &put_visited);
    default:  // an optional, or text that is looked at
      void const* const held = type.look(object, size);
      if (held == nullptr) return literal("null");
      if (type.kind == json_kind::view) return string({static_cast<char const*>(held), size});
      return put_value(*type.element, held);
  }
}

HYPER_INLINE void json_writer::put_value(detail::json_type const& type, void const* object) {
  put_here(type, object);
}

}  // namespace hyper
