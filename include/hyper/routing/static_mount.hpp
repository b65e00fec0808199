// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <hyper/config.hpp>
#include <hyper/http/exchange.hpp>
#include <hyper/http/static_folder.hpp>
#include <hyper/routing/static_root.hpp>
#include <string>
#include <string_view>

namespace hyper {

struct static_manifest;

/// The address of a static file: "/static/css/app.3f2a71c09b5e.css" for "css/app.css", or without
/// the hash when `collectstatic` has made no copy. `prefix` says which `static_files` is meant; it
/// may be left out when there is one only, or one at "/static". Throws std::logic_error when there
/// is no such, std::invalid_argument for a name that could not be served. Any thread.
std::string static_url(std::string_view name, std::string_view prefix = {});

namespace detail {

/// A `static_files` as data; an empty folder is the one of `set_static_folder`.
struct static_mount_plan {
  std::string_view prefix;
  std::string_view folder;
  static_options options;
};

/// A `static_files` of this program. All of them form a list.
class static_mount {
 public:
  explicit static_mount(static_mount_plan const& plan) noexcept;
  static_mount(static_mount const&) = delete;
  static_mount& operator=(static_mount const&) = delete;

  void answer(exchange& with, std::string_view encoded_path) const;
  static_mount_plan const& plan() const { return plan_; }
  std::string folder() const;
  /// Read once, when it is first asked for.
  static_manifest const& manifest() const;
  static_mount const* next() const { return next_; }
  static static_mount const* first();

 private:
  static_mount_plan const& plan_;
  static_mount const* next_;
  mutable std::atomic<static_manifest const*> manifest_{nullptr};
};

}  // namespace detail
}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/routing/static_mount.ipp>
#endif
