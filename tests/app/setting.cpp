// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/app/setting.hpp>
//
#include "support/catch.hpp"

using namespace hyper;

TEST_CASE("every row of the table has one place, a name, a help and a sentence", "[app]") {
  std::string earlier = " ";
  for (setting const& row : setting_table()) {
    INFO(row.name);
    CHECK((row.text != nullptr) + (row.number != nullptr) + (row.flag != nullptr) == 1);
    CHECK(row.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == row.name.npos);
    CHECK(earlier.find(" " + std::string(row.name) + " ") == std::string::npos);
    earlier += std::string(row.name) + " ";
    CHECK_FALSE(row.help.empty());
    CHECK(row.help.size() <= 60);
    CHECK_FALSE(allowed_values(row).empty());
    CHECK(row.least <= row.most);
    CHECK(detail::find_setting(row.name) == &row);
  }
  CHECK(detail::find_setting("nothing") == nullptr);
}

TEST_CASE("what is allowed is said in words", "[app]") {
  auto const allowed = [](std::string_view name) {
    return allowed_values(*detail::find_setting(name));
  };
  CHECK(allowed("port") == "a whole number from 0 to 65535");
  CHECK(allowed("drain_timeout") == "seconds or a number with ms, s, m or h from 0s to 3600s");
  CHECK(allowed("share_syncs") == "true or false");
  CHECK(allowed("log_level") == "one of error, warning, info");
  CHECK(detail::option_spelling("pool_size") == "--pool-size");
}
