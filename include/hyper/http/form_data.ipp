// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/form_data.hpp>
//
#include <hyper/http/field_parameters.hpp>
#include <hyper/http/problem.hpp>
#include <hyper/http/url.hpp>
#include <utility>

namespace hyper {
namespace detail {

[[noreturn]] HYPER_INLINE void refuse_form(int status, std::string_view why) {
  throw http_error(status, std::string(why));
}

HYPER_INLINE bool says_form(request const& in) {
  std::string_view const type = in.header("Content-Type").value_or("");
  std::string_view const word = field_parameters(type).word();
  if (same_field_name(word, "application/x-www-form-urlencoded")) return true;
  return same_field_name(word, "multipart/form-data") && multipart_boundary(type).has_value();
}

HYPER_INLINE form_type form_type_of(request const& in) {
  std::string_view const type = in.header("Content-Type").value_or("");
  std::string_view const word = field_parameters(type).word();
  if (same_field_name(word, "application/x-www-form-urlencoded")) return {};
  if (!same_field_name(word, "multipart/form-data"))
    refuse_form(415,
                "The body must be a form: application/x-www-form-urlencoded or "
                "multipart/form-data.");
  auto boundary = multipart_boundary(type);
  if (!boundary) refuse_form(400, "The Content-Type has no proper boundary.");
  return {*std::move(boundary)};
}

HYPER_INLINE form_field decode_form_field(query_part const& part) {
  auto name = decode_query_part(part.name);
  auto value = decode_query_part(part.value);
  if (!name || !value)
    refuse_form(400, "The form holds a percent sign without two hexadecimal digits.");
  return {*std::move(name), *std::move(value)};
}

}  // namespace detail

HYPER_INLINE std::string const* form_data::find(std::string_view name) const {
  for (form_field const& each : fields)
    if (each.name == name) return &each.value;
  return nullptr;
}

HYPER_INLINE upload* form_data::find_file(std::string_view name) {
  for (form_file& each : files)
    if (each.name == name) return &each.file;
  return nullptr;
}

HYPER_INLINE void form_collector::begin_part(multipart_head&& head) {
  in_file_ = head.filename.has_value();
  if (in_file_)
    collected_.files.push_back(
        {std::move(head.name), upload(*std::move(head.filename), std::move(head.content_type))});
  else
    collected_.fields.push_back({std::move(head.name), {}});
}

HYPER_INLINE void form_collector::part_data(std::string_view bytes) {
  if (!in_file_) {
    collected_.fields.back().value.append(bytes);
    return;
  }
  std::size_t const left = limits_.in_memory - in_memory_;
  collected_.files.back().file.append(bytes, left, limits_.temporary_folder);
}

HYPER_INLINE void form_collector::end_part() {
  if (!in_file_ || !collected_.files.back().file.in_memory()) return;
  in_memory_ += static_cast<std::size_t>(collected_.files.back().file.size());
}

HYPER_INLINE form_data read_urlencoded(std::string_view body, form_limits const& limits) {
  form_data made;
  for (query_parts parts(body); auto const part = parts.next();) {
    if (made.fields.size() == limits.fields)
      detail::refuse_form(413, "The form has too many fields.");
    if (part->name.size() + part->value.size() > limits.field)
      detail::refuse_form(413, "A field is too large.");
    made.fields.push_back(detail::decode_form_field(*part));
  }
  return made;
}

HYPER_INLINE form_data read_multipart(std::string_view body, std::string_view boundary,
                                      form_limits const& limits) {
  form_collector collector(limits);
  multipart_reader reader(boundary, limits, collector);
  if (!reader.read(body) || !reader.finish()) detail::refuse_form(reader.status(), reader.why());
  return std::move(collector.collected());
}

HYPER_INLINE form_data read_form(request const& in, form_limits const& limits) {
  detail::form_type const type = detail::form_type_of(in);
  if (type.boundary.empty()) return read_urlencoded(in.body, limits);
  return read_multipart(in.body, type.boundary, limits);
}

HYPER_INLINE form_limits limits_of_forms(exchange const& with) {
  form_limits limits = with.forms == nullptr ? form_limits() : *with.forms;
  with.adjust(limits);
  return limits;
}

HYPER_INLINE form_data read_form(exchange const& with) {
  return read_form(with.asked, limits_of_forms(with));
}

}  // namespace hyper
