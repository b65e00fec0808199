// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/json/judge.hpp>
#include <hyper/json/type.hpp>
#include <string>
#include <string_view>

namespace hyper {

namespace detail {
/// Free bytes that a step counts on behind the text that it asked room for: a number, a bracket,
/// and the overhang of copies that are made 16 bytes at a time.
inline constexpr std::size_t json_slack = 64;
struct json_collection_state;
}  // namespace detail

/// Appends JSON to a string. It writes into the string's memory ahead of its end and cuts the
/// string to its true length when it is destroyed: read the string only after that. A string that
/// is cleared and used again costs no allocation once it has grown.
///
/// Commas, colons and brackets are the caller's: they belong to the constant texts between values.
///   json_writer out(text);
///   out.literal(R"({"count":)");  out.value(rows.size());  out.literal("}");
class json_writer {
 public:
  explicit json_writer(std::string& out);
  ~json_writer();
  json_writer(json_writer const&) = delete;
  json_writer& operator=(json_writer const&) = delete;

  /// Text that goes out as it stands.
  void literal(std::string_view text);

  /// A quoted and escaped string. Bytes that are not UTF-8 become U+FFFD.
  void string(std::string_view text);

  /// Any type that has a JSON form.
  template <class T>
  void value(T const& object) {
    if constexpr (json_writable<T>) {
      static_cast<void>(&detail::judge_json<false, detail::json_struct_in<T>>);
      room(detail::json_slack);
      put_value(detail::json_type_of<T>, &object);
    } else {
      compile_error<type_has_no_json_form<T, "make it an aggregate struct, or",
                                          "specialise json_traits for it">>();
    }
  }
  void value(std::string_view text) { string(text); }
  void value(char const* text) { string(text); }

 private:
  void room(std::size_t size) {
    if (static_cast<std::size_t>(end_ - at_) < size) grow(size);
  }
  void grow(std::size_t size);
  void cut();
  // Each expects `json_slack` free bytes and leaves some, so that one bracket or comma may follow.
  void put_value(detail::json_type const& type, void const* object);
  void put_structure(detail::json_type const& type, void const* object);
  void put_elements(detail::json_type const& type, void const* object);
  void put_here(detail::json_type const& type, void const* object);
  void put_number(detail::json_type const& type, void const* object);
  void put_other(detail::json_type const& type, void const* object);
  void put_collection(detail::json_type const& type, void const* object);
  void put_text(detail::json_type const& type, void const* object);
  static void put_visited(void* state, std::string_view name, void const* element);

  std::string& out_;
  std::size_t begin_;
  char* at_;
  char* end_;
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/json/writer.ipp>
#endif
