// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// JSON to the values of templates: objects keep their order, as Python's do. What it reads comes
// from our own files, so that it throws at the first thing it does not know.

#include <charconv>
#include <hyper/templates/literal.hpp>
#include <hyper/templates/value.hpp>
#include <stdexcept>
#include <string>
#include <string_view>

namespace cases {

class json_reader {
 public:
  explicit json_reader(std::string_view text) : rest_(text) {}

  hyper::template_value read() {
    skip();
    if (rest_.empty()) throw std::runtime_error("the JSON ends too early");
    switch (rest_[0]) {
      case '{':
        return read_object();
      case '[':
        return read_array();
      case '"':
        return read_text();
      case 't':
        return take("true"), hyper::template_value(true);
      case 'f':
        return take("false"), hyper::template_value(false);
      case 'n':
        return take("null"), hyper::template_value(nullptr);
      case 'N':
        return take("NaN"), hyper::template_value(__builtin_nan(""));
      default:
        return read_number();
    }
  }

 private:
  void skip() {
    while (!rest_.empty() && hyper::detail::is_space(rest_[0])) rest_.remove_prefix(1);
  }
  void take(std::string_view word) {
    skip();
    if (!rest_.starts_with(word)) throw std::runtime_error("JSON: expected " + std::string(word));
    rest_.remove_prefix(word.size());
  }
  bool take_if(char c) {
    skip();
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  hyper::template_value read_object() {
    take("{");
    auto made = hyper::template_value::dict();
    if (take_if('}')) return made;
    do {
      skip();
      std::string key = read_text();
      take(":");
      made.set_item(std::move(key), read());
    } while (take_if(','));
    take("}");
    return made;
  }
  hyper::template_value read_array() {
    take("[");
    hyper::template_value::list made;
    if (take_if(']')) return {std::move(made)};
    do made.push_back(read());
    while (take_if(','));
    take("]");
    return {std::move(made)};
  }
  hyper::template_value read_number() {
    std::size_t const end = std::min(rest_.find_first_not_of("0123456789+-.eE"), rest_.size());
    std::string_view const digits = rest_.substr(0, end);
    rest_.remove_prefix(end);
    std::int64_t whole = 0;
    auto const read = std::from_chars(digits.data(), digits.data() + digits.size(), whole);
    if (read.ec == std::errc() && read.ptr == digits.data() + digits.size()) return whole;
    double number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
  }

  std::uint32_t read_unit() {
    std::string_view digits = rest_.substr(0, 4);
    rest_.remove_prefix(digits.size());
    return hyper::detail::take_digits(digits, 16, 4);
  }
  void read_escape(std::string& out) {
    char const c = rest_[0];
    rest_.remove_prefix(1);
    constexpr std::string_view letters = "bfnrt";
    if (c == 'u') {
      std::uint32_t code = read_unit();
      if (code >= 0xD800 && code < 0xDC00 && rest_.starts_with("\\u")) {
        rest_.remove_prefix(2);
        code = 0x10000 + ((code - 0xD800) << 10) + (read_unit() - 0xDC00);
      }
      return hyper::detail::append_utf8(out, code);
    }
    std::size_t const at = letters.find(c);
    out.push_back(at == letters.npos ? c : "\b\f\n\r\t"[at]);
  }
  std::string read_text() {
    take("\"");
    std::string out;
    while (!rest_.empty() && rest_[0] != '"') {
      char const c = rest_[0];
      rest_.remove_prefix(1);
      if (c == '\\')
        read_escape(out);
      else
        out.push_back(c);
    }
    take("\"");
    return out;
  }

  std::string_view rest_;
};

/// A text as JSON.
inline std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (char const c : text) {
    auto const byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') out.push_back('\\');
    if (byte < 0x20) {
      constexpr char digits[] = "0123456789abcdef";
      out += "\\u00";
      out.push_back(digits[byte >> 4]);
      out.push_back(digits[byte & 15]);
    } else {
      out.push_back(c);
    }
  }
  return out + '"';
}

}  // namespace cases
