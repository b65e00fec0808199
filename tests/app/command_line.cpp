// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/app/command_line.hpp>
//
#include <hyper/app/setting.hpp>
#include "support/catch.hpp"

using namespace hyper;

namespace {

command_line parse(std::vector<char const*> words) {
  words.insert(words.begin(), "./blog");
  return parse_command_line(words);
}

std::string refusal(std::vector<char const*> words) {
  try {
    parse(std::move(words));
  } catch (bad_setting const& refused) {
    return refused.what();
  }
  return "(accepted)";
}

}  // namespace

TEST_CASE("a command line is a command, its operands and options in any order", "[app]") {
  command_line const line =
      parse({"--port", "81", "serve", "--no-share-syncs", "extra", "--host=::1"});
  CHECK(line.program == "./blog");
  CHECK(line.command == "serve");
  REQUIRE(line.operands.size() == 1);
  CHECK(line.operands[0] == "extra");
  REQUIRE(line.options.size() == 3);
  CHECK(line.options[0].name == "port");
  CHECK(line.options[0].value == "81");
  CHECK(line.options[1].name == "share_syncs");
  CHECK(line.options[1].value == "false");
  CHECK(line.options[2].value == "::1");
  CHECK(parse({}).command.empty());
  CHECK(parse({"--help"}).help);
  CHECK(parse({"-h"}).help);
  CHECK(parse({"serve", "--version"}).version);
  CHECK(parse_command_line({}).program.empty());
}

TEST_CASE("what cannot be an option is refused with the nearest one", "[app]") {
  CHECK(refusal({"--prot", "80"}) ==
        "There is no option --prot. Did you mean --port? --help lists all options.");
  CHECK(refusal({"--thread=2"}) ==
        "There is no option --thread. Did you mean --threads? --help lists all options.");
  CHECK(refusal({"--pool_size=2"}) ==
        "There is no option --pool_size. Did you mean --pool-size? --help lists all options.");
  CHECK(refusal({"--completely-different"}) ==
        "There is no option --completely-different. --help lists all options.");
  CHECK(refusal({"-p"}) == "There is no option -p. --help lists all options.");
  CHECK(refusal({"--no-port"}).starts_with("There is no option --no-port."));
  CHECK(refusal({"--port"}) == "--port needs a value: a whole number from 0 to 65535.");
  CHECK(refusal({"--port", "1", "--port=2"}) == "--port is given twice: once is enough.");
  CHECK(refusal({"--no-share-syncs=true"}) ==
        "--no-share-syncs takes no value: it says \"false\" already.");
}

TEST_CASE("the nearest word is near, or none", "[app]") {
  std::string_view const words[] = {"serve", "migrate", "doctor"};
  CHECK(nearest_word("sevre", words) == "serve");
  CHECK(nearest_word("migrat", words) == "migrate");
  CHECK_FALSE(nearest_word("xyz", words));
  CHECK_FALSE(nearest_word(std::string(10'000, 'x'), words));
}
