// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// The pieces that the lexer cuts a template into. They hold positions and no text.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace hyper::detail {

// Texts with this suffix bring their length; without it the compiler counts it with thirty steps
// for each character, whenever it comes by.
using std::string_view_literals::operator""sv;

/// Where a character stands, from a place on, or npos. A loop: the standard's search compares an
/// address with null, and with -fsanitize=undefined g++ 12 takes no address for a constant (its bug
/// 71962).
constexpr std::size_t place_of(char wanted, std::string_view text, std::size_t from = 0) {
  for (std::size_t i = from; i < text.size(); ++i)
    if (text[i] == wanted) return i;
  return text.npos;
}

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

/// A growing text that constant evaluation can hold; the `std::string` of libstdc++ 12 cannot. Its
/// own buffer, because each character of a `std::vector` costs the compiler a dozen calls.
class parsed_text {
 public:
  constexpr parsed_text() = default;
  constexpr parsed_text(std::string_view text) { *this += text; }
  constexpr parsed_text(char const* text) : parsed_text(std::string_view(text)) {}
  constexpr parsed_text(parsed_text const& other) : parsed_text(other.view()) {}
  constexpr parsed_text(parsed_text&& other) noexcept
      : data_(std::exchange(other.data_, nullptr)),
        size_(std::exchange(other.size_, 0)),
        capacity_(std::exchange(other.capacity_, 0)) {}
  // Two operators: g++ 12 destroys a parameter by value twice in the compiler.
  constexpr parsed_text& operator=(parsed_text&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
    return *this;
  }
  constexpr parsed_text& operator=(parsed_text const& other) {
    if (this == &other) return *this;
    size_ = 0;
    return *this += other.view();
  }
  constexpr ~parsed_text() { drop(); }

  /// A text that lives longer: nothing is copied before it grows.
  static constexpr parsed_text borrowed(std::string_view text) {
    parsed_text made;
    made.data_ = const_cast<char*>(text.data());  // never written: it has no capacity
    made.size_ = text.size();
    return made;
  }

  constexpr parsed_text& operator+=(std::string_view text) {
    make_room(text.size());
    char* const to = data_ + size_;
    char const* const from = text.data();
    for (std::size_t i = 0, end = text.size(); i < end; ++i) to[i] = from[i];
    size_ += text.size();
    return *this;
  }
  constexpr void push_back(char c) {
    make_room(1);
    data_[size_++] = c;
  }
  constexpr void pop_back() { --size_; }
  constexpr char operator[](std::size_t at) const { return data_[at]; }
  constexpr char const* data() const { return data_; }
  constexpr char back() const { return data_[size_ - 1]; }
  constexpr bool empty() const { return size_ == 0; }
  constexpr std::size_t size() const { return size_; }
  constexpr std::string_view view() const { return {data_, size_}; }
  constexpr operator std::string_view() const { return view(); }

  friend constexpr parsed_text operator+(parsed_text const& left, std::string_view right) {
    parsed_text joined(left);
    joined += right;
    return joined;
  }

 private:
  constexpr void make_room(std::size_t more) {
    if (size_ + more <= capacity_) return;
    std::size_t const wanted = 2 * capacity_ > size_ + more ? 2 * capacity_ : size_ + more + 16;
    char* const grown = new char[wanted];
    for (std::size_t i = 0; i < size_; ++i) grown[i] = data_[i];
    drop();
    data_ = grown;
    capacity_ = wanted;
  }
  constexpr void drop() {
    if (capacity_ > 0) delete[] data_;
  }

  char* data_ = nullptr;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

/// A growing list for the same reason: of the pieces that templates are made of, which are plain.
template <class T>
class parsed_list {
 public:
  constexpr parsed_list() = default;
  constexpr parsed_list(parsed_list const& other) { copy(other); }
  constexpr parsed_list(parsed_list&& other) noexcept
      : data_(std::exchange(other.data_, nullptr)),
        size_(std::exchange(other.size_, 0)),
        capacity_(std::exchange(other.capacity_, 0)) {}
  constexpr parsed_list& operator=(parsed_list&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
    return *this;
  }
  constexpr parsed_list& operator=(parsed_list const& other) {
    if (this != &other) copy(other);
    return *this;
  }
  constexpr ~parsed_list() { delete[] data_; }

  constexpr void reserve(std::size_t wanted) {
    if (wanted <= capacity_) return;
    T* const grown = new T[wanted];
    for (std::size_t i = 0; i < size_; ++i) grown[i] = data_[i];
    delete[] data_;
    data_ = grown;
    capacity_ = wanted;
  }
  constexpr void push_back(T const& element) {
    if (size_ == capacity_) reserve(2 * capacity_ + 16);
    data_[size_++] = element;
  }
  constexpr void pop_back() { --size_; }
  constexpr T* data() const { return data_; }
  constexpr T& operator[](std::size_t at) { return data_[at]; }
  constexpr T const& operator[](std::size_t at) const { return data_[at]; }
  constexpr T const& back() const { return data_[size_ - 1]; }
  constexpr T* begin() { return data_; }
  constexpr T* end() { return data_ + size_; }
  constexpr T const* begin() const { return data_; }
  constexpr T const* end() const { return data_ + size_; }
  constexpr bool empty() const { return size_ == 0; }
  constexpr std::size_t size() const { return size_; }

 private:
  constexpr void copy(parsed_list const& other) {
    size_ = 0;
    reserve(other.size_);
    for (T const& each : other) data_[size_++] = each;
  }

  T* data_ = nullptr;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
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
/// Whether it is a digit of a base: of `0b`, `0o`, `0x` or, else, of ten.
constexpr bool is_based_digit(char c, char base) {
  if (base == 'b') return c == '0' || c == '1';
  if (base == 'o') return c >= '0' && c <= '7';
  return is_decimal(c) || (base == 'x' && ((c | 32) >= 'a' && (c | 32) <= 'f'));
}
constexpr bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}
constexpr bool is_name_part(char c) {
  return (c >= 'a' && c <= 'z') || is_name_start(c) || is_decimal(c);
}

/// The same as a table: what the compiler does for each character of a template must be little.
struct name_part_table {
  bool at[256]{};
  constexpr name_part_table() {
    for (int i = 0; i < 256; ++i) at[i] = is_name_part(static_cast<char>(i));
  }
};
inline constexpr name_part_table name_parts{};

/// Whether two words are the same, looked at by pointers: in the compiler each comparison of string
/// views costs a dozen calls.
constexpr bool same_word(std::string_view left, std::string_view right) {
  std::size_t const size = left.size();
  if (size != right.size()) return false;
  char const* const a = left.data();
  char const* const b = right.data();
  for (std::size_t i = 0; i < size; ++i)
    if (a[i] != b[i]) return false;
  return true;
}

/// With a literal, whose length nobody has to count.
template <std::size_t Size>
constexpr bool same_word(std::string_view left, char const (&right)[Size]) {
  return same_word(left, std::string_view(right, Size - 1));
}

/// The position of the first character of a kind from a place on, or the size. Eight at a time:
/// each turn of a loop costs the compiler as much as four comparisons.
constexpr std::size_t find_character(std::string_view source, char wanted, std::size_t from = 0) {
  char const* const text = source.data();
  std::size_t const size = source.size();
  std::size_t at = from < size ? from : size;
  while (size - at >= 8) {
    char const* const here = text + at;
    if (here[0] == wanted || here[1] == wanted || here[2] == wanted || here[3] == wanted ||
        here[4] == wanted || here[5] == wanted || here[6] == wanted || here[7] == wanted)
      break;
    at += 8;
  }
  while (at < size && text[at] != wanted) ++at;
  return at;
}

}  // namespace hyper::detail
