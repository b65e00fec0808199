// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// What is thrown when a template cannot be read or rendered.

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace hyper {

/// A mistake in a template. A filter that throws one needs to know the reason only: the renderer
/// adds where.
class template_error : public std::runtime_error {
 public:
  explicit template_error(std::string reason)
      : std::runtime_error(reason), reason_(std::move(reason)) {}

  /// A mistake of a known place; `what()` is "home.html:3:14: reason" and the line below it.
  template_error(std::string reason, std::string_view name, std::string_view source,
                 std::uint32_t line, std::uint32_t column)
      : std::runtime_error(sentence(reason, name, source, line, column)),
        reason_(std::move(reason)),
        name_(name),
        excerpt_(line_of(source, line)),
        line_(line),
        column_(column) {}

  std::string const& reason() const { return reason_; }
  std::string const& template_name() const { return name_; }
  std::string const& excerpt() const { return excerpt_; }  ///< the line of the template
  std::uint32_t line() const { return line_; }             ///< from 1; 0 when it is not known
  std::uint32_t column() const { return column_; }         ///< from 1

 private:
  static std::string_view line_of(std::string_view source, std::uint32_t line) {
    while (--line > 0 && source.find('\n') != source.npos)
      source.remove_prefix(source.find('\n') + 1);
    std::string_view const whole = source.substr(0, source.find('\n'));
    return whole.substr(0, 200);
  }
  static std::string sentence(std::string const& reason, std::string_view name,
                              std::string_view source, std::uint32_t line, std::uint32_t column) {
    std::string text(name.empty() ? "<template>" : name);
    text += ':' + std::to_string(line) + ':' + std::to_string(column) + ": " + reason + '\n';
    text += line_of(source, line);
    return text;
  }

  std::string reason_;
  std::string name_;
  std::string excerpt_;
  std::uint32_t line_ = 0;
  std::uint32_t column_ = 0;
};

/// A template that no loader has.
class template_not_found : public template_error {
 public:
  using template_error::template_error;
};

}  // namespace hyper
