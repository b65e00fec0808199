// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <fstream>
#include <hyper/templates/loader.hpp>

namespace hyper {
namespace detail {

HYPER_INLINE bool is_inner_name(std::string_view name) {
  if (name.empty() || name.find('\0') != name.npos || name.find('\\') != name.npos) return false;
  while (true) {
    std::string_view const part = name.substr(0, name.find('/'));
    if (part.empty() || part == "." || part == "..") return false;
    if (part.size() == name.size()) return true;
    name.remove_prefix(part.size() + 1);
  }
}

/// The file of a template: regular, and below the folder after all links were followed.
HYPER_INLINE std::optional<std::filesystem::path> inner_file(std::string const& folder,
                                                             std::string_view name) {
  std::error_code failed;
  auto const root = std::filesystem::canonical(folder, failed);
  if (failed) return std::nullopt;
  auto file = std::filesystem::canonical(root / name, failed);
  if (failed || !std::filesystem::is_regular_file(file, failed)) return std::nullopt;
  auto const inside = file.lexically_relative(root);
  if (inside.empty() || *inside.begin() == "..") return std::nullopt;
  return file;
}

HYPER_INLINE std::int64_t version_of(std::filesystem::path const& file) {
  std::error_code failed;
  auto const when = std::filesystem::last_write_time(file, failed);
  return failed ? 0 : static_cast<std::int64_t>(when.time_since_epoch().count());
}

}  // namespace detail

HYPER_INLINE void memory_loader::add(std::string name, std::string text) {
  templates_.insert_or_assign(std::move(name), template_source{std::move(text), ++count_});
}
HYPER_INLINE std::optional<template_source> memory_loader::load(std::string_view name) {
  auto const found = templates_.find(name);
  if (found == templates_.end()) return std::nullopt;
  return found->second;
}
HYPER_INLINE std::optional<std::int64_t> memory_loader::version(std::string_view name) {
  auto const found = templates_.find(name);
  if (found == templates_.end()) return std::nullopt;
  return found->second.version;
}

HYPER_INLINE std::optional<template_source> folder_loader::load(std::string_view name) {
  if (!detail::is_inner_name(name)) return std::nullopt;
  for (auto const& folder : folders_) {
    auto const file = detail::inner_file(folder, name);
    std::error_code failed;
    if (!file || std::filesystem::file_size(*file, failed) > largest || failed) continue;
    std::int64_t const version = detail::version_of(*file);
    std::ifstream in(*file, std::ios::binary);
    std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    if (in.bad()) continue;
    return template_source{std::move(text), version};
  }
  return std::nullopt;
}
HYPER_INLINE std::optional<std::int64_t> folder_loader::version(std::string_view name) {
  if (!detail::is_inner_name(name)) return std::nullopt;
  for (auto const& folder : folders_)
    if (auto const file = detail::inner_file(folder, name)) return detail::version_of(*file);
  return std::nullopt;
}

}  // namespace hyper
