// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/routing/static_mount.hpp>
//
#include <hyper/http/opened_file.hpp>
#include <hyper/http/safe_path.hpp>
#include <hyper/http/url.hpp>
#include <hyper/routing/static_manifest.hpp>
#include <hyper/runtime/event_loop.hpp>
#include <memory>
#include <stdexcept>
#include <vector>

namespace hyper {
namespace detail {

HYPER_INLINE static_mount const*& first_static_mount() {
  static static_mount const* first = nullptr;
  return first;
}

HYPER_INLINE static_mount::static_mount(static_mount_plan const& plan) noexcept
    : plan_(plan), next_(first_static_mount()) {
  first_static_mount() = this;
}

HYPER_INLINE static_mount const* static_mount::first() { return first_static_mount(); }

HYPER_INLINE std::string static_mount::folder() const {
  return plan_.folder.empty() ? static_root() : std::string(plan_.folder);
}

HYPER_INLINE static_manifest read_static_manifest(std::string const& folder) {
  constexpr std::uint64_t largest = 64u << 20;
  auto const file = opened_file::beneath(folder, std::string(static_manifest::file_name));
  if (!file || file.identity().size > largest) return {};
  return parse_static_manifest(file.read(0, static_cast<std::size_t>(file.identity().size)));
}

HYPER_INLINE static_manifest const& static_mount::manifest() const {
  static_manifest const* known = manifest_.load(std::memory_order_acquire);
  if (known != nullptr) return *known;
  auto made = std::make_unique<static_manifest const>(read_static_manifest(folder()));
  if (manifest_.compare_exchange_strong(known, made.get(), std::memory_order_acq_rel))
    known = made.release();  // for as long as the program runs
  return *known;
}

/// A folder of this thread.
struct opened_mount {
  static_mount const* of;
  std::unique_ptr<static_folder> files;
};

HYPER_INLINE static_folder& folder_of_thread(static_mount const& mount) {
  thread_local std::vector<opened_mount> opened;
  for (opened_mount const& each : opened)
    if (each.of == &mount) return *each.files;
  static_options options = mount.plan().options;
  options.self = &mount;
  options.is_immutable = [](void const* self, std::string_view name) {
    return static_cast<static_mount const*>(self)->manifest().has_copy(name);
  };
  opened.push_back({&mount, std::make_unique<static_folder>(mount.folder(), options)});
  return *opened.back().files;
}

HYPER_INLINE void static_mount::answer(exchange& with, std::string_view encoded_path) const {
  std::int64_t const now = event_loop::exists() ? event_loop::current().now() : 0;
  folder_of_thread(*this).answer(with, encoded_path, now);
}

HYPER_INLINE static_mount const& find_static_mount(std::string_view prefix) {
  static_mount const* found = nullptr;
  bool several = false;
  std::string_view const wanted = prefix.empty() ? "/static" : prefix;
  for (auto const* each = static_mount::first(); each != nullptr; each = each->next()) {
    if (each->plan().prefix == wanted) return *each;
    several = several || found != nullptr;
    found = each;
  }
  if (found == nullptr || several || !prefix.empty())
    throw std::logic_error("static_url: there is no static_files<\"" + std::string(wanted) +
                           "\"> in this program's routes");
  return *found;
}

}  // namespace detail

HYPER_INLINE std::string static_url(std::string_view name, std::string_view prefix) {
  if (!is_safe_relative_path(name))
    throw std::invalid_argument("static_url: no file of that name can be served");
  detail::static_mount const& mount = detail::find_static_mount(prefix);
  std::string made(mount.plan().prefix);
  std::string_view rest = mount.manifest().hashed(name);
  while (true) {
    std::size_t const slash = rest.find('/');
    (made += '/') += encode_percent(rest.substr(0, slash));
    if (slash == std::string_view::npos) return made;
    rest.remove_prefix(slash + 1);
  }
}

}  // namespace hyper
