// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/config.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace hyper {

/// One `NAME=value` of an environment file.
struct env_entry {
  std::string name;
  std::string value;
  int line = 0;
};

/// Reads the text of a `.env` file: `NAME=value` on each line, `#` comments, an optional `export`
/// in front. A value in single quotes stands as it is; in double quotes `\n \r \t \" \\ \$` are
/// escapes; a bare one is trimmed and ends at ` #`. Nothing is substituted or run. Throws
/// bad_setting that names `path` and the line.
std::vector<env_entry> parse_env_file(std::string_view text, std::string_view path);

/// The same for the file at `path`, at most 64 KiB. A missing file has no entries.
std::vector<env_entry> read_env_file(std::string const& path);

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/app/env_file.ipp>
#endif
