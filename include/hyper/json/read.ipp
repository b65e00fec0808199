// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/json/read.hpp>
#include <hyper/json/reader_containers.ipp>
#include <string>

namespace hyper::detail {

static_assert(json_padding >= simdjson::SIMDJSON_PADDING);

/// What a thread keeps from one document to the next: simdjson's tables and a padded copy.
struct json_workplace {
  static constexpr std::size_t keep = 1 << 20;

  simdjson::ondemand::parser parser;
  std::string copy;

  std::string_view pad(std::string_view text, bool wrap) {
    copy.clear();
    copy.reserve(text.size() + json_padding + 2);
    if (wrap) copy += '[';
    copy += text;
    if (wrap) copy += ']';
    std::size_t const size = copy.size();
    copy.append(json_padding, ' ');
    return {copy.data(), size};
  }

  /// One large document must not hold its memory for as long as the thread lives.
  void tidy() {
    if (parser.capacity() > keep) parser = simdjson::ondemand::parser();
    if (copy.capacity() > keep) copy = std::string();
  }
};

HYPER_INLINE json_workplace& this_thread_json() {
  static thread_local json_workplace workplace;
  return workplace;
}

/// simdjson reads a lone number or string in another way than one in an array, so it gets one.
inline bool is_lone_scalar(std::string_view text) {
  std::size_t const first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && text[first] != '{' && text[first] != '[';
}

HYPER_INLINE void read_json_text(json_type const& type, void* object, std::string_view text,
                                 read_options const& options, problem_list& problems) {
  json_workplace& workplace = this_thread_json();
  bool const wrapped = is_lone_scalar(text);
  std::string_view const padded = options.padded && !wrapped ? text : workplace.pad(text, wrapped);
  json_reader reader(options, problems, padded);
  reader.read_document(workplace.parser, type, object, wrapped);
  workplace.tidy();
}

}  // namespace hyper::detail
