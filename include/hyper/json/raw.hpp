// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace hyper {

/// JSON text that goes out as it stands: a column of type jsonb, a document stored earlier, or a
/// member whose shape is not known. Read from a body, it holds the text that was sent, checked.
class raw_json {
 public:
  /// The document `null`.
  raw_json() = default;

  /// Takes a text that is already known to be one valid JSON document. A text that is not would
  /// make every document around it invalid: for text from outside use `read_json<raw_json>`.
  static raw_json trusted(std::string text) {
    raw_json result;
    result.text_ = std::move(text);
    return result;
  }

  std::string_view view() const { return text_.empty() ? std::string_view("null") : text_; }
  friend bool operator==(raw_json const& a, raw_json const& b) { return a.view() == b.view(); }

 private:
  std::string text_;
};

}  // namespace hyper
