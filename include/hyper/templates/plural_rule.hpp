// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <hyper/config.hpp>
#include <optional>
#include <string_view>
#include <vector>

namespace hyper {

namespace detail {
class plural_parser;
}

/// Which plural form a number takes in a language, as the header of a gettext catalogue says:
/// "nplurals=3; plural=n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 ? 1 : 2;". The expression is
/// C's over the number `n`. Without one it is that of English: one form for 1, another for the
/// rest.
class plural_rule {
 public:
  static constexpr std::size_t most_forms = 32;
  static constexpr std::size_t longest_text = 4096;

  plural_rule();
  /// Nothing when the text is no such rule, or larger than any language's.
  static std::optional<plural_rule> from_text(std::string_view text);

  std::size_t forms() const { return forms_; }
  /// From 0 to forms() - 1. What the expression says beyond that, or a division by zero, is 0.
  std::size_t form_of(std::uint64_t number) const;

 private:
  friend class detail::plural_parser;
  /// An operation: its operands stand before it.
  struct step {
    char kind = 'n';  // 'n', '#' for a constant, the operator's sign, or '?'
    std::uint64_t value = 0;
    std::int32_t left = -1;
    std::int32_t right = -1;
    std::int32_t condition = -1;
  };
  std::uint64_t evaluate(std::int32_t at, std::uint64_t number) const;

  std::vector<step> steps_;
  std::int32_t root_ = -1;
  std::size_t forms_ = 2;
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/templates/plural_rule.ipp>
#endif
