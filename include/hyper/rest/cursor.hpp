// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <hyper/config.hpp>
#include <hyper/http/request.hpp>
#include <hyper/routing/extraction.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace hyper {

/// Where in a list a request wants to go on, as a handler's parameter: from `?cursor=` and
/// `?page_size=` (1 to 100, or 25). Give it to `page` of a query.
///
/// The token is one that `page_of` has signed, and it belongs to the list that it was made for: the
/// path, and all other parameters of the query but `page_size`, in whatever order. Another one is
/// answered 400. The columns' values in it can be read by whoever has it.
class cursor {
 public:
  static constexpr std::size_t usual_size = 25;
  static constexpr std::size_t largest_size = 100;

  /// The first page.
  cursor() = default;
  cursor(std::string payload, std::size_t size) : payload_(std::move(payload)), size_(size) {}

  /// What the query put into the token; empty for the first page.
  std::string_view payload() const { return payload_; }
  /// How many rows a page has.
  std::size_t size() const { return size_; }

 private:
  std::string payload_;
  std::size_t size_ = usual_size;
};

template <>
struct extractor_traits<cursor> {
  static cursor take(extraction& from);
};

/// The address of another page of the list that a request has asked for: its path, its other
/// parameters, and the signed token of this payload.
std::string cursor_url(request const& asked, std::string_view payload);

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/rest/cursor.ipp>
#endif
