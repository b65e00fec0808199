// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/config.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace hyper {

/// The validator of a representation (RFC 9110 §8.8.3): two that are equal stand for the same
/// bytes; weak ones only for the same meaning.
struct entity_tag {
  std::string_view opaque;  ///< what stands between the quotes
  bool weak = false;

  /// Strong comparison: equal, and neither is weak.
  constexpr bool same_bytes(entity_tag const& other) const {
    return !weak && !other.weak && opaque == other.opaque;
  }
  /// Weak comparison: equal, weak or not.
  constexpr bool same_meaning(entity_tag const& other) const { return opaque == other.opaque; }
  /// As it stands in an ETag field: "abc" in quotes, with W/ before it when weak.
  std::string text() const;
};

/// Reads one entity tag with its quotes; nothing when it is none.
std::optional<entity_tag> parse_entity_tag(std::string_view text);

/// Goes through the list of an If-Match or If-None-Match field; ends at the first thing that is no
/// entity tag. Commas may stand within the quotes.
///
///     for (entity_tag_list tags(field); auto tag = tags.next();) …
class entity_tag_list {
 public:
  explicit entity_tag_list(std::string_view field) : rest_(field) {}
  std::optional<entity_tag> next();

 private:
  std::string_view rest_;
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/entity_tag.ipp>
#endif
