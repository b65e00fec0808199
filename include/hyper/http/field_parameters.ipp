// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/field_parameters.hpp>
//
#include <hyper/http/grammar.hpp>
#include <hyper/http/request.hpp>
#include <hyper/http/scan.hpp>
#include <hyper/http/url.hpp>
#include <hyper/reflect/utf8.hpp>
#include <utility>

namespace hyper {
namespace detail {

HYPER_INLINE std::string in_small_letters(std::string_view text) {
  std::string made(text);
  for (char& c : made)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 32);
  return made;
}

HYPER_INLINE std::string utf8_of_latin1(std::string_view text) {
  std::string made;
  for (char const c : text) {
    auto const byte = static_cast<unsigned char>(c);
    if (byte < 0x80)
      made += c;
    else
      (made += static_cast<char>(0xc0 | byte >> 6)) += static_cast<char>(0x80 | (byte & 0x3f));
  }
  return made;
}

HYPER_INLINE bool is_utf8(std::string_view text) { return utf8_count(text) != not_utf8; }

}  // namespace detail

HYPER_INLINE field_parameters::field_parameters(std::string_view field) {
  std::size_t const end = field.find(';');
  word_ = detail::trim_field(field.substr(0, end));
  if (end != field.npos) rest_ = field.substr(end);
}

HYPER_INLINE std::optional<field_parameter> field_parameters::next() {
  rest_ = detail::trim_field(rest_);
  if (rest_.empty() || malformed_) return std::nullopt;
  malformed_ = true;  // until it is known to be right
  if (rest_.front() != ';') return std::nullopt;
  rest_ = detail::trim_field(rest_.substr(1));
  if (rest_.empty()) {  // a ';' at the end is often sent
    malformed_ = false;
    return std::nullopt;
  }
  std::size_t const name = detail::find_end<detail::token_end>(rest_);
  if (name == 0 || name == rest_.size() || rest_[name] != '=') return std::nullopt;
  field_parameter made{detail::in_small_letters(rest_.substr(0, name)), {}};
  rest_.remove_prefix(name + 1);
  auto value = take_value();
  if (!value) return std::nullopt;
  made.value = *std::move(value);
  malformed_ = false;
  return made;
}

HYPER_INLINE std::optional<std::string> field_parameters::take_value() {
  if (rest_.empty() || rest_.front() != '"') {
    std::size_t const end = detail::find_end<detail::token_end>(rest_);
    if (end == 0) return std::nullopt;
    std::string value(rest_.substr(0, end));
    rest_.remove_prefix(end);
    return value;
  }
  std::string value;
  for (std::size_t at = 1; at < rest_.size(); ++at) {
    char const c = rest_[at];
    if (c == '"') {
      rest_.remove_prefix(at + 1);
      return value;
    }
    bool const escape =
        c == '\\' && at + 1 < rest_.size() && (rest_[at + 1] == '"' || rest_[at + 1] == '\\');
    value += escape ? rest_[++at] : c;
  }
  return std::nullopt;
}

HYPER_INLINE std::optional<std::string> decode_extended_value(std::string_view text) {
  std::size_t const charset = text.find('\'');
  std::size_t const language = charset == text.npos ? text.npos : text.find('\'', charset + 1);
  if (language == text.npos) return std::nullopt;
  auto decoded = decode_percent(text.substr(language + 1));
  if (!decoded) return std::nullopt;
  if (same_field_name(text.substr(0, charset), "ISO-8859-1"))
    return detail::utf8_of_latin1(*decoded);
  bool const utf8 = same_field_name(text.substr(0, charset), "UTF-8");
  return utf8 && detail::is_utf8(*decoded) ? std::move(decoded) : std::nullopt;
}

HYPER_INLINE std::optional<form_disposition> read_form_disposition(std::string_view field) {
  field_parameters each(field);
  if (!same_field_name(each.word(), "form-data")) return std::nullopt;
  std::optional<std::string> name, plain, extended;
  while (auto part = each.next()) {
    std::optional<std::string>* const known = part->name == "name"        ? &name
                                              : part->name == "filename"  ? &plain
                                              : part->name == "filename*" ? &extended
                                                                          : nullptr;
    if (known == nullptr) continue;
    if (known->has_value()) return std::nullopt;
    *known = std::move(part->value);
  }
  if (each.malformed() || !name || !detail::is_utf8(*name)) return std::nullopt;
  if (extended) extended = decode_extended_value(*extended);
  if (!extended) extended = std::move(plain);
  if (extended && !detail::is_utf8(*extended)) return std::nullopt;
  return form_disposition{*std::move(name), std::move(extended)};
}

}  // namespace hyper
