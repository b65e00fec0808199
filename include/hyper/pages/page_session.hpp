// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private header of pages/page_globals.hpp: what goes with one request so that its pages can have
// tokens and messages. Only the definitions include it.

#include <hyper/config.hpp>
#include <hyper/http/exchange.hpp>
#include <hyper/http/exchange_companion.hpp>
#include <hyper/pages/flash_messages.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace hyper::detail {

/// Reads the request's cookies when something is first asked of them, and writes those of the
/// answer that have changed.
class page_session final : public exchange_companion {
 public:
  explicit page_session(exchange const& of) : of_(of) {}

  context const* around(context const* outer) override { return outer; }
  void add_lines(std::string& to) override;

  /// The token for the forms of this page; the same one throughout the page.
  std::string_view csrf_text();
  void add_message(std::string_view level, std::string_view text);
  std::vector<flash_message> const& show_messages();

 private:
  void load_messages();
  void add_cookie(std::string& to, std::string_view name, std::string value,
                  std::int64_t max_age) const;

  exchange const& of_;
  std::string csrf_text_;
  std::string csrf_session_;  // that it is bound to
  std::string new_secret_;    // when the request came without a good one
  std::vector<flash_message> messages_;
  bool loaded_ = false;
  bool had_messages_ = false;  // the cookie was there, good or not
  bool shown_ = false;
  bool added_ = false;
};

}  // namespace hyper::detail
