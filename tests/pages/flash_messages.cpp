// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/pages/flash_messages.hpp>
//
#include <hyper/reflect/utf8.hpp>
#include "support/catch.hpp"

using namespace hyper;

namespace {

std::vector<flash_message> add_all(std::vector<std::string> const& texts) {
  std::vector<flash_message> made;
  for (std::string const& each : texts) detail::add_flash_message(made, "info", each);
  return made;
}

}  // namespace

TEST_CASE("messages survive being written and read", "[pages]") {
  std::vector<flash_message> made;
  detail::add_flash_message(made, "success", "It is done: 12:30");
  detail::add_flash_message(made, "error", "");
  detail::add_flash_message(made, "warning", "<b>ü</b>\n");
  auto const read = detail::read_flash_messages(detail::write_flash_messages(made));
  REQUIRE(read.size() == 3);
  CHECK(read[0].level == "success");
  CHECK(read[0].text == "It is done: 12:30");
  CHECK(read[1].level == "error");
  CHECK(read[2].text == "<b>ü</b>\n");
}

TEST_CASE("what is damaged is no messages", "[pages]") {
  for (char const* const each : {"x1:a", "i", "i1", "i1:", "i2:a", "i-1:a", "i:a",
                                 "i99999999999999999999:a", "i1:ai", "i18446744073709551615:a"})
    CHECK(detail::read_flash_messages(each).empty());
  CHECK(detail::read_flash_messages("").empty());
}

TEST_CASE("a text is cut between characters", "[pages]") {
  auto const made = add_all({std::string(499, 'a') + "ü and more", std::string(600, 'b')});
  CHECK(made[0].text == std::string(499, 'a'));
  CHECK(made[1].text.size() == flash_messages::longest_text);
}

TEST_CASE("the oldest messages make room", "[pages]") {
  std::vector<std::string> texts;
  for (int i = 0; i < 12; ++i) texts.push_back(std::to_string(i));
  auto const many = add_all(texts);
  CHECK(many.size() == flash_messages::most_messages);
  CHECK(many.front().text == "2");
  auto const large = add_all(std::vector<std::string>(9, std::string(500, 'x')));
  CHECK(large.size() == 4);
}
