// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/postgres/codec.hpp>
#include <string>

namespace hyper {

/// The values of one execution, in the binary form that Bind carries.
class parameters {
 public:
  /// The protocol counts a message's bytes in 31 bits; no more than this goes into one.
  static constexpr std::size_t most_bytes = 512U << 20;

  /// Throws std::length_error when there are too many values or too many bytes.
  template <class T>
  void add(T const& value) {
    if constexpr (requires { typename codec<T>::nullable_of; }) {
      if (value) return add(*value);
      return add_null();
    } else {
      add_bytes(value);
    }
  }
  template <class T>
  void add_bytes(T const& value) {
    if constexpr (requires { codec<T>::width; }) {
      add_fixed<T>(value);
    } else {
      std::size_t const at = begin();
      codec<T>::encode(bytes_, value);
      finish(at);
    }
  }
  void add_null() {
    if (count_ == 0xFFFF) throw std::length_error("a statement has at most 65535 parameters");
    detail::append_network<std::uint32_t>(bytes_, 0xFFFFFFFF);
    ++count_;
  }
  /// The values of another statement behind these.
  void append(parameters const& more) {
    if (count_ + more.count_ > 0xFFFF)
      throw std::length_error("a statement has at most 65535 parameters");
    bytes_ += more.bytes_;
    count_ = static_cast<std::uint16_t>(count_ + more.count_);
  }
  /// The values of another statement before these.
  void prepend(parameters const& first) {
    if (count_ + first.count_ > 0xFFFF)
      throw std::length_error("a statement has at most 65535 parameters");
    bytes_.insert(0, first.bytes_);
    count_ = static_cast<std::uint16_t>(count_ + first.count_);
  }
  /// Makes room for what is still to come.
  void reserve(std::size_t bytes) { bytes_.reserve(bytes); }
  std::uint16_t count() const { return count_; }
  std::string_view bytes() const { return bytes_; }

 private:
  void require_room() const {
    if (count_ == 0xFFFF) throw std::length_error("a statement has at most 65535 parameters");
    if (bytes_.size() > most_bytes)
      throw std::length_error("the parameters of a statement may have at most 512 MiB");
  }
  /// Length and value at once.
  template <class T>
  void add_fixed(T const& value) {
    require_room();
    constexpr std::size_t width = codec<T>::width;
    std::uint32_t const length = detail::swap_to_network(static_cast<std::uint32_t>(width));
    auto const& bits = codec<T>::bits(value);
    char field[4 + width];
    std::memcpy(field, &length, 4);
    std::memcpy(field + 4, &bits, width);
    bytes_.append(field, sizeof field);
    ++count_;
  }
  std::size_t begin() {
    require_room();
    bytes_.append(4, '\0');
    return bytes_.size();
  }
  void finish(std::size_t at) {
    if (bytes_.size() > most_bytes)
      throw std::length_error("the parameters of a statement may have at most 512 MiB");
    std::uint32_t const length =
        detail::swap_to_network(static_cast<std::uint32_t>(bytes_.size() - at));
    std::memcpy(bytes_.data() + at - 4, &length, 4);
    ++count_;
  }
  std::string bytes_;
  std::uint16_t count_ = 0;
};

}  // namespace hyper
