// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <hyper/config.hpp>
#include <hyper/json/judge.hpp>
#include <hyper/json/type.hpp>
#include <hyper/reflect/problem_list.hpp>
#include <string_view>
#include <utility>

namespace hyper {

/// How strict reading is. The defaults refuse whatever a typing error could have caused.
struct read_options {
  bool allow_unknown = false;         ///< skip members that the struct has not
  bool allow_missing = false;         ///< leave absent members as they are (PATCH)
  bool allow_duplicates = false;      ///< let the last of two equal names win
  bool padded = false;                ///< `json_padding` readable bytes follow the text: no copy
  std::size_t max_depth = 64;         ///< of arrays and objects in one another
  std::size_t max_elements = 100000;  ///< of all arrays and maps together
  std::size_t max_entries = 4096;     ///< of one map: hash tables degrade under chosen names
};

/// How many bytes behind a text must be readable for `read_options::padded`.
inline constexpr std::size_t json_padding = 64;

/// What reading a text came to: a value, or everything that is wrong with it.
template <class T>
class [[nodiscard]] json_result {
 public:
  explicit operator bool() const { return problems_.empty(); }
  bool has_value() const { return problems_.empty(); }

  /// The value; complete only when there are no problems.
  T& value() & { return value_; }
  T const& value() const& { return value_; }
  T&& value() && { return std::move(value_); }
  T& operator*() { return value_; }
  T const& operator*() const { return value_; }
  T* operator->() { return &value_; }
  T const* operator->() const { return &value_; }

  problem_list const& problems() const { return problems_; }
  problem_list& problems() { return problems_; }

  /// Whether the text is not JSON at all, or too deep (HTTP: 400); otherwise its content is at
  /// fault (422). Then there is one problem, and its pointer is empty.
  bool malformed() const { return problems_.malformed(); }

 private:
  template <class U>
  friend json_result<U> read_json(std::string_view text, read_options const& options);

  T value_ = T();
  problem_list problems_;
};

namespace detail {

/// Fills the object.
void read_json_text(json_type const& type, void* object, std::string_view text,
                    read_options const& options, problem_list& problems);

}  // namespace detail

/// Reads one JSON document (RFC 8259) into a value that exists, and answers the problems. Members
/// are found by name in any order. A member may be absent only when it is a std::optional, or when
/// `allow_missing` is set; it then keeps what it had. Every problem is noted with its JSON pointer,
/// up to `problem_list::limit`; the value is complete only when there is none. Throws nothing but
/// std::bad_alloc and what the members' own constructors throw.
template <class T>
[[nodiscard]] problem_list read_json_into(T& value, std::string_view text,
                                          read_options const& options = {}) {
  problem_list problems;
  if constexpr (!json_readable<T>) {
    compile_error<type_cannot_be_read<T, "make it an aggregate struct that", "owns its content">>();
  } else {
    static_cast<void>(&detail::judge_json<true, detail::json_struct_in<T>>);
    detail::read_json_text(detail::json_type_of<T>, &value, text, options, problems);
  }
  return problems;
}

/// Reads one JSON document into a new value.
template <class T>
json_result<T> read_json(std::string_view text, read_options const& options = {}) {
  json_result<T> result;
  result.problems_ = read_json_into(result.value_, text, options);
  return result;
}

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/json/read.ipp>
#endif
