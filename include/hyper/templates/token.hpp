// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// The pieces that the lexer cuts a template into. They hold positions and no text.

#include <cstdint>
#include <string_view>
#include <vector>

namespace hyper::detail {

enum class token_kind : std::uint8_t {
  data,
  variable_begin,
  variable_end,
  block_begin,
  block_end,
  name,
  string,
  integer,
  floating,
  add,
  sub,
  mul,
  div,
  floordiv,
  mod,
  pow,
  tilde,
  equal,
  unequal,
  less,
  less_equal,
  greater,
  greater_equal,
  assign,
  dot,
  comma,
  colon,
  semicolon,
  pipe,
  open_paren,
  close_paren,
  open_bracket,
  close_bracket,
  open_brace,
  close_brace,
  end,
};

/// What a token is called in a sentence.
constexpr std::string_view token_words(token_kind kind) {
  constexpr std::string_view words[] = {"template data / text",
                                        "begin of print statement",
                                        "end of print statement",
                                        "begin of statement block",
                                        "end of statement block",
                                        "name",
                                        "string",
                                        "integer",
                                        "float",
                                        "+",
                                        "-",
                                        "*",
                                        "/",
                                        "//",
                                        "%",
                                        "**",
                                        "~",
                                        "==",
                                        "!=",
                                        "<",
                                        "<=",
                                        ">",
                                        ">=",
                                        "=",
                                        ".",
                                        ",",
                                        ":",
                                        ";",
                                        "|",
                                        "(",
                                        ")",
                                        "[",
                                        "]",
                                        "{",
                                        "}",
                                        "end of template"};
  return words[static_cast<std::size_t>(kind)];
}

/// One token: its characters are `size` bytes from `begin` on.
struct template_token {
  token_kind kind = token_kind::end;
  std::uint32_t begin = 0;
  std::uint32_t size = 0;
};

/// A growing text that constant evaluation can hold; the `std::string` of libstdc++ 12 cannot.
class parsed_text {
 public:
  constexpr parsed_text() = default;
  constexpr parsed_text(std::string_view text) { *this += text; }
  constexpr parsed_text(char const* text) : parsed_text(std::string_view(text)) {}

  constexpr parsed_text& operator+=(std::string_view text) {
    characters_.insert(characters_.end(), text.begin(), text.end());
    return *this;
  }
  constexpr void push_back(char c) { characters_.push_back(c); }
  constexpr void pop_back() { characters_.pop_back(); }
  constexpr void reserve(std::size_t size) { characters_.reserve(size); }
  constexpr char back() const { return characters_.back(); }
  constexpr bool empty() const { return characters_.empty(); }
  constexpr std::size_t size() const { return characters_.size(); }
  constexpr std::string_view view() const { return {characters_.data(), characters_.size()}; }
  constexpr operator std::string_view() const { return view(); }

  friend constexpr parsed_text operator+(parsed_text left, std::string_view right) {
    left += right;
    return left;
  }

 private:
  std::vector<char> characters_;
};

/// Why a template is not one, and where: an offset into its normalised source.
struct syntax_problem {
  parsed_text sentence;
  std::uint32_t at = 0;
  constexpr explicit operator bool() const { return !sentence.empty(); }
};

constexpr bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || (c >= '\x1c' && c <= '\x1f');
}
constexpr bool is_decimal(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}
constexpr bool is_name_part(char c) { return is_name_start(c) || is_decimal(c); }

}  // namespace hyper::detail
