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
    std::size_t const at = begin();
    codec<T>::encode(bytes_, value);
    finish(at);
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
  std::uint16_t count() const { return count_; }
  std::string_view bytes() const { return bytes_; }

 private:
  std::size_t begin() {
    if (count_ == 0xFFFF) throw std::length_error("a statement has at most 65535 parameters");
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
