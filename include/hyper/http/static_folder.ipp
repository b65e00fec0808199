// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/static_folder.hpp>
//
#include <cerrno>
#include <hyper/http/media_type.hpp>
#include <hyper/http/safe_path.hpp>
#include <hyper/http/send_file.hpp>

namespace hyper {

HYPER_INLINE static_folder::static_folder(std::string folder, static_options const& options)
    : options_(options), cache_(std::move(folder), options.links, options.cache) {}

HYPER_INLINE void static_folder::answer(exchange& with, std::string_view encoded_path,
                                        std::int64_t now) {
  bool const names_folder = encoded_path.empty() || encoded_path.ends_with('/');
  if (!names_folder) {
    if (auto const name = safe_relative_path(encoded_path)) return answer_name(with, *name, now);
  } else if (options_.index_pages) {
    std::string const page = std::string(encoded_path) + "index.html";
    if (auto const name = safe_relative_path(page)) return answer_name(with, *name, now);
  }
  with.answer_problem(404, "There is nothing at this address.");
}

HYPER_INLINE void static_folder::answer_name(exchange& with, std::string const& name,
                                             std::int64_t now) {
  opened_file failure;
  variant const chosen = choose(with, name, now, failure);
  if (chosen.file == nullptr) {
    if (failure.error() == EISDIR && options_.index_pages) return answer_folder(with, name, now);
    return answer_unopened(with, failure);
  }
  std::string const lines = lines_for(name, chosen);
  cached_file const& file = *chosen.file;
  representation const whole{file.size(),
                             media_type_of(name),
                             {entity_tag{file.tag}, file.identity.modified_seconds()},
                             lines};
  answer_plan plan = plan_answer(with.asked, whole);
  if (file.in_memory) return detail::send_plan(with, plan, file.content);
  opened_file own = file.file.duplicate();
  if (!own) return answer_unopened(with, own);
  detail::send_plan(with, std::move(plan), std::move(own));
}

/// Its pages' own links need a slash at the end of the path. A path that begins with two slashes
/// would lead a browser to another host.
HYPER_INLINE void static_folder::answer_folder(exchange& with, std::string const& name,
                                               std::int64_t now) {
  opened_file failure;
  bool const foreign = with.asked.path.substr(0, 2) == "//";
  if (foreign || cache_.find(name + "/index.html", now, failure) == nullptr)
    return with.answer_problem(404, "There is nothing at this address.");
  header_list lines;
  std::string target(with.asked.path);
  target += '/';
  if (!with.asked.query.empty()) target.append("?").append(with.asked.query);
  lines.add("Location", target);
  with.answer(308, {}, {}, lines.lines());
}

/// Finds out what stands beside a file, as often as the file itself is looked at.
HYPER_INLINE void static_folder::look_beside(std::string const& name, std::int64_t now) {
  opened_file absent;
  bool const worth_it = is_compressible(media_type_of(name));
  bool const gzip = worth_it && cache_.find(name + ".gz", now, absent) != nullptr;
  bool const brotli = worth_it && cache_.find(name + ".br", now, absent) != nullptr;
  cached_file* const file = cache_.find(name, now, absent);  // it may have been forgotten meanwhile
  if (file == nullptr) return;
  file->siblings_checked = file->checked;
  file->has_gzip = gzip;
  file->has_brotli = brotli;
}

HYPER_INLINE static_folder::variant static_folder::choose(exchange& with, std::string const& name,
                                                          std::int64_t now, opened_file& failure) {
  variant chosen;
  chosen.file = cache_.find(name, now, failure);
  if (chosen.file == nullptr) return chosen;
  if (chosen.file->siblings_checked != chosen.file->checked) {
    look_beside(name, now);
    chosen.file = cache_.find(name, now, failure);
    if (chosen.file == nullptr) return chosen;
  }
  chosen.varies = chosen.file->has_gzip || chosen.file->has_brotli;
  if (!chosen.varies) return chosen;
  chosen.coding =
      parse_accept_encoding(with.asked).best(chosen.file->has_gzip, chosen.file->has_brotli);
  if (chosen.coding == content_coding::identity) return chosen;
  char const* const suffix = chosen.coding == content_coding::gzip ? ".gz" : ".br";
  chosen.file = cache_.find(name + suffix, now, failure);
  return chosen;
}

HYPER_INLINE std::string static_folder::lines_for(std::string_view name,
                                                  variant const& chosen) const {
  std::string lines = "X-Content-Type-Options: nosniff\r\nCache-Control: ";
  if (options_.is_immutable != nullptr && options_.is_immutable(options_.self, name))
    lines += "public, max-age=31536000, immutable\r\n";
  else
    lines += "public, max-age=" + std::to_string(options_.max_age) + "\r\n";
  if (chosen.varies) lines += "Vary: Accept-Encoding\r\n";
  if (chosen.coding != content_coding::identity)
    lines.append("Content-Encoding: ").append(coding_name(chosen.coding)).append("\r\n");
  return lines;
}

}  // namespace hyper
