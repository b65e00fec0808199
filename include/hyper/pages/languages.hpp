// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <hyper/config.hpp>
#include <hyper/http/request.hpp>
#include <hyper/routing/extraction.hpp>
#include <hyper/templates/translations.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hyper {

/// What told which language a visitor gets; the first that does counts.
enum class language_source : std::uint8_t { path, cookie, header, fallback };

/// Where a choice of the visitor is looked for before Accept-Language.
struct language_options {
  bool in_path = false;             ///< the first segment, as in "/de/about"
  std::string cookie = "language";  ///< its name; empty: there is none
};

/// A language that was chosen, by its position among the tags.
struct language_choice {
  std::size_t position = 0;
  language_source source = language_source::fallback;
};

/// The languages that an application speaks: the one its templates are written in, and those that
/// it has catalogues for. Made once; then any threads may use it.
class site_languages {
 public:
  /// `own` is the tag of the language that the templates are written in (BCP 47: "en").
  explicit site_languages(std::string_view own, language_options options = {});
  /// The same with the catalogues of a folder: "de.mo", "pt_BR.mo". Throws bad_catalogue when one
  /// cannot be read, std::invalid_argument when a name is no tag.
  site_languages(std::string_view own, std::string const& folder, language_options options = {});
  site_languages(site_languages&&) = default;

  /// Adds a language, or replaces its catalogue. Throws std::invalid_argument for what is no tag.
  void add(std::string_view tag, translations catalogue);

  std::span<std::string_view const> tags() const { return tags_; }  ///< the own one first
  translations const& catalogue(std::size_t position) const { return all_[position].catalogue; }
  language_options const& options() const { return options_; }

  /// The language for a request: of its path, of its cookie, of its Accept-Language fields
  /// (http/accept_language.hpp), else the own one.
  language_choice choose(request const& asked) const;

 private:
  struct language {
    std::string tag;
    translations catalogue;
  };
  language_options options_;
  std::deque<language> all_;  // its elements stay where they are
  std::vector<std::string_view> tags_;
};

namespace detail {
class language_session;
language_session* begin_language(exchange& with, site_languages const& all);
}  // namespace detail

/// The language of one visitor.
class spoken_language {
 public:
  explicit spoken_language(detail::language_session* of) : session_(of) {}

  std::string_view tag() const;  ///< `<html lang="{{ language }}">`
  language_source source() const;
  /// What this thread renders speaks the language as long as the scope lives.
  translation_scope speak() const;
  /// Lets the visitor's next requests have this language, by the cookie of the options: for a year.
  /// False when the application does not speak it.
  bool remember(std::string_view tag) const;

 private:
  detail::language_session* session_;
};

/// A parameter of handlers: the language for this request. `All` names what the application speaks.
/// The answer says `Content-Language`, and what the choice may depend on: `Vary`.
///
///   site_languages const& languages() {
///     static site_languages const all("en", "locale");
///     return all;
///   }
///   html home(visitor_language<languages> language) {
///     auto const speaking = language.speak();
///     return page<"home.html", pages>(home_page{language.tag()});
///   }
template <site_languages const& (*All)()>
class visitor_language : public spoken_language {
 public:
  using spoken_language::spoken_language;
};

template <site_languages const& (*All)()>
struct extractor_traits<visitor_language<All>> {
  static visitor_language<All> take(extraction& from) {
    return visitor_language<All>(detail::begin_language(from.with, All()));
  }
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/pages/languages.ipp>
#endif
