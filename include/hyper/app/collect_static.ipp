// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/collect_static.hpp>
//
#include <fcntl.h>
#include <sys/stat.h>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <hyper/app/setting.hpp>
#include <hyper/http/gzip.hpp>
#include <hyper/http/media_type.hpp>
#include <hyper/http/opened_file.hpp>
#include <hyper/http/safe_path.hpp>
#include <hyper/routing/static_manifest.hpp>
#include <hyper/security/hash.hpp>
#include <map>

namespace hyper {
namespace detail {

// ---- references of style sheets
// ------------------------------------------------------------------

/// Whether a reference leads to a file beside the sheet.
constexpr bool is_relative_reference(std::string_view text) {
  if (text.empty() || text[0] == '/' || text[0] == '#') return false;
  return text.find(':') == std::string_view::npos;  // neither https: nor data:
}

/// Goes through a sheet and copies it, references changed.
struct sheet_rewriter {
  std::string_view rest;
  std::string (*target)(void* self, std::string_view reference);
  void* self;
  std::string out = {};

  void copy(std::size_t count) {
    out.append(rest.substr(0, count));
    rest.remove_prefix(count < rest.size() ? count : rest.size());
  }
  void copy_through(std::string_view end) {
    std::size_t const at = rest.find(end, 2);
    copy(at == std::string_view::npos ? rest.size() : at + end.size());
  }
  void copy_blanks() {
    std::size_t const at = rest.find_first_not_of(" \t\r\n\f");
    copy(at == std::string_view::npos ? rest.size() : at);
  }
  /// Copies a reference that ends before one of these characters.
  void reference(std::string_view ends) {
    std::size_t const end = rest.find_first_of(ends);
    if (end == std::string_view::npos) return;
    std::string_view const whole = rest.substr(0, end);
    std::string_view const path = whole.substr(0, whole.find_first_of("?#"));
    std::string const changed = is_relative_reference(path) ? target(self, path) : std::string();
    if (changed.empty()) return copy(end);
    out.append(changed).append(whole.substr(path.size()));
    rest.remove_prefix(end);
  }
  void quoted_or(std::string_view ends) {
    copy_blanks();
    if (rest.starts_with('"') || rest.starts_with('\'')) {
      std::string_view const quote = rest.substr(0, 1);
      copy(1);
      reference(quote);
    } else if (!ends.empty()) {
      reference(ends);
    }
  }
  std::string run() {
    while (!rest.empty()) {
      std::size_t const next = rest.find_first_of("/u@");
      copy(next == std::string_view::npos ? rest.size() : next);
      if (rest.starts_with("/*")) {
        copy_through("*/");
      } else if (rest.starts_with("url(")) {
        copy(4);
        quoted_or(") \t\r\n");
      } else if (rest.starts_with("@import")) {
        copy(7);
        quoted_or({});
      } else {
        copy(1);
      }
    }
    return std::move(out);
  }
};

HYPER_INLINE std::string rewrite_references(std::string_view sheet,
                                            std::string (*target)(void* self,
                                                                  std::string_view reference),
                                            void* self) {
  return sheet_rewriter{sheet, target, self}.run();
}

/// "../img/a.png" as seen from "css/app.css"; empty when it leads out.
HYPER_INLINE std::string resolve_reference(std::string_view from, std::string_view reference) {
  namespace fs = std::filesystem;
  fs::path const joined = fs::path(from).parent_path() / fs::path(reference);
  std::string const name = joined.lexically_normal().generic_string();
  return is_safe_relative_path(name) ? name : std::string();
}

// ---- the collection
// ------------------------------------------------------------------------------

/// A file on its way into the output.
struct collected_file {
  std::string content = {};
  std::string hashed = {};
  bool at_work = false;  // a sheet that leads to itself
  bool done = false;
};

HYPER_INLINE std::string hashed_file_name(std::string const& name, std::string_view content) {
  constexpr char digits[] = "0123456789abcdef";
  digest const hash = sha256(content);
  std::string mark = ".";
  for (std::size_t i = 0; i < 6; ++i) (mark += digits[hash[i] >> 4]) += digits[hash[i] & 15];
  std::size_t const begin = name.rfind('/') + 1;
  std::size_t const dot = name.rfind('.');
  std::string made = name;
  return made.insert(dot == std::string::npos || dot < begin ? name.size() : dot, mark);
}

class static_collection {
 public:
  explicit static_collection(std::string source) : source_(std::move(source)) { find_files(); }

  std::map<std::string, collected_file>& files() { return files_; }
  std::string const& hashed(std::string const& name);

 private:
  void find_files();
  std::string target(std::string_view sheet, std::string_view reference);

  std::string source_;
  std::map<std::string, collected_file> files_;
};

HYPER_INLINE void static_collection::find_files() {
  namespace fs = std::filesystem;
  if (!fs::is_directory(source_))
    throw cannot_start("There is no folder " + source_ + " with static files.");
  for (fs::directory_entry const& entry : fs::recursive_directory_iterator(source_)) {
    if (!fs::is_regular_file(entry.symlink_status())) continue;
    std::string const name = entry.path().lexically_relative(source_).generic_string();
    if (!is_safe_relative_path(name) || name == static_manifest::file_name) continue;
    auto const file = opened_file::beneath(source_, name);
    if (!file) throw cannot_start("The file " + entry.path().string() + " cannot be read.");
    files_[name].content = file.read(0, static_cast<std::size_t>(file.identity().size));
  }
}

HYPER_INLINE std::string const& static_collection::hashed(std::string const& name) {
  collected_file& file = files_.at(name);
  if (file.done || file.at_work) return file.hashed;
  file.at_work = true;
  if (name.ends_with(".css")) {
    struct visit {
      static_collection& all;
      std::string const& sheet;
    } from{*this, name};
    auto const asked = [](void* self, std::string_view reference) {
      visit const& by = *static_cast<visit*>(self);
      return by.all.target(by.sheet, reference);
    };
    file.content = rewrite_references(file.content, asked, &from);
  }
  file.hashed = hashed_file_name(name, file.content);
  file.done = true;
  return file.hashed;
}

/// The reference to a copy: only the end changes, since copies stand beside their files.
HYPER_INLINE std::string static_collection::target(std::string_view sheet,
                                                   std::string_view reference) {
  std::string const name = resolve_reference(sheet, reference);
  if (name.empty() || !files_.contains(name)) return {};
  std::string const& copy = hashed(name);
  if (copy.empty()) return {};
  std::string made(reference.substr(0, reference.rfind('/') + 1));
  return made += copy.substr(copy.rfind('/') + 1);
}

// ---- writing
// -------------------------------------------------------------------------------------

HYPER_INLINE void write_static_file(std::filesystem::path const& at, std::string_view content) {
  std::filesystem::create_directories(at.parent_path());
  std::ofstream out(at, std::ios::binary);
  out.write(content.data(), static_cast<std::streamsize>(content.size()));
  out.close();
  if (!out) throw cannot_start("The file " + at.string() + " cannot be written.");
}

/// A folder that is made under another name and takes its place when it is complete.
class replaced_folder {
 public:
  explicit replaced_folder(std::string const& place) : place_(place), made_(place + ".XXXXXX") {
    std::filesystem::path const parent = std::filesystem::absolute(place_).parent_path();
    std::filesystem::create_directories(parent);
    if (::mkdtemp(made_.data()) == nullptr)
      throw cannot_start("No folder can be made beside " + place_ + ": " + std::strerror(errno) +
                         ".");
    ::chmod(made_.c_str(), 0755);
  }
  ~replaced_folder() {
    std::error_code ignored;
    std::filesystem::remove_all(made_, ignored);
  }
  std::filesystem::path operator/(std::string const& name) const {
    return std::filesystem::path(made_) / name;
  }
  /// Afterwards the old folder, if there was one, is the one that is removed.
  void take_place() {
    unsigned const exchange = std::filesystem::exists(place_) ? RENAME_EXCHANGE : RENAME_NOREPLACE;
    if (::renameat2(AT_FDCWD, made_.c_str(), AT_FDCWD, place_.c_str(), exchange) != 0)
      throw cannot_start("The folder " + place_ + " cannot be replaced: " + std::strerror(errno) +
                         ".");
  }

 private:
  std::string place_;
  std::string made_;
};

/// Copies that pages of the last version may still ask for.
HYPER_INLINE std::size_t keep_last_copies(std::string const& output, replaced_folder const& into) {
  namespace fs = std::filesystem;
  auto const file = opened_file::beneath(output, std::string(static_manifest::file_name));
  if (!file) return 0;
  std::size_t kept = 0;
  auto const last =
      parse_static_manifest(file.read(0, static_cast<std::size_t>(file.identity().size)));
  for (hashed_name const& each : last.files) {
    if (!is_safe_relative_path(each.hashed) || fs::exists(into / each.hashed)) continue;
    for (std::string const& name : {each.hashed, each.hashed + ".gz"}) {
      std::error_code failure;
      fs::create_directories((into / name).parent_path(), failure);
      fs::create_hard_link(fs::path(output) / name, into / name, failure);
      if (!failure && name == each.hashed) ++kept;
    }
  }
  return kept;
}

HYPER_INLINE bool write_with_gzip(replaced_folder const& into, std::string const& name,
                                  std::string const& hashed, std::string const& content) {
  constexpr std::size_t least = 256;
  write_static_file(into / name, content);
  write_static_file(into / hashed, content);
  if (content.size() < least || !is_compressible(media_type_of(name))) return false;
  std::string const zipped = gzip(content, 9);
  if (zipped.size() + zipped.size() / 16 >= content.size()) return false;
  write_static_file(into / (name + ".gz"), zipped);
  write_static_file(into / (hashed + ".gz"), zipped);
  return true;
}

HYPER_INLINE void insist_on_two_folders(std::string const& source, std::string const& output) {
  namespace fs = std::filesystem;
  if (output.empty() || output.ends_with('/'))
    throw cannot_start(
        "The folder for the collected files needs a name without a slash at its "
        "end.");
  auto const one = fs::weakly_canonical(source).generic_string() + "/";
  auto const other = fs::weakly_canonical(output).generic_string() + "/";
  if (one.starts_with(other) || other.starts_with(one))
    throw cannot_start("Static files cannot be collected from " + source + " into " + output +
                       ": one of them lies in the other.");
}

}  // namespace detail

HYPER_INLINE collected_files collect_static(std::string const& source, std::string const& output) {
  try {
    detail::insist_on_two_folders(source, output);
    detail::static_collection collection(source);
    detail::replaced_folder into(output);
    static_manifest manifest;
    collected_files done;
    for (auto& [name, file] : collection.files()) {
      manifest.files.push_back({name, collection.hashed(name)});
      if (detail::write_with_gzip(into, name, file.hashed, file.content)) ++done.compressed;
      ++done.files;
    }
    done.kept = detail::keep_last_copies(output, into);
    detail::write_static_file(into / std::string(static_manifest::file_name), to_text(manifest));
    into.take_place();
    return done;
  } catch (std::filesystem::filesystem_error const& failure) {
    throw cannot_start(std::string("Static files cannot be collected: ") + failure.what() + ".");
  }
}

HYPER_INLINE std::string detail::collect_for_program(std::string const& source,
                                                     std::string const& output) {
  collected_files const done = collect_static(source, output);
  return "Collected " + std::to_string(done.files) + " files into " + output + ", " +
         std::to_string(done.compressed) + " of them compressed, too.";
}

}  // namespace hyper
