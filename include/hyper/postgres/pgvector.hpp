// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Opt-in: vectors of numbers, of PostgreSQL's extension pgvector.

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <hyper/postgres/scalar_codec.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hyper {

/// So many numbers of single precision: what a model of language or images makes of a text or a
/// picture. It is a type of PostgreSQL's extension `vector`. Until it is given its numbers it
/// has none, and cannot be stored.
template <std::size_t Size>
  requires(Size >= 1 && Size <= 16000)
class pgvector {
 public:
  static constexpr std::size_t size = Size;

  pgvector() = default;
  /// Throws std::invalid_argument for another count, infinities and NaN.
  pgvector(std::vector<float> numbers) : numbers_(std::move(numbers)) {
    if (numbers_.size() != Size)
      throw std::invalid_argument("a vector has " + std::to_string(numbers_.size()) +
                                  " numbers instead of " + std::to_string(Size));
    for (float number : numbers_)
      if (!std::isfinite(number))
        throw std::invalid_argument("the numbers of a vector must be finite");
  }

  std::vector<float> const& numbers() const { return numbers_; }

  friend bool operator==(pgvector const&, pgvector const&) = default;

 private:
  std::vector<float> numbers_;
};

namespace detail {

/// `vector(3)`
template <std::size_t Size>
inline constexpr auto pgvector_type = [] {
  std::array<char, 13> text{'v', 'e', 'c', 't', 'o', 'r', '('};
  std::size_t digits = 1;
  for (std::size_t rest = Size; rest >= 10; rest /= 10) ++digits;
  std::size_t rest = Size;
  for (std::size_t at = 7 + digits; at-- > 7; rest /= 10)
    text[at] = static_cast<char>('0' + rest % 10);
  text[7 + digits] = ')';
  return std::pair(text, 8 + digits);
}();

}  // namespace detail

/// The extension's type has another number in each database, which PostgreSQL finds out. It travels
/// as its count of numbers and two bytes that are 0, each of 16 bits, then the numbers.
template <std::size_t Size>
struct codec<pgvector<Size>> {
  static constexpr type_oid oid = 705, array_oid = 0;
  static constexpr std::string_view extension = "vector";
  static constexpr std::string_view sql_type{detail::pgvector_type<Size>.first.data(),
                                             detail::pgvector_type<Size>.second};

  static void encode(std::string& out, pgvector<Size> const& value) {
    detail::append_network(out, static_cast<std::uint16_t>(value.numbers().size()));
    detail::append_network(out, std::uint16_t{0});
    for (float number : value.numbers()) codec<float>::encode(out, number);
  }
  /// Throws decode_error.
  static pgvector<Size> decode(std::string_view bytes) {
    if (bytes.size() != 4 + 4 * Size || detail::read_network<std::uint16_t>(bytes) != Size)
      throw decode_error("a vector from the database has another size");
    std::vector<float> numbers(Size);
    for (std::size_t i = 0; i < Size; ++i)
      numbers[i] = codec<float>::decode(bytes.substr(4 + 4 * i, 4));
    return numbers;
  }
};

}  // namespace hyper
