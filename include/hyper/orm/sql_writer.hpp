// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <hyper/reflect/fixed_string.hpp>
#include <string_view>

namespace hyper {

/// Appends SQL to a buffer while compiling. Without a buffer it only counts, which costs nothing
/// per character: every text is measured first, then written once into an array of its size.
class sql_writer {
 public:
  constexpr sql_writer() = default;
  constexpr explicit sql_writer(char* out) : out_(out) {}

  constexpr std::size_t size() const { return size_; }

  /// SQL as it stands: keywords, operators, punctuation.
  constexpr sql_writer& operator<<(std::string_view text) {
    if (out_ != nullptr) {
      char* to = out_ + size_;
      for (char character : text) *to++ = character;
    }
    size_ += text.size();
    return *this;
  }
  constexpr sql_writer& operator<<(char character) {
    if (out_ != nullptr) out_[size_] = character;
    ++size_;
    return *this;
  }

  /// A whole number in decimal digits.
  constexpr sql_writer& number(std::int64_t value) {
    char digits[20]{};
    std::size_t at = 20;
    auto rest =
        value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
    do {
      digits[--at] = static_cast<char>('0' + rest % 10);
      rest /= 10;
    } while (rest != 0);
    if (value < 0) *this << '-';
    return *this << std::string_view(digits + at, 20 - at);
  }

  /// A quoted identifier. Names were judged with the model: they hold no quotes.
  constexpr sql_writer& name(std::string_view identifier, std::string_view suffix = {}) {
    return *this << '"' << identifier << suffix << '"';
  }

  /// A string literal, for constants of the program such as the choices of `one_of`.
  constexpr sql_writer& literal(std::string_view text) {
    *this << '\'';
    for (char character : text) {
      if (character == '\'') *this << '\'';
      *this << character;
    }
    return *this << '\'';
  }

 private:
  char* out_ = nullptr;
  std::size_t size_ = 0;
};

namespace detail {

/// The text that `Source::write(sql_writer&)` writes, with a terminating zero behind it.
template <class Source>
struct constant_sql {
  static constexpr std::size_t size = [] {
    sql_writer count;
    Source::write(count);
    return count.size();
  }();
  static constexpr std::array<char, size + 1> characters = [] {
    std::array<char, size + 1> text{};
    sql_writer out(text.data());
    Source::write(out);
    return text;
  }();
  static constexpr std::string_view text{characters.data(), size};
};

}  // namespace detail
}  // namespace hyper
