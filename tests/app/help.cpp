// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/app/help.hpp>
//
#include <hyper/app/setting.hpp>
#include "support/catch.hpp"

using namespace hyper;

TEST_CASE("help names every command and every setting", "[app]") {
  detail::command_entry const own[] = {{"seed", "writes some rows"}};
  std::string const text = detail::help_text("./blog", own);
  CHECK(text.starts_with("Usage: ./blog COMMAND"));
  CHECK(text.find("  seed                            writes some rows\n") != text.npos);
  for (auto const& entry : detail::standard_commands())
    CHECK(text.find("\n  " + std::string(entry.name) + " ") != text.npos);
  for (setting const& row : setting_table())
    CHECK(text.find("\n  " + detail::option_spelling(row.name)) != text.npos);
  CHECK(text.find("\n  --max-connections-per-address=VALUE\n" + std::string(34, ' ') + "of one") !=
        text.npos);
  std::size_t longest = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t const end = text.find('\n', at);
    longest = std::max(longest, end - at);
    at = end + 1;
  }
  CHECK(longest <= 110);
  CHECK(detail::version_text() == "HyperDjango for C++ 0.1.0\n");
}
