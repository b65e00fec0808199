// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Jinja2's filters of sequences and mappings.

#include <algorithm>
#include <charconv>
#include <hyper/templates/builtin.hpp>
#include <random>

namespace hyper::detail {

HYPER_INLINE attribute_reader::attribute_reader(live_renderer& renderer, template_value const* path,
                                                template_value const* fallback)
    : renderer_(renderer), fallback_(fallback) {
  if (is_none(path)) return;
  if (!path->is(value_kind::string)) {
    parts_.push_back(*path);
    return;
  }
  std::string_view rest = path->text();
  while (true) {
    std::string_view const part = rest.substr(0, rest.find('.'));
    std::int64_t number = 0;
    auto const end = part.data() + part.size();
    auto const read = std::from_chars(part.data(), end, number);
    bool const whole = !part.empty() && read.ptr == end && part[0] != '-';
    parts_.push_back(whole ? template_value(number) : template_value(part));
    if (part.size() == rest.size()) return;
    rest.remove_prefix(part.size() + 1);
  }
}
HYPER_INLINE template_value attribute_reader::operator()(template_value const& value) const {
  template_value found = value;
  for (auto const& part : parts_) {
    found = renderer_.item(found, part);
    if (found.is_undefined() && fallback_ != nullptr) found = *fallback_;
  }
  return found;
}

HYPER_INLINE template_value without_case(template_value value, bool case_sensitive) {
  if (case_sensitive || !value.is(value_kind::string)) return value;
  return lower(value.text());
}

HYPER_INLINE template_value filter_length(template_call& call) {
  call.take_none();
  return length_of(call.input);
}
HYPER_INLINE template_value filter_first(template_call& call) {
  call.take_none();
  auto const elements = elements_of(call.input);
  return elements.empty() ? call.renderer.missing("No first item, sequence was empty.")
                          : elements.front();
}
HYPER_INLINE template_value filter_last(template_call& call) {
  call.take_none();
  if (call.input.is(value_kind::list) && call.input.form() == list_form::generator)
    throw template_error("'generator' object is not reversible");
  auto const elements = elements_of(call.input);
  return elements.empty() ? call.renderer.missing("No last item, sequence was empty.")
                          : elements.back();
}
HYPER_INLINE template_value filter_random(template_call& call) {
  call.take_none();
  static thread_local std::minstd_rand engine(std::random_device{}());
  auto const elements = elements_of(call.input);
  if (elements.empty()) return call.renderer.missing("No random item, sequence was empty.");
  return elements[engine() % elements.size()];
}
HYPER_INLINE template_value filter_list(template_call& call) {
  call.take_none();
  return {elements_of(call.input)};
}
HYPER_INLINE template_value filter_reverse(template_call& call) {
  call.take_none();
  auto elements = elements_of(call.input);
  std::reverse(elements.begin(), elements.end());
  if (!call.input.is(value_kind::string)) return {std::move(elements), list_form::generator};
  std::string text;
  for (auto const& each : elements) text += each.text();
  return made_from(call.input, std::move(text));
}

HYPER_INLINE template_value filter_join(template_call& call) {
  auto const [between, path] = call.take({"d", "attribute"});
  attribute_reader const read(call.renderer, path);
  auto elements = elements_of(call.input);
  bool safe = false;
  for (auto& each : elements) {
    if (!is_none(path)) each = read(each);
    safe = safe || each.is_safe();
  }
  bool const escapes = call.renderer.autoescape() && (safe || (between && between->is_safe()));
  std::string out;
  auto const add = [&](template_value const& value) {
    escapes ? append_markup(out, value) : append_text(out, value);
    call.renderer.check_size(out.size());
  };
  for (std::size_t i = 0; i < elements.size(); ++i) {
    if (i > 0 && between != nullptr) add(*between);
    add(elements[i]);
  }
  return escapes ? template_value::safe(std::move(out)) : template_value(std::move(out));
}

HYPER_INLINE template_value filter_batch(template_call& call) {
  auto const [count, fill] = call.take({"linecount", "fill_with"});
  std::int64_t const size = small_or(count, 0);
  template_value::list batches;
  template_value::list batch;
  for (auto& each : elements_of(call.input)) {
    if (static_cast<std::int64_t>(batch.size()) == size)
      batches.emplace_back(std::exchange(batch, {}));
    batch.push_back(std::move(each));
  }
  if (!batch.empty()) {
    if (!is_none(fill) && static_cast<std::int64_t>(batch.size()) < size) {
      call.renderer.check_count(static_cast<std::size_t>(size));
      batch.resize(static_cast<std::size_t>(size), *fill);
    }
    batches.emplace_back(std::move(batch));
  }
  return {std::move(batches), list_form::generator};
}

HYPER_INLINE template_value filter_slice(template_call& call) {
  auto const [count, fill] = call.take({"slices", "fill_with"});
  std::int64_t const slices = small_or(count, 0);
  if (slices <= 0) throw template_error("slice needs a count above zero");
  call.renderer.check_count(static_cast<std::size_t>(slices));
  auto const elements = elements_of(call.input);
  auto const size = static_cast<std::int64_t>(elements.size());
  std::int64_t const each = size / slices;
  std::int64_t const longer = size % slices;
  template_value::list made;
  std::int64_t at = 0;
  for (std::int64_t i = 0; i < slices; ++i) {
    std::int64_t const end = at + each + (i < longer ? 1 : 0);
    template_value::list part(elements.begin() + at, elements.begin() + end);
    if (!is_none(fill) && i >= longer) part.push_back(*fill);
    made.emplace_back(std::move(part));
    at = end;
  }
  return {std::move(made), list_form::generator};
}

HYPER_INLINE template_value filter_sort(template_call& call) {
  auto const [reverse, sensitive, path] = call.take({"reverse", "case_sensitive", "attribute"});
  std::vector<attribute_reader> readers;
  template_value::list parts;
  if (path != nullptr && path->is(value_kind::string)) {
    std::string_view rest = path->text();
    for (std::size_t comma = 0; comma != rest.npos;) {
      comma = rest.find(',');
      parts.emplace_back(rest.substr(0, comma));
      if (comma != rest.npos) rest.remove_prefix(comma + 1);
    }
  } else {
    parts.push_back(path == nullptr ? nullptr : *path);
  }
  for (auto const& part : parts) readers.emplace_back(call.renderer, &part);
  std::vector<template_value::pair> keyed;
  for (auto& each : elements_of(call.input)) {
    template_value::list key;
    for (auto const& read : readers)
      key.push_back(without_case(read(each), truth_or(sensitive, false)));
    template_value made = key.size() == 1 ? key[0] : template_value::tuple(key);
    keyed.emplace_back(std::move(made), std::move(each));
  }
  bool const down = truth_or(reverse, false);
  sort_stably(keyed, [&](auto const& a, auto const& b) {
    return (down ? compare(b.first, a.first) : compare(a.first, b.first)) < 0;
  });
  template_value::list sorted;
  for (auto& each : keyed) sorted.push_back(std::move(each.second));
  return {std::move(sorted)};
}

HYPER_INLINE template_value filter_dictsort(template_call& call) {
  auto const [sensitive, by, reverse] = call.take({"case_sensitive", "by", "reverse"});
  std::string const what = text_or(by, "key");
  if (what != "key" && what != "value")
    throw template_error("You can only sort by either \"key\" or \"value\"");
  template_value::list keys;
  template_value::list values;
  if (call.input.is(value_kind::view) && call.input.type().pairs != nullptr) {
    call.input.type().pairs(call.input.data(), keys, values);
  } else if (call.input.is(value_kind::dict)) {
    for (auto const& [key, value] : call.input.entries()) {
      keys.push_back(key);
      values.push_back(value);
    }
  } else {
    throw template_error("dictsort needs a mapping");
  }
  std::vector<std::size_t> order(keys.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  template_value::list compared = what == "key" ? keys : values;
  for (auto& each : compared) each = without_case(std::move(each), truth_or(sensitive, false));
  bool const down = truth_or(reverse, false);
  sort_stably(order, [&](std::size_t a, std::size_t b) {
    return (down ? compare(compared[b], compared[a]) : compare(compared[a], compared[b])) < 0;
  });
  template_value::list sorted;
  for (std::size_t const i : order) sorted.push_back(template_value::tuple({keys[i], values[i]}));
  return {std::move(sorted)};
}

HYPER_INLINE template_value filter_items(template_call& call) {
  call.take_none();
  if (call.input.is_undefined()) return {template_value::list{}, list_form::generator};
  if (builtin_function const items = find_method(call.input, "items")) {
    template_call inner{call.renderer, call.input, {}};
    return {elements_of(items(inner)), list_form::generator};
  }
  throw template_error("Can only get item pairs from a mapping.");
}

HYPER_INLINE template_value filter_unique(template_call& call) {
  auto const [sensitive, path] = call.take({"case_sensitive", "attribute"});
  attribute_reader const read(call.renderer, path);
  template_value seen = template_value::dict();
  template_value::list chosen;
  for (auto& each : elements_of(call.input)) {
    template_value key = without_case(read(each), truth_or(sensitive, false));
    hash(key);
    if (seen.find(key) != nullptr) continue;
    seen.set_item(std::move(key), true);
    chosen.push_back(std::move(each));
  }
  return {std::move(chosen), list_form::generator};
}

HYPER_INLINE template_value extreme(template_call& call, bool largest) {
  auto const [sensitive, path] = call.take({"case_sensitive", "attribute"});
  attribute_reader const read(call.renderer, path);
  auto const elements = elements_of(call.input);
  if (elements.empty()) return call.renderer.missing("No aggregated item, sequence was empty.");
  std::size_t best = 0;
  template_value best_key = without_case(read(elements[0]), truth_or(sensitive, false));
  for (std::size_t i = 1; i < elements.size(); ++i) {
    template_value key = without_case(read(elements[i]), truth_or(sensitive, false));
    int const order = compare(key, best_key);
    if (largest ? order <= 0 : order >= 0) continue;
    best = i;
    best_key = std::move(key);
  }
  return elements[best];
}
HYPER_INLINE template_value filter_min(template_call& call) { return extreme(call, false); }
HYPER_INLINE template_value filter_max(template_call& call) { return extreme(call, true); }

HYPER_INLINE template_value filter_sum(template_call& call) {
  auto const [path, start] = call.take({"attribute", "start"});
  attribute_reader const read(call.renderer, path);
  template_value total = start == nullptr ? template_value(0) : *start;
  for (auto const& each : elements_of(call.input))
    total = call.renderer.binary(token_kind::add, total, read(each));
  return total;
}

HYPER_INLINE template_value group_of(template_value key, template_value::list members) {
  return {template_value::list{std::move(key), template_value(std::move(members))},
          list_form::group};
}

HYPER_INLINE template_value filter_groupby(template_call& call) {
  auto const [path, fallback, sensitive] = call.take({"attribute", "default", "case_sensitive"});
  attribute_reader const read(call.renderer, path, fallback);
  std::vector<std::pair<template_value, template_value::pair>> keyed;
  for (auto& each : elements_of(call.input)) {
    template_value key = read(each);
    template_value folded = without_case(key, truth_or(sensitive, false));
    keyed.emplace_back(std::move(folded), template_value::pair(std::move(key), std::move(each)));
  }
  sort_stably(keyed, [](auto const& a, auto const& b) { return compare(a.first, b.first) < 0; });
  template_value::list groups;
  for (std::size_t i = 0; i < keyed.size();) {
    template_value::list members;
    std::size_t const first = i;
    for (; i < keyed.size() && equal(keyed[i].first, keyed[first].first); ++i)
      members.push_back(keyed[i].second.second);
    groups.push_back(group_of(keyed[first].second.first, std::move(members)));
  }
  return {std::move(groups)};
}

// ---- map, select, reject ----

/// The arguments behind the first few, for the filter or test that is applied to each element.
struct rest_arguments {
  template_arguments all;
  std::size_t used;
  operator template_arguments() const {
    return {all.positional.subspan(std::min(used, all.positional.size())), all.named};
  }
};

HYPER_INLINE template_value filter_map(template_call& call) {
  template_value::list made;
  bool const by_name = call.arguments.positional.empty();
  template_value const* path = nullptr;
  template_value const* fallback = nullptr;
  for (auto const& [name, value] : call.arguments.named) {
    if (name == "attribute") path = &value;
    if (name == "default") fallback = &value;
  }
  if (by_name && path == nullptr) throw template_error("map requires a filter argument");
  if (!call.input.truth()) return {std::move(made), list_form::generator};
  attribute_reader const read(call.renderer, path, fallback);
  for (auto const& each : elements_of(call.input)) {
    if (by_name)
      made.push_back(read(each));
    else
      made.push_back(call.renderer.apply_filter(to_text(call.arguments.positional[0]), each,
                                                rest_arguments{call.arguments, 1}));
  }
  return {std::move(made), list_form::generator};
}

HYPER_INLINE template_value choose(template_call& call, bool by_attribute, bool wanted) {
  std::size_t const used = by_attribute ? 1 : 0;
  auto const positional = call.arguments.positional;
  if (positional.size() < used) throw template_error("Missing parameter for attribute name");
  template_value::list chosen;
  if (!call.input.truth()) return {std::move(chosen), list_form::generator};
  attribute_reader const read(call.renderer, by_attribute ? &positional[0] : nullptr);
  for (auto& each : elements_of(call.input)) {
    template_value const value = read(each);
    bool const holds = positional.size() > used
                           ? call.renderer.apply_test(to_text(positional[used]), value,
                                                      rest_arguments{call.arguments, used + 1})
                           : value.truth();
    if (holds == wanted) chosen.push_back(std::move(each));
  }
  return {std::move(chosen), list_form::generator};
}
HYPER_INLINE template_value filter_select(template_call& call) { return choose(call, false, true); }
HYPER_INLINE template_value filter_reject(template_call& call) {
  return choose(call, false, false);
}
HYPER_INLINE template_value filter_selectattr(template_call& call) {
  return choose(call, true, true);
}
HYPER_INLINE template_value filter_rejectattr(template_call& call) {
  return choose(call, true, false);
}

// ---- others ----

HYPER_INLINE template_value filter_attr(template_call& call) {
  auto const [name] = call.take({"name"});
  if (name == nullptr) throw template_error("attr needs a name");
  std::string const wanted = to_text(*name);
  if (builtin_function const method = find_method(call.input, wanted))
    return template_value(new bound_function(call.renderer, method, call.input));
  template_value found;
  bool const has =
      (call.input.is(value_kind::object) && call.input.object().attribute(wanted, found)) ||
      (call.input.is(value_kind::view) && call.input.type().attribute != nullptr &&
       call.input.type().attribute(call.input.data(), wanted, found));
  return has ? found : call.renderer.undefined("attribute", "object");
}
HYPER_INLINE template_value filter_default(template_call& call) {
  auto const [fallback, boolean] = call.take({"default_value", "boolean"});
  bool const absent =
      call.input.is_undefined() || (truth_or(boolean, false) && !call.input.truth());
  if (!absent) return call.input;
  return fallback == nullptr ? template_value("") : *fallback;
}
HYPER_INLINE template_value with_sorted_keys(template_value const& value) {
  depth_guard const guard;
  if (value.is(value_kind::list)) {
    template_value::list elements = value.elements();
    for (auto& each : elements) each = with_sorted_keys(each);
    return {std::move(elements), value.form()};
  }
  if (!value.is(value_kind::dict)) return value;
  auto entries = value.entries();
  sort_stably(entries, [](auto const& a, auto const& b) { return compare(a.first, b.first) < 0; });
  template_value made = template_value::dict();
  for (auto& [key, each] : entries) made.set_item(std::move(key), with_sorted_keys(each));
  return made;
}
HYPER_INLINE void append_pretty_entries(std::string& out, template_value const& value,
                                        std::string_view line, std::size_t indent) {
  auto entries = value.entries();
  sort_stably(entries, [](auto const& a, auto const& b) { return compare(a.first, b.first) < 0; });
  bool first = true;
  for (auto const& [key, each] : entries) {
    if (!std::exchange(first, false)) out += line;
    std::string head;
    append_repr(head, key);
    out += head + ": ";
    append_pretty(out, each, indent + head.size() + 3);
  }
}
/// Python's `pprint` for eighty columns: what does not fit stands one element a line.
HYPER_INLINE void append_pretty(std::string& out, template_value const& value, std::size_t indent) {
  depth_guard const guard;
  std::string plain;
  append_repr(plain, with_sorted_keys(value));
  bool const list = value.is(value_kind::list) && value.form() <= list_form::tuple;
  if (plain.size() + indent <= 80 || (!list && !value.is(value_kind::dict))) {
    out += plain;
    return;
  }
  std::string const line = ",\n" + std::string(indent + 1, ' ');
  out += list ? value.form() == list_form::list ? '[' : '(' : '{';
  bool first = true;
  if (list)
    for (auto const& each : value.elements()) {
      if (!std::exchange(first, false)) out += line;
      append_pretty(out, each, indent + 1);
    }
  else
    append_pretty_entries(out, value, line, indent);
  out += list ? value.form() == list_form::list ? ']' : ')' : '}';
}
HYPER_INLINE template_value filter_pprint(template_call& call) {
  call.take_none();
  std::string out;
  append_pretty(out, call.input, 0);
  return out;
}

HYPER_INLINE std::span<builtin_entry const> list_filters() {
  static constexpr builtin_entry entries[] = {
      {"attr", filter_attr},
      {"batch", filter_batch},
      {"count", filter_length},
      {"d", filter_default},
      {"default", filter_default},
      {"dictsort", filter_dictsort},
      {"first", filter_first},
      {"groupby", filter_groupby},
      {"items", filter_items},
      {"join", filter_join},
      {"last", filter_last},
      {"length", filter_length},
      {"list", filter_list},
      {"map", filter_map},
      {"max", filter_max},
      {"min", filter_min},
      {"pprint", filter_pprint},
      {"random", filter_random},
      {"reject", filter_reject},
      {"rejectattr", filter_rejectattr},
      {"reverse", filter_reverse},
      {"select", filter_select},
      {"selectattr", filter_selectattr},
      {"slice", filter_slice},
      {"sort", filter_sort},
      {"sum", filter_sum},
      {"unique", filter_unique},
  };
  return entries;
}

}  // namespace hyper::detail
