// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <hyper/config.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace hyper {

/// A message that the next page shows, once.
struct flash_message {
  std::string level;  ///< "info", "success", "warning" or "error"
  std::string text;
};

namespace detail {
class page_session;
}  // namespace detail

/// The messages for a visitor, `page_globals::messages`. They are kept in a signed cookie until a
/// page shows them: a template that asks whether there are any, or goes through them, has.
///
///   globals.messages.success("The article is published.");
///   co_return redirect("/", 303);
///
/// A text has at most 500 bytes, and is cut there. There are at most 10 messages with 2000 bytes in
/// all: the oldest make room.
class flash_messages {
 public:
  static constexpr std::size_t longest_text = 500;
  static constexpr std::size_t most_messages = 10;
  static constexpr std::size_t most_bytes = 2000;

  explicit flash_messages(detail::page_session* of) : session_(of) {}

  void info(std::string_view text) const { add("info", text); }
  void success(std::string_view text) const { add("success", text); }
  void warning(std::string_view text) const { add("warning", text); }
  void error(std::string_view text) const { add("error", text); }

  // For templates: these count as showing.
  std::size_t size() const;
  flash_message const& operator[](std::size_t position) const;

 private:
  void add(std::string_view level, std::string_view text) const;

  detail::page_session* session_;
};

namespace detail {

void add_flash_message(std::vector<flash_message>& to, std::string_view level,
                       std::string_view text);
/// The payload of the cookie, and back. What is damaged is no messages.
std::string write_flash_messages(std::vector<flash_message> const& messages);
std::vector<flash_message> read_flash_messages(std::string_view payload);

}  // namespace detail
}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/pages/flash_messages.ipp>
#endif
