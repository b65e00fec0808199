// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/templates/plural_rule.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace hyper {

/// Why a catalogue cannot be used, in one sentence.
class bad_catalogue : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The translations of one language: a compiled catalogue of gettext, as `msgfmt` writes it (.mo).
/// What it does not have is said as the program has it. Once made it does not change: any threads
/// may use it.
class translations {
 public:
  static constexpr std::size_t largest_file = 16u << 20;

  /// Has nothing.
  translations() = default;
  /// Reads a catalogue in UTF-8, of either byte order. Throws bad_catalogue when it is none; every
  /// place in it is checked against its size.
  explicit translations(std::string bytes);
  translations(translations&&) = default;
  translations& operator=(translations&&) = default;

  /// Reads a file. Throws bad_catalogue, which names it.
  static translations from_file(std::string const& path);

  std::string_view gettext(std::string_view text) const { return find({}, text, text); }
  std::string_view pgettext(std::string_view context, std::string_view text) const {
    return find(context, text, text);
  }
  /// The form for a number; without a translation the singular for 1, else the plural.
  std::string_view ngettext(std::string_view singular, std::string_view plural,
                            std::int64_t number) const {
    return npgettext({}, singular, plural, number);
  }
  std::string_view npgettext(std::string_view context, std::string_view singular,
                             std::string_view plural, std::int64_t number) const;

  std::size_t size() const { return messages_.size(); }
  plural_rule const& plurals() const { return plurals_; }

 private:
  struct range {
    std::uint32_t at = 0;
    std::uint32_t size = 0;
  };
  struct message {
    range name;  // with its context and a byte 4 in front, without its plural
    range forms;
  };

  std::string_view view(range of) const { return std::string_view(bytes_).substr(of.at, of.size); }
  std::uint32_t number_at(std::size_t at) const;
  range text_at(std::size_t entry) const;
  void read_messages();
  void read_header();
  message const* find_message(std::string_view context, std::string_view text) const;
  std::string_view find(std::string_view context, std::string_view text,
                        std::string_view otherwise) const;

  std::string bytes_;
  std::vector<message> messages_;  // sorted by name
  plural_rule plurals_;
  bool swapped_ = false;
};

/// While it lives, the templates that this thread renders speak the language: `{% trans %}`,
/// `gettext`, `ngettext`, `pgettext` and `npgettext`, of both renderers. An environment's own
/// globals of these names win. Not to be held across a `co_await`: the thread turns to other
/// requests there, and these would speak the language, too. Make it where the page is made.
///
///   translation_scope const speaking(german);
///   return page<"home.html", pages>(globals, context);
class translation_scope {
 public:
  explicit translation_scope(translations const& into);
  ~translation_scope();
  translation_scope(translation_scope const&) = delete;
  translation_scope& operator=(translation_scope const&) = delete;

 private:
  translations const* outer_;
};

namespace detail {
/// The language of this thread; one that has nothing outside of all scopes.
translations const& current_translations();
}  // namespace detail

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/templates/translations.ipp>
#endif
