// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/routing/from_text.hpp>

#include "support/catch.hpp"

#include <cstdint>
#include <hyper/validate/bounded.hpp>
#include <hyper/validate/date.hpp>
#include <hyper/validate/slug.hpp>

namespace {

enum class colour { red, green };

static_assert(hyper::text_readable<int> && hyper::text_readable<double> &&
              hyper::text_readable<bool>);
static_assert(hyper::text_readable<std::string> && hyper::text_readable<colour>);
static_assert(hyper::text_readable<hyper::slug> && hyper::text_readable<hyper::date>);
static_assert(hyper::text_readable<hyper::bounded<int, 1, 9>>);
static_assert(!hyper::text_readable<char> && !hyper::text_readable<void*>);
static_assert(!hyper::text_readable<std::string_view> && !hyper::text_readable<std::byte>);

/// What is wrong with the text, as "rule: sentence", or "".
template <class T>
std::string judge(std::string text, T& value) {
  auto const wrong = hyper::detail::read_text_form(value, std::move(text));
  return wrong ? wrong->rule + ": " + wrong->sentence : "";
}
template <class T>
std::string judge(std::string text) {
  T value{};
  return judge(std::move(text), value);
}

TEST_CASE("numbers are read whole, in range, and decimal", "[routing]") {
  int value = 0;
  CHECK(judge("-12", value).empty());
  CHECK(value == -12);
  for (char const* text : {"", " 1", "1 ", "+1", "0x10", "1.5", "1e3", "one", "1,000"}) {
    CAPTURE(text);
    CHECK(judge<int>(text) == "type: must be a whole number");
  }
  CHECK(judge<int>("2147483648") == "range: is out of range");
  CHECK(judge<unsigned>("-1") == "type: must be a whole number");
  CHECK(judge<std::uint8_t>("256") == "range: is out of range");
  double number = 0;
  CHECK(judge("2.5e3", number).empty());
  CHECK(number == 2500);
  for (char const* text : {"inf", "-infinity", "nan", "NAN", "1e", ""})
    CHECK(judge<double>(text) == "type: must be a number");
}

TEST_CASE("truth, names and texts", "[routing]") {
  bool truth = false;
  CHECK(judge("true", truth).empty());
  CHECK(truth);
  CHECK(judge<bool>("0").empty());
  CHECK(judge<bool>("yes") == "type: must be true or false");
  colour shade = colour::red;
  CHECK(judge("green", shade).empty());
  CHECK(shade == colour::green);
  CHECK(judge<colour>("blue") == "choice: must be one of red, green");
  std::string text;
  CHECK(judge("gr\xc3\xbc\xc3\x9f", text).empty());
  CHECK(text == "gr\xc3\xbc\xc3\x9f");
  CHECK(judge<std::string>("\xff") == "utf8: must be valid UTF-8");
  CHECK(judge<std::string>(std::string("a\0b", 3)) == "utf8: must not contain NUL");
}

TEST_CASE("value types say their own sentences", "[routing]") {
  hyper::slug address;
  CHECK(judge("a-b", address).empty());
  CHECK(address == "a-b");
  CHECK_THAT(judge<hyper::slug>("a b"),
             Catch::Matchers::ContainsSubstring("slug: must consist of"));
  CHECK(judge<hyper::bounded<int, 1, 9>>("5").empty());
  CHECK_FALSE(judge<hyper::bounded<int, 1, 9>>("10").empty());
  CHECK(judge<hyper::bounded<int, 1, 9>>("x") == "type: must be a whole number");
  CHECK(judge<hyper::date>("2024-02-29").empty());
  CHECK_THAT(judge<hyper::date>("2023-02-29"), Catch::Matchers::ContainsSubstring("type: must be"));
}

}  // namespace
