// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private to postgres/statement.hpp: which tables a statement touches, for those who ask.

#include <algorithm>
#include <hyper/postgres/statement.hpp>
#include <string_view>
#include <vector>

namespace hyper::detail {

/// Names of tables, each once. Empty: not known.
class table_list {
 public:
  table_list() = default;
  explicit table_list(statement_tables const* of) {
    if (of == nullptr) return;
    for (std::string_view const name : of->names) add(name);
    if (of->list != nullptr) of->list(of->described, *this);
  }
  void add(std::string_view name) {
    if (std::find(names_.begin(), names_.end(), name) == names_.end()) names_.push_back(name);
  }
  std::vector<std::string_view> const& names() const { return names_; }

 private:
  std::vector<std::string_view> names_;
};

}  // namespace hyper::detail
