// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/app/command_options.hpp>
//
#include <hyper/app/command_line.hpp>
#include "support/catch.hpp"

using namespace hyper;

namespace {
command_line parsed(std::vector<char const*> words) {
  words.insert(words.begin(), "./blog");
  return parse_command_line(words);
}
std::string refusal(std::vector<char const*> const& words) {
  try {
    parsed(words);
  } catch (bad_setting const& refused) {
    return refused.what();
  }
  return "none";
}
}  // namespace

TEST_CASE("a command has options and operands of its own", "[app]") {
  auto const line = parsed({"migrate", "0002", "--fake", "--port=80"});
  CHECK(line.has("fake"));
  CHECK_FALSE(line.has("dry-run"));
  CHECK(line.operands.size() == 1);
  CHECK(line.options.size() == 1);
  CHECK(parsed({"makemigrations", "--name", "titles"}).value_of("name") == "titles");
  CHECK(parsed({"--name=titles", "makemigrations"}).value_of("name") == "titles");
  CHECK(parsed({"makemigrations"}).value_of("name", "none") == "none");
  CHECK(detail::most_operands("migrate") == 1);
  CHECK(detail::most_operands("serve") == 0);
}

TEST_CASE("an option of another command is refused", "[app]") {
  CHECK(refusal({"serve", "--fake"}) == "The command serve has no option --fake.");
  CHECK(refusal({"migrate", "--fake=yes"}) == "--fake takes no value.");
  CHECK(refusal({"migrate", "--fake", "--fake"}) == "--fake is given twice: once is enough.");
  CHECK(refusal({"makemigrations", "--name"}) == "--name needs a value: NAME.");
  CHECK(refusal({"migrate", "--fak"}).find("Did you mean --fake?") != std::string::npos);
}

TEST_CASE("help has every option that needs words", "[app]") {
  std::string const text = detail::own_options_text();
  for (detail::own_option const& each : detail::own_options())
    CHECK(text.find("--" + std::string(each.name)) != std::string::npos);
}
