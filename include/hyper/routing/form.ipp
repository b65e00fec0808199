// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/routing/form.hpp>
//
#include <hyper/http/problem.hpp>

namespace hyper::detail {

HYPER_INLINE void plan_form(request const& asked, body_plan& what) {
  if (!says_form(asked)) what.streamed = true;
}

HYPER_INLINE std::optional<form_data> take_form_data(extraction& from) {
  try {
    return read_form(from.with);
  } catch (http_error const& refusal) {
    if (refusal.status() >= 500) throw;
    from.accepts = "application/x-www-form-urlencoded, multipart/form-data";
    from.refuse(refusal.status(), refusal.detail());
    return std::nullopt;
  }
}

HYPER_INLINE std::optional<std::string> form_reading::take(std::string_view name) {
  for (auto each = data.fields.begin(); each != data.fields.end(); ++each) {
    if (each->name != name) continue;
    std::string value = std::move(each->value);
    each->name = "\n";  // taken: no member is called so
    return value;
  }
  return std::nullopt;
}

// A page's file field that was left empty sends a part without a name and without content.
HYPER_INLINE std::optional<upload> form_reading::take_file(std::string_view name) {
  for (form_file& each : data.files) {
    if (each.name != name) continue;
    each.name = "\n";
    if (!each.file.filename().empty() || each.file.size() != 0) return std::move(each.file);
  }
  return std::nullopt;
}

HYPER_INLINE void form_reading::note(std::string_view name, problem why) {
  from.problems.add('/' + std::string(name), std::move(why));
}

HYPER_INLINE void form_reading::note_missing(std::string_view name) {
  from.problems.add('/' + std::string(name), "required", "is required");
}

}  // namespace hyper::detail
