// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
//
// tests/fuzz/run forms
//
// Laws: whatever a body and its Content-Type are, a form or a status from 400 to 431 comes of it;
// limits hold; a form that was read, written again as urlencoded, reads the same.

#include <cstdint>
#include <cstdlib>
#include <hyper/http/field_parameters.hpp>
#include <hyper/http/form_data.hpp>
#include <hyper/http/problem.hpp>
#include <hyper/http/url.hpp>
#include <string>

namespace {

using namespace hyper;

void insist(bool holds) {
  if (!holds) std::abort();
}

form_limits small_limits() {
  form_limits limits;
  limits.fields = 6;
  limits.files = 2;
  limits.field = 50;
  limits.file = 100;
  limits.in_memory = 1000;
  return limits;
}

void check_form(form_data const& form, form_limits const& limits) {
  insist(form.fields.size() <= limits.fields && form.files.size() <= limits.files);
  std::string written;
  for (form_field const& each : form.fields) {
    insist(each.name.size() + each.value.size() <= limits.field);
    written += encode_percent(each.name) + '=' + encode_percent(each.value) + '&';
  }
  for (form_file const& each : form.files) insist(each.file.size() <= limits.file);
  form_limits more = limits;
  more.field *= 3;
  form_data const again = read_urlencoded(written, more);
  insist(again.fields.size() == form.fields.size());
  for (std::size_t i = 0; i < again.fields.size(); ++i) {
    insist(again.fields[i].name == form.fields[i].name);
    insist(again.fields[i].value == form.fields[i].value);
  }
}

void check_parameters(std::string_view field) {
  field_parameters each(field);
  int count = 0;
  while (auto part = each.next()) insist(!part->name.empty() && ++count < 1000);
  if (auto const text = decode_extended_value(field)) insist(text->size() <= 2 * field.size());
  if (auto const read = read_form_disposition(field)) insist(read->name.size() <= field.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const bytes(reinterpret_cast<char const*>(data), size);
  std::size_t const line = bytes.find('\n');
  std::string_view const type =
      line == bytes.npos ? "application/x-www-form-urlencoded" : bytes.substr(0, line);
  header_field const fields[] = {{"Content-Type", type}};
  request in;
  in.fields = fields;
  in.body = line == bytes.npos ? bytes : bytes.substr(line + 1);
  form_limits const limits = small_limits();
  try {
    check_form(read_form(in, limits), limits);
  } catch (http_error const& error) {
    insist(error.status() >= 400 && error.status() <= 431);
  }
  check_parameters(bytes);
  return 0;
}
