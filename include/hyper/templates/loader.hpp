// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Where the texts of templates come from.

#include <cstdint>
#include <hyper/config.hpp>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hyper {

/// The text of a template, and a number that changes when the text does.
struct template_source {
  std::string text;
  std::int64_t version = 0;
};

/// Derive from it to keep templates somewhere else: in a table, in an archive. Its functions may be
/// called by several threads at once.
class template_loader {
 public:
  virtual ~template_loader() = default;
  virtual std::optional<template_source> load(std::string_view name) = 0;
  /// The version that `load` would answer now; nothing when the template is gone.
  virtual std::optional<std::int64_t> version(std::string_view name) = 0;
};

/// Templates in memory.
class memory_loader : public template_loader {
 public:
  void add(std::string name, std::string text);
  std::optional<template_source> load(std::string_view name) override;
  std::optional<std::int64_t> version(std::string_view name) override;

 private:
  std::map<std::string, template_source, std::less<>> templates_;
  std::int64_t count_ = 0;
};

/// Templates in folders, the first of which that has a file wins. Names that would leave the folder
/// are not found, nor are links that lead out of it.
class folder_loader : public template_loader {
 public:
  static constexpr std::size_t largest = 4'000'000;  ///< bytes of one template

  explicit folder_loader(std::vector<std::string> folders) : folders_(std::move(folders)) {}
  std::optional<template_source> load(std::string_view name) override;
  std::optional<std::int64_t> version(std::string_view name) override;

 private:
  std::vector<std::string> folders_;
};

namespace detail {
/// Whether a template's name stays below its folder: no empty or dot segment, no NUL, no backslash.
bool is_inner_name(std::string_view name);
}  // namespace detail

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/templates/loader.ipp>
#endif
