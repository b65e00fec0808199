// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <hyper/config.hpp>
#include <hyper/routing/extract.hpp>
#include <string>
#include <string_view>

namespace hyper {

/// Where in a list a request wants to go on: taken from `?cursor=` and `?page_size=` (1 to 100,
/// else 25), given to `page` of a query. The token was signed by `page_of` and is bound to the path
/// and to the other parameters of the query; another one is refused with 400.
class cursor {
 public:
  static constexpr std::size_t usual_size = 25;
  static constexpr std::size_t largest_size = 100;

  cursor() = default;
  cursor(std::string payload, std::size_t size) : payload_(std::move(payload)), size_(size) {}

  /// Empty: the first page.
  std::string_view payload() const { return payload_; }
  std::size_t size() const { return size_; }

  /// The URL of another page of the list that a request has asked for.
  static std::string url_of(request const& asked, std::string_view payload);

 private:
  std::string payload_;
  std::size_t size_ = usual_size;
};

template <>
struct extractor_traits<cursor> {
  static cursor take(extraction& from);
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/rest/cursor.ipp>
#endif
