// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Where the failures of one input are collected. It stands beside `problem`, under json/ and
// validate/ alike, because both of them fill it.

#include <cstddef>
#include <hyper/reflect/value.hpp>
#include <string>
#include <utility>
#include <vector>

namespace hyper {

/// One refused member: where it stands, and why.
struct located_problem {
  std::string pointer;   ///< JSON pointer (RFC 6901): "/tags/2"; empty for the whole document; or
                         ///< "query: page", "header: …", "cookie: …"
  std::string rule;      ///< a stable name: "max_length", "required", "type"
  std::string sentence;  ///< "must have at most 80 characters"
};

/// All failures of one input, in the order in which they were met. It stops growing at `limit`, so
/// that a hostile body cannot make the answer large.
class problem_list {
 public:
  static constexpr std::size_t limit = 100;

  void add(std::string pointer, std::string rule, std::string sentence) {
    if (problems_.size() < limit)
      problems_.push_back({std::move(pointer), std::move(rule), std::move(sentence)});
  }
  void add(std::string pointer, problem reason) {
    add(std::move(pointer), std::move(reason.rule), std::move(reason.sentence));
  }

  /// Replaces everything by one problem of the whole text, which is not in the expected language at
  /// all. HTTP answers 400 to that, and 422 to other problems.
  void set_malformed(std::string rule, std::string sentence) {
    problems_.clear();
    add("", std::move(rule), std::move(sentence));
    malformed_ = true;
  }
  bool malformed() const { return malformed_; }

  bool full() const { return problems_.size() == limit; }
  bool empty() const { return problems_.empty(); }
  std::size_t size() const { return problems_.size(); }
  located_problem const& operator[](std::size_t position) const { return problems_[position]; }
  auto begin() const { return problems_.begin(); }
  auto end() const { return problems_.end(); }
  std::vector<located_problem> const& all() const { return problems_; }

 private:
  std::vector<located_problem> problems_;
  bool malformed_ = false;
};

}  // namespace hyper
