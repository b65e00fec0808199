// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/routing/file.hpp>
//
#include <hyper/http/media_type.hpp>
#include <hyper/http/opened_file.hpp>
#include <hyper/http/safe_path.hpp>
#include <hyper/http/send_file.hpp>
#include <utility>

namespace hyper {
namespace detail {

HYPER_INLINE opened_file open_answer(file const& what) {
  if (what.folder.empty()) return opened_file::at(what.path);
  if (!is_safe_relative_path(what.path)) return {};
  return opened_file::beneath(what.folder, what.path);
}

}  // namespace detail

HYPER_INLINE void respond_traits<file>::respond(exchange& with, file const& what) {
  opened_file opened = detail::open_answer(what);
  if (!opened) return answer_unopened(with, opened);
  std::string const name =
      what.name.empty() ? what.path.substr(what.path.rfind('/') + 1) : what.name;
  header_list lines = what.headers;
  lines.set("X-Content-Type-Options", "nosniff");
  if (!what.cache_control.empty()) lines.set("Cache-Control", what.cache_control);
  if (what.shown != disposition::unsaid)
    lines.set("Content-Disposition", content_disposition(what.shown, name));
  std::string_view const type =
      what.content_type.empty() ? media_type_of(name) : std::string_view(what.content_type);
  header_list().add("Content-Type", type);  // throws for what cannot stand there
  send_file(with, std::move(opened), type, lines.lines());
}

}  // namespace hyper
