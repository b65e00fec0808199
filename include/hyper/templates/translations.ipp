// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/templates/translations.hpp>
//
#include <algorithm>
#include <cstdio>
#include <utility>

namespace hyper {
namespace detail {

// The layout: magic, revision, count, where the table of names begins, where that of translations
// begins; entries of both are a length and a place, and the text at the place ends with a zero.
inline constexpr std::uint32_t catalogue_magic = 0x950412de;
inline constexpr std::size_t catalogue_head = 28;
inline constexpr char context_end = '\4';

HYPER_INLINE translations const*& translations_of_thread() {
  static translations const none;
  thread_local translations const* current = &none;
  return current;
}
HYPER_INLINE translations const& current_translations() { return *translations_of_thread(); }

/// The value of a line "Name: value" of a catalogue's header.
HYPER_INLINE std::string_view header_line(std::string_view header, std::string_view name) {
  while (!header.empty()) {
    std::string_view const line = header.substr(0, header.find('\n'));
    header.remove_prefix(std::min(line.size() + 1, header.size()));
    if (line.starts_with(name) && line.substr(name.size()).starts_with(':'))
      return line.substr(name.size() + 1);
  }
  return {};
}

HYPER_INLINE bool has_other_charset(std::string_view content_type) {
  std::size_t const at = content_type.find("charset=");
  if (at == content_type.npos) return false;
  std::string charset(content_type.substr(at + 8));
  std::transform(charset.begin(), charset.end(), charset.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  // "CHARSET" is what xgettext leaves for the translator to fill in.
  return !charset.starts_with("UTF-8") && !charset.starts_with("UTF8") &&
         !charset.starts_with("ASCII") && !charset.starts_with("US-ASCII") && charset != "CHARSET";
}

}  // namespace detail

HYPER_INLINE translations::translations(std::string bytes) : bytes_(std::move(bytes)) {
  if (bytes_.size() < detail::catalogue_head) throw bad_catalogue("the catalogue is too short");
  if (bytes_.size() > largest_file) throw bad_catalogue("the catalogue is too large");
  swapped_ = number_at(0) != detail::catalogue_magic;
  if (number_at(0) != detail::catalogue_magic) throw bad_catalogue("this is no catalogue");
  if (number_at(4) >> 16 > 1) throw bad_catalogue("the catalogue is of a later version");
  read_messages();
  read_header();
}

/// Little-endian unless `swapped_`.
HYPER_INLINE std::uint32_t translations::number_at(std::size_t at) const {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    auto const byte = static_cast<unsigned char>(bytes_[at + (swapped_ ? i : 3 - i)]);
    number = number << 8 | byte;
  }
  return number;
}

HYPER_INLINE translations::range translations::text_at(std::size_t entry) const {
  std::size_t const size = number_at(entry);
  std::size_t const at = number_at(entry + 4);
  // The zero behind the text is within the file, too. Sums of two 32-bit numbers fit.
  if (at + size >= bytes_.size() || bytes_[at + size] != '\0')
    throw bad_catalogue("a text of the catalogue lies outside of it");
  return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(size)};
}

HYPER_INLINE void translations::read_messages() {
  std::size_t const count = number_at(8);
  std::size_t const names = number_at(12);
  std::size_t const forms = number_at(16);
  bool const fits = count <= bytes_.size() / 8 && names + count * 8 <= bytes_.size() &&
                    forms + count * 8 <= bytes_.size();
  if (!fits) throw bad_catalogue("a table of the catalogue lies outside of it");
  messages_.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    message made{text_at(names + i * 8), text_at(forms + i * 8)};
    std::size_t const end = view(made.name).find('\0');
    if (end != std::string_view::npos) made.name.size = static_cast<std::uint32_t>(end);
    messages_.push_back(made);
  }
  // Of two with one name the first in the file is found.
  auto const before = [&](message const& a, message const& b) {
    int const order = view(a.name).compare(view(b.name));
    return order != 0 ? order < 0 : a.name.at < b.name.at;
  };
  std::sort(messages_.begin(), messages_.end(), before);
}

HYPER_INLINE void translations::read_header() {
  std::string_view const header = find({}, {}, {});
  if (detail::has_other_charset(detail::header_line(header, "Content-Type")))
    throw bad_catalogue("the catalogue is not in UTF-8");
  std::string_view const rule = detail::header_line(header, "Plural-Forms");
  if (rule.empty()) return;
  auto const read = plural_rule::from_text(rule);
  if (!read) throw bad_catalogue("the catalogue's rule for plurals cannot be understood");
  plurals_ = *read;
}

HYPER_INLINE translations::message const* translations::find_message(std::string_view context,
                                                                     std::string_view text) const {
  std::string key;
  if (context.data() != nullptr) {
    key.append(context).append(1, detail::context_end).append(text);
    text = key;
  }
  auto const found = std::lower_bound(
      messages_.begin(), messages_.end(), text,
      [&](message const& each, std::string_view wanted) { return view(each.name) < wanted; });
  return found != messages_.end() && view(found->name) == text ? &*found : nullptr;
}

HYPER_INLINE std::string_view translations::find(std::string_view context, std::string_view text,
                                                 std::string_view otherwise) const {
  message const* const found = find_message(context, text);
  if (found == nullptr) return otherwise;
  std::string_view const forms = view(found->forms);
  std::string_view const first = forms.substr(0, forms.find('\0'));
  return first.empty() ? otherwise : first;
}

HYPER_INLINE std::string_view translations::npgettext(std::string_view context,
                                                      std::string_view singular,
                                                      std::string_view plural,
                                                      std::int64_t number) const {
  std::string_view const otherwise = number == 1 ? singular : plural;
  message const* const found = find_message(context, singular);
  if (found == nullptr) return otherwise;
  std::uint64_t const size =
      number < 0 ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
  std::size_t form = plurals_.form_of(size);
  std::string_view forms = view(found->forms);
  for (; form > 0 && forms.find('\0') != forms.npos; --form)
    forms.remove_prefix(forms.find('\0') + 1);
  std::string_view const chosen = forms.substr(0, forms.find('\0'));
  return form != 0 || chosen.empty() ? otherwise : chosen;
}

HYPER_INLINE translations translations::from_file(std::string const& path) {
  std::FILE* const file = std::fopen(path.c_str(), "rbe");
  if (file == nullptr) throw bad_catalogue("the catalogue " + path + " cannot be opened");
  std::string bytes;
  char piece[16384];
  std::size_t got = 0;
  while (bytes.size() <= largest_file && (got = std::fread(piece, 1, sizeof piece, file)) > 0)
    bytes.append(piece, got);
  std::fclose(file);
  try {
    return translations(std::move(bytes));
  } catch (bad_catalogue const& why) {
    throw bad_catalogue(path + ": " + why.what());
  }
}

HYPER_INLINE translation_scope::translation_scope(translations const& into)
    : outer_(std::exchange(detail::translations_of_thread(), &into)) {}
HYPER_INLINE translation_scope::~translation_scope() { detail::translations_of_thread() = outer_; }

}  // namespace hyper
