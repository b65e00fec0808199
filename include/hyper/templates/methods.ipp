// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// The methods of Python's strings, lists and dicts.

#include <algorithm>
#include <hyper/reflect/utf8.hpp>
#include <hyper/templates/builtin.hpp>

namespace hyper::detail {

HYPER_INLINE template_value const& needed(template_value const* value) {
  if (value == nullptr) throw template_error("an argument is missing");
  return *value;
}
HYPER_INLINE std::string_view text_argument(template_value const* value) {
  if (!needed(value).is(value_kind::string))
    throw template_error("expected a string, got '" + std::string(value->type_name()) + "'");
  return value->text();
}

// ---- strings ----

HYPER_INLINE template_value text_upper(template_call& call) {
  return made_from(call.input, upper(call.input.text()));
}
HYPER_INLINE template_value text_lower(template_call& call) {
  return made_from(call.input, lower(call.input.text()));
}
HYPER_INLINE template_value text_capitalize(template_call& call) {
  return made_from(call.input, capitalized(call.input.text()));
}
HYPER_INLINE template_value text_title(template_call& call) {
  std::string out;
  bool inside = false;
  for (auto const& letter : characters_of(call.input.text())) {
    std::size_t size = 0;
    bool const part = is_letter(first_code(letter.text(), size));
    out += inside ? lower(letter.text()) : upper(letter.text());
    inside = part;
  }
  return made_from(call.input, std::move(out));
}
HYPER_INLINE template_value text_swapcase(template_call& call) {
  std::string out;
  for (auto const& letter : characters_of(call.input.text())) {
    std::string const up = upper(letter.text());
    out += up == letter.text() ? lower(letter.text()) : up;
  }
  return made_from(call.input, std::move(out));
}
HYPER_INLINE template_value strip_with(template_call& call, bool left, bool right) {
  auto const [characters] = call.take({"chars"});
  std::string const set = is_none(characters) ? "" : to_text(*characters);
  return made_from(call.input, strip(call.input.text(), set, left, right));
}
HYPER_INLINE template_value text_strip(template_call& call) { return strip_with(call, true, true); }
HYPER_INLINE template_value text_lstrip(template_call& call) {
  return strip_with(call, true, false);
}
HYPER_INLINE template_value text_rstrip(template_call& call) {
  return strip_with(call, false, true);
}
HYPER_INLINE template_value text_replace(template_call& call) {
  auto const [from, to, count] = call.take({"old", "new", "count"});
  std::string const with = call.input.is_safe() ? std::string(escaped(needed(to)).text())
                                                : std::string(text_argument(to));
  return made_from(call.input, replace_text(call.renderer, call.input.text(), text_argument(from),
                                            with, integer_or(count, -1)));
}

HYPER_INLINE template_value text_split_blanks(template_value const& input, std::int64_t most) {
  template_value::list parts;
  std::string_view rest = input.text();
  while (true) {
    while (!rest.empty() && is_space(rest[0])) rest.remove_prefix(1);
    if (rest.empty()) break;
    std::size_t end = 0;
    while (end < rest.size() && !is_space(rest[end])) ++end;
    bool const last = most >= 0 && static_cast<std::int64_t>(parts.size()) == most;
    if (last) end = rest.size();
    parts.push_back(
        made_from(input, last ? strip(rest, "", false, true) : std::string(rest.substr(0, end))));
    rest.remove_prefix(end);
  }
  return {std::move(parts)};
}
HYPER_INLINE template_value text_split(template_call& call) {
  auto const [separator, count] = call.take({"sep", "maxsplit"});
  std::int64_t const most = integer_or(count, -1);
  if (is_none(separator)) return text_split_blanks(call.input, most);
  std::string_view const by = text_argument(separator);
  if (by.empty()) throw template_error("empty separator");
  template_value::list parts;
  std::string_view rest = call.input.text();
  while (most < 0 || static_cast<std::int64_t>(parts.size()) < most) {
    std::size_t const at = rest.find(by);
    if (at == rest.npos) break;
    parts.push_back(made_from(call.input, std::string(rest.substr(0, at))));
    rest.remove_prefix(at + by.size());
  }
  parts.push_back(made_from(call.input, std::string(rest)));
  return {std::move(parts)};
}
HYPER_INLINE template_value text_rsplit(template_call& call) {
  auto const [separator, count] = call.take({"sep", "maxsplit"});
  std::int64_t const most = integer_or(count, -1);
  if (most < 0) return text_split(call);
  std::string const by = is_none(separator) ? " " : std::string(text_argument(separator));
  if (by.empty()) throw template_error("empty separator");
  template_value::list parts;
  std::string_view rest = call.input.text();
  while (static_cast<std::int64_t>(parts.size()) < most) {
    std::size_t const at = rest.rfind(by);
    if (at == rest.npos) break;
    parts.push_back(made_from(call.input, std::string(rest.substr(at + by.size()))));
    rest = rest.substr(0, at);
  }
  parts.push_back(made_from(call.input, std::string(rest)));
  std::reverse(parts.begin(), parts.end());
  return {std::move(parts)};
}
HYPER_INLINE template_value text_splitlines(template_call& call) {
  auto const [keep] = call.take({"keepends"});
  template_value::list lines;
  for (auto const line : split_lines(call.input.text(), truth_or(keep, false)))
    lines.push_back(made_from(call.input, std::string(line)));
  return {std::move(lines)};
}
HYPER_INLINE template_value partition(template_call& call, bool last) {
  auto const [separator] = call.take({"sep"});
  std::string_view const by = text_argument(separator);
  std::string_view const text = call.input.text();
  if (by.empty()) throw template_error("empty separator");
  std::size_t const at = last ? text.rfind(by) : text.find(by);
  if (at == text.npos)
    return template_value::tuple({last ? template_value("") : call.input, template_value(""),
                                  last ? call.input : template_value("")});
  return template_value::tuple({made_from(call.input, std::string(text.substr(0, at))), *separator,
                                made_from(call.input, std::string(text.substr(at + by.size())))});
}
HYPER_INLINE template_value text_partition(template_call& call) { return partition(call, false); }
HYPER_INLINE template_value text_rpartition(template_call& call) { return partition(call, true); }

HYPER_INLINE template_value text_join(template_call& call) {
  auto const [parts] = call.take({"iterable"});
  std::string out;
  bool first = true;
  for (auto const& part : elements_of(needed(parts))) {
    if (!std::exchange(first, false)) out += call.input.text();
    if (!part.is(value_kind::string))
      throw template_error("sequence item: expected str instance, " +
                           std::string(part.type_name()) + " found");
    call.input.is_safe() ? append_markup(out, part) : append_text(out, part);
    call.renderer.check_size(out.size());
  }
  return made_from(call.input, std::move(out));
}

HYPER_INLINE bool affixed(std::string_view text, template_value const& affix, bool front) {
  if (affix.is(value_kind::list)) {
    for (auto const& each : affix.elements())
      if (affixed(text, each, front)) return true;
    return false;
  }
  std::string_view const part = text_argument(&affix);
  return front ? text.starts_with(part) : text.ends_with(part);
}
HYPER_INLINE template_value text_startswith(template_call& call) {
  auto const [prefix] = call.take({"prefix"});
  return affixed(call.input.text(), needed(prefix), true);
}
HYPER_INLINE template_value text_endswith(template_call& call) {
  auto const [suffix] = call.take({"suffix"});
  return affixed(call.input.text(), needed(suffix), false);
}
HYPER_INLINE std::int64_t position_of(template_call& call, bool last) {
  auto const [part] = call.take({"sub"});
  std::string_view const text = call.input.text();
  std::size_t const at = last ? text.rfind(text_argument(part)) : text.find(text_argument(part));
  if (at == text.npos) return -1;
  return static_cast<std::int64_t>(length_of(template_value::borrowed(text.substr(0, at))));
}
HYPER_INLINE template_value text_find(template_call& call) { return position_of(call, false); }
HYPER_INLINE template_value text_rfind(template_call& call) { return position_of(call, true); }
HYPER_INLINE template_value text_position(template_call& call) {
  std::int64_t const at = position_of(call, false);
  if (at < 0) throw template_error("substring not found");
  return at;
}
HYPER_INLINE template_value text_count(template_call& call) {
  auto const [part] = call.take({"sub"});
  std::string_view const wanted = text_argument(part);
  if (wanted.empty()) return length_of(call.input) + 1;
  std::int64_t count = 0;
  std::string_view const text = call.input.text();
  for (std::size_t at = text.find(wanted); at != text.npos;
       at = text.find(wanted, at + wanted.size()))
    ++count;
  return count;
}

template <class Test>
template_value all_letters(template_call& call, Test test) {
  if (call.input.text().empty()) return false;
  for (auto const& letter : characters_of(call.input.text())) {
    std::size_t size = 0;
    if (!test(first_code(letter.text(), size))) return false;
  }
  return true;
}
inline bool is_digit_code(std::uint32_t code) { return code >= '0' && code <= '9'; }
HYPER_INLINE template_value text_isdigit(template_call& call) {
  return all_letters(call, is_digit_code);
}
HYPER_INLINE template_value text_isalpha(template_call& call) {
  return all_letters(call, is_letter);
}
HYPER_INLINE template_value text_isalnum(template_call& call) {
  return all_letters(call,
                     [](std::uint32_t code) { return is_letter(code) || is_digit_code(code); });
}
HYPER_INLINE template_value text_isspace(template_call& call) {
  return all_letters(call, [](std::uint32_t code) {
    return code < 0x80 ? is_space(static_cast<char>(code)) : code == 0xA0 || code == 0x3000;
  });
}
HYPER_INLINE template_value text_islower(template_call& call) {
  std::string_view const text = call.input.text();
  return text == lower(text) && text != upper(text);
}
HYPER_INLINE template_value text_isupper(template_call& call) {
  std::string_view const text = call.input.text();
  return text == upper(text) && text != lower(text);
}

HYPER_INLINE template_value padded(template_call& call, char align) {
  auto const [width, fill] = call.take({"width", "fillchar"});
  std::string const with = text_or(fill, " ");
  if (length_of(template_value::borrowed(with)) != 1)
    throw template_error("The fill character must be exactly one character long");
  return pad_text(call.input, small_or(&needed(width), 0), with, align);
}
HYPER_INLINE template_value text_ljust(template_call& call) { return padded(call, '<'); }
HYPER_INLINE template_value text_rjust(template_call& call) { return padded(call, '>'); }
HYPER_INLINE template_value text_center(template_call& call) { return padded(call, '^'); }
HYPER_INLINE template_value text_zfill(template_call& call) {
  auto const [width] = call.take({"width"});
  std::string text(call.input.text());
  auto const missing =
      small_or(&needed(width), 0) - static_cast<std::int64_t>(length_of(call.input));
  bool const sign = text.starts_with('-') || text.starts_with('+');
  if (missing > 0) text.insert(sign ? 1 : 0, static_cast<std::size_t>(missing), '0');
  return made_from(call.input, std::move(text));
}
HYPER_INLINE template_value text_format(template_call& call) {
  return format_braces(call.input, call.arguments);
}
HYPER_INLINE template_value without_affix(template_call& call, bool front) {
  auto const [affix] = call.take({"affix"});
  std::string_view text = call.input.text();
  std::string_view const part = text_argument(affix);
  if (front && text.starts_with(part)) text.remove_prefix(part.size());
  if (!front && text.ends_with(part)) text.remove_suffix(part.size());
  return made_from(call.input, std::string(text));
}
HYPER_INLINE template_value text_removeprefix(template_call& call) {
  return without_affix(call, true);
}
HYPER_INLINE template_value text_removesuffix(template_call& call) {
  return without_affix(call, false);
}
HYPER_INLINE template_value text_expandtabs(template_call& call) {
  auto const [size] = call.take({"tabsize"});
  std::int64_t const width = small_or(size, 8);
  std::string out;
  std::int64_t column = 0;
  for (char const c : call.input.text()) {
    if (c != '\t') {
      out.push_back(c);
      column = c == '\n' ? 0 : column + 1;
      continue;
    }
    std::int64_t const blanks = width > 0 ? width - column % width : 0;
    out.append(static_cast<std::size_t>(blanks), ' ');
    column += blanks;
    call.renderer.check_size(out.size());
  }
  return made_from(call.input, std::move(out));
}
HYPER_INLINE template_value text_html(template_call& call) { return escaped(call.input); }

inline constexpr builtin_entry text_entries[] = {
    {"upper", text_upper},
    {"lower", text_lower},
    {"casefold", text_lower},
    {"capitalize", text_capitalize},
    {"title", text_title},
    {"swapcase", text_swapcase},
    {"strip", text_strip},
    {"lstrip", text_lstrip},
    {"rstrip", text_rstrip},
    {"replace", text_replace},
    {"split", text_split},
    {"rsplit", text_rsplit},
    {"splitlines", text_splitlines},
    {"partition", text_partition},
    {"rpartition", text_rpartition},
    {"join", text_join},
    {"startswith", text_startswith},
    {"endswith", text_endswith},
    {"find", text_find},
    {"rfind", text_rfind},
    {"index", text_position},
    {"count", text_count},
    {"isdigit", text_isdigit},
    {"isnumeric", text_isdigit},
    {"isdecimal", text_isdigit},
    {"isalpha", text_isalpha},
    {"isalnum", text_isalnum},
    {"isspace", text_isspace},
    {"islower", text_islower},
    {"isupper", text_isupper},
    {"ljust", text_ljust},
    {"rjust", text_rjust},
    {"center", text_center},
    {"zfill", text_zfill},
    {"format", text_format},
    {"removeprefix", text_removeprefix},
    {"removesuffix", text_removesuffix},
    {"expandtabs", text_expandtabs},
    {"__html__", text_html},
};

HYPER_INLINE std::span<builtin_entry const> text_methods() { return text_entries; }

// ---- lists ----

HYPER_INLINE template_value::list& changeable(template_call& call) {
  return const_cast<template_value&>(call.input).mutable_elements();
}
HYPER_INLINE template_value list_append(template_call& call) {
  auto const [value] = call.take({"object"});
  call.renderer.check_count(call.input.elements().size() + 1);
  changeable(call).push_back(needed(value));
  return nullptr;
}
HYPER_INLINE template_value list_extend(template_call& call) {
  auto const [values] = call.take({"iterable"});
  auto const more = elements_of(needed(values));
  call.renderer.check_count(call.input.elements().size() + more.size());
  auto& all = changeable(call);
  all.insert(all.end(), more.begin(), more.end());
  return nullptr;
}
HYPER_INLINE std::size_t place_in(template_value::list const& all, template_value const* position,
                                  std::int64_t otherwise) {
  auto const size = static_cast<std::int64_t>(all.size());
  std::int64_t at = integer_or(position, otherwise);
  if (at < 0) at += size;
  if (at < 0 || at >= size) throw template_error("pop index out of range");
  return static_cast<std::size_t>(at);
}
HYPER_INLINE template_value list_pop(template_call& call) {
  auto const [position] = call.take({"index"});
  auto& all = changeable(call);
  if (all.empty()) throw template_error("pop from empty list");
  auto const at = all.begin() + static_cast<std::ptrdiff_t>(place_in(all, position, -1));
  template_value taken = std::move(*at);
  all.erase(at);
  return taken;
}
HYPER_INLINE template_value list_insert(template_call& call) {
  auto const [position, value] = call.take({"index", "object"});
  auto& all = changeable(call);
  call.renderer.check_count(all.size() + 1);
  auto const size = static_cast<std::int64_t>(all.size());
  std::int64_t at = integer_or(&needed(position), 0);
  if (at < 0) at = std::max<std::int64_t>(at + size, 0);
  all.insert(all.begin() + std::min(at, size), needed(value));
  return nullptr;
}
HYPER_INLINE std::size_t index_in(template_call& call) {
  auto const [value] = call.take({"value"});
  auto const& all = call.input.elements();
  for (std::size_t i = 0; i < all.size(); ++i)
    if (equal(all[i], needed(value))) return i;
  throw template_error("the value is not in the list");
}
HYPER_INLINE template_value list_position(template_call& call) { return index_in(call); }
HYPER_INLINE template_value list_remove(template_call& call) {
  auto const at = static_cast<std::ptrdiff_t>(index_in(call));
  changeable(call).erase(changeable(call).begin() + at);
  return nullptr;
}
HYPER_INLINE template_value list_count(template_call& call) {
  auto const [value] = call.take({"value"});
  std::int64_t count = 0;
  for (auto const& each : call.input.elements()) count += equal(each, needed(value)) ? 1 : 0;
  return count;
}
HYPER_INLINE template_value list_reverse(template_call& call) {
  std::reverse(changeable(call).begin(), changeable(call).end());
  return nullptr;
}
HYPER_INLINE template_value list_sort(template_call& call) {
  auto const [reverse] = call.take({"reverse"});
  bool const down = truth_or(reverse, false);
  sort_stably(changeable(call), [&](auto const& a, auto const& b) {
    return (down ? compare(b, a) : compare(a, b)) < 0;
  });
  return nullptr;
}
HYPER_INLINE template_value list_clear(template_call& call) {
  changeable(call).clear();
  return nullptr;
}
HYPER_INLINE template_value list_copy(template_call& call) { return {call.input.elements()}; }

// ---- dicts ----

HYPER_INLINE template_value dict_items(template_call& call) {
  template_value::list items;
  for (auto const& [key, value] : call.input.entries())
    items.push_back(template_value::tuple({key, value}));
  return {std::move(items), list_form::items};
}
HYPER_INLINE template_value dict_keys(template_call& call) {
  return {elements_of(call.input), list_form::keys};
}
HYPER_INLINE template_value dict_values(template_call& call) {
  template_value::list values;
  for (auto const& entry : call.input.entries()) values.push_back(entry.second);
  return {std::move(values), list_form::values};
}
HYPER_INLINE template_value dict_get(template_call& call) {
  auto const [key, fallback] = call.take({"key", "default"});
  hash(needed(key));
  if (auto const* found = call.input.find(*key)) return *found;
  return fallback == nullptr ? template_value(nullptr) : *fallback;
}
HYPER_INLINE template_value& changeable_dict(template_call& call) {
  return const_cast<template_value&>(call.input);
}
HYPER_INLINE template_value dict_pop(template_call& call) {
  auto const [key, fallback] = call.take({"key", "default"});
  if (auto const* found = call.input.find(needed(key))) {
    template_value taken = *found;
    changeable_dict(call).remove_item(*key);
    return taken;
  }
  if (fallback == nullptr) throw template_error("KeyError: " + to_text(*key));
  return *fallback;
}
HYPER_INLINE template_value dict_setdefault(template_call& call) {
  auto const [key, fallback] = call.take({"key", "default"});
  if (auto const* found = call.input.find(needed(key))) return *found;
  template_value made = fallback == nullptr ? template_value(nullptr) : *fallback;
  changeable_dict(call).set_item(*key, made);
  return made;
}
HYPER_INLINE template_value dict_update(template_call& call) {
  template_value& made = changeable_dict(call);
  for (auto const& given : call.arguments.positional) {
    if (!given.is(value_kind::dict)) throw template_error("update needs a mapping");
    auto const entries = given.entries();
    for (auto const& [key, value] : entries) made.set_item(key, value);
  }
  for (auto const& [name, value] : call.arguments.named) made.set_item(name, value);
  call.renderer.check_count(made.entries().size());
  return nullptr;
}
HYPER_INLINE template_value dict_copy(template_call& call) {
  template_value made = template_value::dict();
  for (auto const& [key, value] : call.input.entries()) made.set_item(key, value);
  return made;
}

// ---- maps of C++ ----

HYPER_INLINE void view_pairs(template_call& call, template_value::list& keys,
                             template_value::list& values) {
  call.input.type().pairs(call.input.data(), keys, values);
}
HYPER_INLINE template_value view_items(template_call& call) {
  template_value::list keys;
  template_value::list values;
  view_pairs(call, keys, values);
  template_value::list items;
  for (std::size_t i = 0; i < keys.size(); ++i)
    items.push_back(template_value::tuple({keys[i], values[i]}));
  return {std::move(items), list_form::items};
}
HYPER_INLINE template_value view_keys(template_call& call) {
  return {elements_of(call.input), list_form::keys};
}
HYPER_INLINE template_value view_values(template_call& call) {
  template_value::list keys;
  template_value::list values;
  view_pairs(call, keys, values);
  return {std::move(values), list_form::values};
}
HYPER_INLINE template_value view_get(template_call& call) {
  auto const [key, fallback] = call.take({"key", "default"});
  template_value found;
  if (call.input.type().attribute(call.input.data(), to_text(needed(key)), found)) return found;
  return fallback == nullptr ? template_value(nullptr) : *fallback;
}

HYPER_INLINE builtin_function find_method(template_value const& object, std::string_view name) {
  static constexpr builtin_entry list_methods[] = {
      {"append", list_append}, {"extend", list_extend},   {"pop", list_pop},
      {"insert", list_insert}, {"index", list_position},  {"remove", list_remove},
      {"count", list_count},   {"reverse", list_reverse}, {"sort", list_sort},
      {"clear", list_clear},   {"copy", list_copy},
  };
  static constexpr builtin_entry tuple_methods[] = {{"index", list_position},
                                                    {"count", list_count}};
  static constexpr builtin_entry dict_methods[] = {
      {"items", dict_items},   {"keys", dict_keys}, {"values", dict_values},
      {"get", dict_get},       {"pop", dict_pop},   {"setdefault", dict_setdefault},
      {"update", dict_update}, {"copy", dict_copy},
  };
  static constexpr builtin_entry view_methods[] = {
      {"items", view_items}, {"keys", view_keys}, {"values", view_values}, {"get", view_get}};
  switch (object.kind()) {
    case value_kind::string:
      return find_entry(text_methods(), name);
    case value_kind::dict:
      return find_entry(dict_methods, name);
    case value_kind::list:
      return object.form() == list_form::list ? find_entry(list_methods, name)
                                              : find_entry(tuple_methods, name);
    case value_kind::view:
      return object.type().pairs != nullptr ? find_entry(view_methods, name) : nullptr;
    default:
      return nullptr;
  }
}

}  // namespace hyper::detail
