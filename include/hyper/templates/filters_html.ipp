// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Jinja2's filters of markup, URLs and JSON.

#include <algorithm>
#include <cmath>
#include <hyper/reflect/utf8.hpp>
#include <hyper/templates/builtin.hpp>
#include <hyper/templates/escape.hpp>

namespace hyper::detail {

HYPER_INLINE template_value filter_escape(template_call& call) {
  call.take_none();
  return escaped(call.input);
}
HYPER_INLINE template_value filter_forceescape(template_call& call) {
  call.take_none();
  std::string out;
  append_escaped(out, to_text(call.input));
  return template_value::safe(std::move(out));
}
HYPER_INLINE template_value filter_safe(template_call& call) {
  call.take_none();
  return template_value::safe(to_text(call.input));
}

HYPER_INLINE std::string unescaped(std::string_view markup) {
  constexpr std::pair<std::string_view, std::string_view> names[] = {
      {"&lt;", "<"},    {"&gt;", ">"},  {"&#34;", "\""},       {"&#39;", "'"},
      {"&quot;", "\""}, {"&amp;", "&"}, {"&nbsp;", "\xC2\xA0"}};
  std::string out;
  while (!markup.empty()) {
    std::size_t const plain = std::min(markup.find('&'), markup.size());
    out += markup.substr(0, plain);
    markup.remove_prefix(plain);
    std::size_t taken = markup.empty() ? 0 : 1;
    std::string_view meaning = markup.substr(0, taken);
    for (auto const& [name, value] : names) {
      if (!markup.starts_with(name)) continue;
      taken = name.size();
      meaning = value;
      break;
    }
    out += meaning;
    markup.remove_prefix(taken);
  }
  return out;
}

HYPER_INLINE std::string without_tags(std::string_view markup) {
  std::string plain;
  while (!markup.empty()) {
    bool const comment = markup.starts_with("<!--");
    std::size_t const end = comment            ? markup.find("-->")
                            : markup[0] == '<' ? markup.find('>')
                                               : markup.npos;
    if (end == markup.npos) {
      plain.push_back(markup[0]);
      markup.remove_prefix(1);
    } else {
      markup.remove_prefix(end + (comment ? 3 : 1));
    }
  }
  std::string out;
  for (char const c : plain) {
    if (!is_space(c))
      out.push_back(c);
    else if (!out.empty() && out.back() != ' ')
      out.push_back(' ');
  }
  return unescaped(strip(out, "", true, true));
}
HYPER_INLINE template_value filter_striptags(template_call& call) {
  call.take_none();
  return without_tags(to_text(call.input));
}

HYPER_INLINE std::string url_quoted(std::string_view text, std::string_view safe) {
  constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  for (char const c : text) {
    auto const byte = static_cast<unsigned char>(c);
    bool const plain = byte < 0x80 && (is_name_part(c) || c == '.' || c == '-' || c == '~');
    if (plain || safe.find(c) != safe.npos) {
      out.push_back(c);
    } else {
      out.push_back('%');
      out.push_back(digits[byte >> 4]);
      out.push_back(digits[byte & 15]);
    }
  }
  return out;
}
HYPER_INLINE std::string url_quoted_form(std::string_view text) {
  std::string out = url_quoted(text, " ");
  std::replace(out.begin(), out.end(), ' ', '+');
  return out;
}
HYPER_INLINE template_value filter_urlencode(template_call& call) {
  call.take_none();
  template_value const& value = call.input;
  bool const pairs = value.is(value_kind::dict) || value.is(value_kind::list) ||
                     (value.is(value_kind::view) && value.type().size != nullptr);
  if (!pairs) return url_quoted(to_text(value), "/");
  std::string out;
  template_call inner{call.renderer, value, {}};
  builtin_function const items = value.is(value_kind::dict) ? find_method(value, "items") : nullptr;
  for (auto const& each : elements_of(items != nullptr ? items(inner) : value)) {
    auto const parts = elements_of(each);
    if (parts.size() != 2) throw template_error("urlencode needs pairs");
    if (!out.empty()) out += '&';
    out += url_quoted_form(to_text(parts[0])) + '=' + url_quoted_form(to_text(parts[1]));
  }
  return out;
}

HYPER_INLINE template_value filter_xmlattr(template_call& call) {
  auto const [space] = call.take({"autospace"});
  if (!call.input.is(value_kind::dict)) throw template_error("xmlattr needs a mapping");
  std::string out;
  for (auto const& [key, value] : call.input.entries()) {
    if (value.is(value_kind::none) || value.is_undefined()) continue;
    std::string const name = to_text(key);
    if (name.find_first_of(" \t\n\r\f/>=") != name.npos)
      throw template_error("Invalid character in attribute name: '" + name + "'");
    if (!out.empty()) out += ' ';
    append_markup(out, key);
    out += "=\"";
    append_markup(out, value);
    out += '"';
  }
  if (truth_or(space, true) && !out.empty()) out.insert(0, 1, ' ');
  return call.renderer.autoescape() ? template_value::safe(std::move(out))
                                    : template_value(std::move(out));
}

// ---- tojson ----

HYPER_INLINE void append_unicode_escape(std::string& out, std::uint32_t unit) {
  constexpr char digits[] = "0123456789abcdef";
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out.push_back(digits[unit >> shift & 15]);
}
HYPER_INLINE void append_script_text(std::string& out, std::string_view text) {
  constexpr std::string_view plain_escapes = "\"\\\b\f\n\r\t";
  constexpr std::string_view letters = "\"\\bfnrt";
  out.push_back('"');
  while (!text.empty()) {
    std::size_t size = 0;
    std::uint32_t const code = first_code(text, size);
    std::size_t const known =
        code < 0x80 ? plain_escapes.find(static_cast<char>(code)) : plain_escapes.npos;
    bool const markup = code == '<' || code == '>' || code == '&' || code == '\'';
    if (known != plain_escapes.npos) {
      out.push_back('\\');
      out.push_back(letters[known]);
    } else if (code >= 0x10000) {
      append_unicode_escape(out, 0xD800 + ((code - 0x10000) >> 10));
      append_unicode_escape(out, 0xDC00 + ((code - 0x10000) & 0x3FF));
    } else if (code < 0x20 || code >= 0x7F || markup) {
      code == 0x7F ? out.push_back('\x7f') : append_unicode_escape(out, code);
    } else {
      out.push_back(static_cast<char>(code));
    }
    text.remove_prefix(size);
  }
  out.push_back('"');
}

/// Writes JSON as Python does: keys in order, a blank behind `,` and `:`.
class json_text {
 public:
  json_text(std::string& out, std::int64_t indent) : out_(out), indent_(indent) {}

  void write(template_value const& value) {
    depth_guard const guard;
    switch (value.kind()) {
      case value_kind::none:
        out_ += "null";
        return;
      case value_kind::boolean:
        out_ += value.integer() != 0 ? "true" : "false";
        return;
      case value_kind::integer:
        return append_integer(out_, value.integer());
      case value_kind::floating:
        return write_float(value.number());
      case value_kind::string:
        return append_script_text(out_, value.text());
      case value_kind::dict:
        return write_entries(sorted(value.entries()));
      case value_kind::view:
        if (value.type().pairs != nullptr) return write_pairs(value);
        break;
      default:
        break;
    }
    bool const listed = value.is(value_kind::view) ||
                        (value.is(value_kind::list) && value.form() <= list_form::tuple);
    if (!listed)
      throw template_error("Object of type " + std::string(value.type_name()) +
                           " is not JSON serializable");
    write_elements(elements_of(value));
  }

 private:
  static std::vector<template_value::pair> sorted(std::vector<template_value::pair> entries) {
    sort_stably(entries,
                [](auto const& a, auto const& b) { return compare(a.first, b.first) < 0; });
    return entries;
  }
  void write_float(double number) {
    if (std::isnan(number))
      out_ += "NaN";
    else if (std::isinf(number))
      out_ += number < 0 ? "-Infinity" : "Infinity";
    else
      append_float(out_, number);
  }
  void line(bool first, bool last) {
    if (!first && !last) out_ += indent_ < 0 ? ", " : ",";
    if (indent_ < 0) return;
    out_.push_back('\n');
    out_.append(static_cast<std::size_t>(indent_ * level_), ' ');
  }
  void write_elements(template_value::list const& elements) {
    out_.push_back('[');
    ++level_;
    for (std::size_t i = 0; i < elements.size(); ++i) {
      line(i == 0, false);
      write(elements[i]);
    }
    --level_;
    if (!elements.empty()) line(false, true);
    out_.push_back(']');
  }
  void write_entries(std::vector<template_value::pair> const& entries) {
    out_.push_back('{');
    ++level_;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      line(i == 0, false);
      append_script_text(out_, to_text(entries[i].first));
      out_ += ": ";
      write(entries[i].second);
    }
    --level_;
    if (!entries.empty()) line(false, true);
    out_.push_back('}');
  }
  void write_pairs(template_value const& value) {
    template_value::list keys;
    template_value::list values;
    value.type().pairs(value.data(), keys, values);
    std::vector<template_value::pair> entries;
    for (std::size_t i = 0; i < keys.size(); ++i) entries.emplace_back(keys[i], values[i]);
    write_entries(sorted(std::move(entries)));
  }

  std::string& out_;
  std::int64_t indent_;
  std::int64_t level_ = 0;
};

HYPER_INLINE template_value filter_tojson(template_call& call) {
  auto const [indent] = call.take({"indent"});
  std::string out;
  std::int64_t const by =
      is_none(indent) ? -1 : std::clamp<std::int64_t>(small_or(indent, 0), 0, 80);
  json_text(out, by).write(call.input);
  call.renderer.check_size(out.size());
  return template_value::safe(std::move(out));
}

// ---- urlize ----

HYPER_INLINE std::size_t skip_any(std::string_view text, std::span<std::string_view const> any) {
  std::size_t at = 0;
  for (bool found = true; found;) {
    found = false;
    for (auto const each : any) {
      if (!text.substr(at).starts_with(each)) continue;
      at += each.size();
      found = true;
    }
  }
  return at;
}

HYPER_INLINE bool is_host_part(char c) { return is_name_part(c) || c == '%' || c == '-'; }

HYPER_INLINE bool is_plain_word(std::string_view text, std::size_t least, std::size_t most,
                                bool letters_only) {
  if (text.size() < least || text.size() > most) return false;
  for (char const c : text) {
    bool const letter = (c | 32) >= 'a' && (c | 32) <= 'z';
    if (letters_only ? !letter : !is_host_part(c)) return false;
  }
  return true;
}

HYPER_INLINE bool is_address(std::string_view host) {
  int parts = 1;
  int digits = 0;
  for (char const c : host) {
    if (c == '.') {
      if (digits == 0) return false;
      ++parts;
      digits = 0;
    } else if (!is_decimal(c) || ++digits > 3) {
      return false;
    }
  }
  return parts == 4 && digits > 0;
}

/// What of a word looks like a link: scheme or `www.` and a host, or a host of a well-known ending.
HYPER_INLINE bool is_link(std::string_view word) {
  std::string const low = lower(word);
  bool const scheme = low.starts_with("http://") || low.starts_with("https://");
  bool const www = low.starts_with("www.");
  std::string_view rest = word.substr(scheme ? low.find("//") + 2 : www ? 4 : 0);
  std::size_t const end = std::min(rest.find_first_of("/?#"), rest.size());
  std::string_view host = rest.substr(0, end);
  if (scheme && host.starts_with('[') && host.find(']') != host.npos) return true;
  std::size_t const colon = host.rfind(':');
  if (colon != host.npos) {
    std::string_view const port = host.substr(colon + 1);
    if (port.empty() || port.size() > 5 || port.find_first_not_of("0123456789") != port.npos)
      return false;
    host = host.substr(0, colon);
  }
  if (scheme && is_address(host)) return true;
  std::size_t const dot = host.rfind('.');
  std::string_view const top = dot == host.npos ? host : host.substr(dot + 1);
  std::string_view before = dot == host.npos ? std::string_view() : host.substr(0, dot);
  bool const bare = !scheme && !www;
  while (!before.empty()) {
    std::string_view const part = before.substr(0, before.find('.'));
    if (!is_plain_word(part, bare ? 2 : 1, 63, false)) return false;
    before.remove_prefix(std::min(part.size() + 1, before.size()));
  }
  if (!bare) return is_plain_word(top, 2, 63, true) || (top.starts_with("xn--") && top.size() > 5);
  constexpr std::string_view known[] = {"com", "net", "int", "edu", "gov", "org", "info", "mil"};
  std::string const ending = lower(top);
  return dot != host.npos && dot > 0 &&
         std::find(std::begin(known), std::end(known), ending) != std::end(known);
}

HYPER_INLINE bool is_email(std::string_view word) {
  std::size_t const at = word.rfind('@');
  if (at == word.npos || at == 0 || at + 1 == word.size()) return false;
  std::string_view const host = word.substr(at + 1);
  std::size_t const dot = host.rfind('.');
  if (dot == host.npos || dot == 0 || dot + 1 == host.size() || !is_name_part(host[0]))
    return false;
  for (char const c : host)
    if (!is_name_part(c) && c != '.' && c != '-') return false;
  return host.substr(dot + 1).find('-') == host.npos;
}

struct link_style {
  std::int64_t limit = -1;
  std::string attributes;
  template_value::list schemes;
};

HYPER_INLINE std::string link_to(std::string_view address, std::string_view shown,
                                 std::string_view attributes) {
  std::string out = "<a href=\"";
  out.append(address).append("\"").append(attributes).append(">").append(shown).append("</a>");
  return out;
}

HYPER_INLINE std::string linked(std::string const& middle, link_style const& style) {
  auto const shown = [&] {
    auto const letters = characters_of(middle);
    if (style.limit < 0 || static_cast<std::int64_t>(letters.size()) <= style.limit) return middle;
    std::string cut;
    for (std::int64_t i = 0; i < style.limit; ++i)
      cut += letters[static_cast<std::size_t>(i)].text();
    return cut + "...";
  };
  if (is_link(middle)) {
    bool const scheme = middle.starts_with("https://") || middle.starts_with("http://");
    return link_to(scheme ? middle : "https://" + middle, shown(), style.attributes);
  }
  if (middle.starts_with("mailto:") && is_email(std::string_view(middle).substr(7)))
    return link_to(middle, std::string_view(middle).substr(7), "");
  bool const mail = middle.find('@') != middle.npos && !middle.starts_with("www.") &&
                    middle.find(':') == middle.npos && is_email(middle);
  if (mail) return link_to("mailto:" + middle, middle, "");
  for (auto const& scheme : style.schemes)
    if (middle != scheme.text() && middle.starts_with(scheme.text()))
      return link_to(middle, middle, style.attributes);
  return middle;
}

HYPER_INLINE std::size_t occurrences(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + part.size()))
    ++count;
  return count;
}

HYPER_INLINE std::string linked_word(std::string_view word, link_style const& style) {
  constexpr std::string_view openings[] = {"(", "<", "&lt;"};
  constexpr std::string_view endings[] = {"&gt;", ")", ">", ".", ",", "\n"};
  std::string const head(word.substr(0, skip_any(word, openings)));
  std::string middle(word.substr(head.size()));
  std::size_t cut = middle.size();
  for (bool found = true; found && cut > 0;) {
    found = false;
    for (auto const each : endings) {
      if (!std::string_view(middle).substr(0, cut).ends_with(each)) continue;
      cut -= each.size();
      found = true;
      break;
    }
  }
  std::string tail = middle.substr(cut);
  middle.resize(cut);
  constexpr std::pair<std::string_view, std::string_view> brackets[] = {
      {"(", ")"}, {"<", ">"}, {"&lt;", "&gt;"}};
  for (auto const& [opening, closing] : brackets) {
    std::size_t const opened = occurrences(middle, opening);
    if (opened <= occurrences(middle, closing)) continue;
    for (std::size_t i = std::min(opened, occurrences(tail, closing)); i > 0; --i) {
      std::size_t const end = tail.find(closing) + closing.size();
      middle += tail.substr(0, end);
      tail.erase(0, end);
    }
  }
  return head + linked(middle, style) + tail;
}

HYPER_INLINE std::string rel_attribute(template_value const* rel, bool nofollow) {
  std::vector<std::string> words{"noopener"};
  if (nofollow) words.emplace_back("nofollow");
  std::string const given = is_none(rel) ? "" : to_text(*rel);
  for (std::size_t at = 0; at < given.size();) {
    std::size_t const end = std::min(given.find(' ', at), given.size());
    if (end > at) words.push_back(given.substr(at, end - at));
    at = end + 1;
  }
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  std::string joined;
  for (auto const& word : words) joined += (joined.empty() ? "" : " ") + word;
  std::string out = " rel=\"";
  append_escaped(out, joined);
  return out + '"';
}

HYPER_INLINE template_value filter_urlize(template_call& call) {
  auto const [limit, nofollow, target, rel, schemes] =
      call.take({"trim_url_limit", "nofollow", "target", "rel", "extra_schemes"});
  link_style style;
  if (!is_none(limit)) style.limit = std::max<std::int64_t>(small_or(limit, 0), 0);
  style.attributes = rel_attribute(rel, truth_or(nofollow, false));
  if (!is_none(target)) {
    style.attributes += " target=\"";
    append_escaped(style.attributes, to_text(*target));
    style.attributes += '"';
  }
  if (!is_none(schemes)) style.schemes = elements_of(*schemes);
  std::string const text(escaped(call.input).text());
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    bool const blank = is_space(text[at]);
    std::size_t end = at;
    while (end < text.size() && is_space(text[end]) == blank) ++end;
    std::string_view const word = std::string_view(text).substr(at, end - at);
    out += blank ? std::string(word) : linked_word(word, style);
    at = end;
  }
  return call.renderer.autoescape() ? template_value::safe(std::move(out))
                                    : template_value(std::move(out));
}

HYPER_INLINE std::span<builtin_entry const> html_filters() {
  static constexpr builtin_entry entries[] = {
      {"e", filter_escape},
      {"escape", filter_escape},
      {"forceescape", filter_forceescape},
      {"safe", filter_safe},
      {"striptags", filter_striptags},
      {"tojson", filter_tojson},
      {"urlencode", filter_urlencode},
      {"urlize", filter_urlize},
      {"xmlattr", filter_xmlattr},
  };
  return entries;
}

}  // namespace hyper::detail
