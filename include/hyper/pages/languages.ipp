// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/pages/languages.hpp>
//
#include <algorithm>
#include <filesystem>
#include <hyper/http/accept_language.hpp>
#include <hyper/http/cookie.hpp>
#include <hyper/http/exchange_companion.hpp>
#include <stdexcept>

namespace hyper {
namespace detail {

inline constexpr std::int64_t language_seconds = 365 * 24 * 3600;

class language_session final : public exchange_companion {
 public:
  language_session(exchange const& with, site_languages const& all)
      : asked_(with.asked), all_(all), choice_(all.choose(with.asked)) {}

  context const* around(context const* outer) override { return outer; }
  void add_lines(std::string& to) override {
    to.append("Content-Language: ").append(tag()).append("\r\n");
    if (choice_.source != language_source::path)
      to += all_.options().cookie.empty() ? "Vary: Accept-Language\r\n"
                                          : "Vary: Accept-Language, Cookie\r\n";
    if (remembered_.empty()) return;
    cookie made;
    made.name = all_.options().cookie;
    made.value = remembered_;
    made.max_age = language_seconds;
    made.secure = asked_.scheme == "https";
    to.append("Set-Cookie: ").append(set_cookie_value(made)).append("\r\n");
  }

  std::string_view tag() const { return all_.tags()[choice_.position]; }
  language_source source() const { return choice_.source; }
  translations const& catalogue() const { return all_.catalogue(choice_.position); }
  bool remember(std::string_view tag) {
    auto const found = find_language(tag, all_.tags());
    if (!found || all_.options().cookie.empty()) return false;
    remembered_ = all_.tags()[*found];
    return true;
  }

 private:
  request const& asked_;
  site_languages const& all_;
  language_choice choice_;
  std::string_view remembered_;
};

HYPER_INLINE language_session* begin_language(exchange& with, site_languages const& all) {
  auto* const session = new language_session(with, all);
  with.accompany(session);
  return session;
}

/// The position of a tag itself, in any case of letters.
HYPER_INLINE std::optional<std::size_t> find_tag(std::span<std::string_view const> tags,
                                                 std::string_view wanted) {
  for (std::size_t i = 0; i < tags.size(); ++i)
    if (same_field_name(tags[i], wanted)) return i;
  return std::nullopt;
}

/// "pt_BR.mo" as "pt-BR".
HYPER_INLINE std::string tag_of_file(std::filesystem::path const& file) {
  std::string tag = file.stem().string();
  std::replace(tag.begin(), tag.end(), '_', '-');
  return tag;
}

}  // namespace detail

HYPER_INLINE site_languages::site_languages(std::string_view own, language_options options)
    : options_(std::move(options)) {
  add(own, {});
}

HYPER_INLINE site_languages::site_languages(std::string_view own, std::string const& folder,
                                            language_options options)
    : site_languages(own, std::move(options)) {
  std::vector<std::filesystem::path> files;
  std::error_code failure;
  for (auto const& each : std::filesystem::directory_iterator(folder, failure))
    if (each.path().extension() == ".mo") files.push_back(each.path());
  if (failure) throw bad_catalogue("the folder '" + folder + "': " + failure.message());
  std::sort(files.begin(), files.end());
  for (auto const& each : files)
    add(detail::tag_of_file(each), translations::from_file(each.string()));
}

HYPER_INLINE void site_languages::add(std::string_view tag, translations catalogue) {
  if (!find_language(tag, {&tag, 1}))
    throw std::invalid_argument("'" + std::string(tag) + "' is no tag of a language");
  if (auto const known = detail::find_tag(tags_, tag)) {
    all_[*known].catalogue = std::move(catalogue);
    return;
  }
  all_.push_back({std::string(tag), std::move(catalogue)});
  tags_.push_back(all_.back().tag);
}

HYPER_INLINE language_choice site_languages::choose(request const& asked) const {
  if (options_.in_path) {
    std::string_view const first = asked.path.substr(std::min<std::size_t>(1, asked.path.size()));
    auto const found = detail::find_tag(tags_, first.substr(0, first.find('/')));
    if (found) return {*found, language_source::path};
  }
  if (!options_.cookie.empty()) {
    auto const wanted = find_cookie(asked, options_.cookie);
    auto const found = wanted ? find_language(*wanted, tags_) : std::nullopt;
    if (found) return {*found, language_source::cookie};
  }
  auto const found = accepted_language(asked, tags_);
  return found ? language_choice{*found, language_source::header} : language_choice{};
}

HYPER_INLINE std::string_view spoken_language::tag() const { return session_->tag(); }
HYPER_INLINE language_source spoken_language::source() const { return session_->source(); }
HYPER_INLINE translation_scope spoken_language::speak() const {
  return translation_scope(session_->catalogue());
}
HYPER_INLINE bool spoken_language::remember(std::string_view tag) const {
  return session_->remember(tag);
}

}  // namespace hyper
