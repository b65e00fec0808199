// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/config.hpp>
#include <hyper/validate/characters.hpp>
#include <hyper/validate/checked.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace hyper {

namespace rule {

/// Letters, digits, hyphens and underscores of ASCII; at least one, at most 255.
struct slug {
  static constexpr std::optional<problem> check(std::string_view text) {
    bool good = !text.empty() && text.size() <= 255;
    for (char character : text) good = good && detail::is_slug_character(character);
    if (good) return std::nullopt;
    return problem{"slug", "must consist of letters, digits, hyphens and underscores"};
  }
};

}  // namespace rule

/// The part of an address that names a thing: `hello-world`.
using slug = checked<std::string, rule::slug>;

/// Makes a slug of a title: letters of Latin scripts lose their accents, everything becomes lower
/// case, and runs of other characters become one hyphen: `Größe & Höhe` gives `grosse-hohe`. At
/// most 80 characters, cut at a word where there is one. A title without any letter or digit gives
/// `untitled`.
slug slugify(std::string_view title);

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/validate/slug.ipp>
#endif
