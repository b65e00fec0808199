// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/http/accept_encoding.hpp>
#include <hyper/http/exchange.hpp>
#include <hyper/http/file_cache.hpp>
#include <string>
#include <string_view>

namespace hyper {

/// How a folder of files is served.
struct static_options {
  symbolic_links links = symbolic_links::refused;
  bool index_pages = false;      ///< a folder is answered with its index.html
  std::int64_t max_age = 3'600;  ///< seconds that a cache may keep a file without asking
  file_cache_limits cache = {};  ///< of each thread
  /// Files whose names change with their content: caches may keep them for a year. Optional.
  bool (*is_immutable)(void const* self, std::string_view name) = nullptr;
  void const* self = nullptr;
};

/// Answers with the files below a folder: those that are regular, not hidden, and that no path
/// leads out of. Beside `app.css` there may be `app.css.br` and `app.css.gz`, which clients get who
/// accept them. Belongs to one thread.
class static_folder {
 public:
  explicit static_folder(std::string folder, static_options const& options = {});

  /// Answers GET and HEAD for a path below the folder, as it stands in the request: without a
  /// slash at its front, still percent-encoded. `now` is the loop's.
  void answer(exchange& with, std::string_view encoded_path, std::int64_t now);

 private:
  struct variant {
    cached_file const* file = nullptr;
    content_coding coding = content_coding::identity;
    bool varies = false;  // there are others
  };

  void answer_name(exchange& with, std::string const& name, std::int64_t now);
  void answer_folder(exchange& with, std::string const& name, std::int64_t now);
  void look_beside(std::string const& name, std::int64_t now);
  variant choose(exchange& with, std::string const& name, std::int64_t now, opened_file& failure);
  std::string lines_for(std::string_view name, variant const& chosen) const;

  static_options options_;
  file_cache cache_;
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/static_folder.ipp>
#endif
