// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/json/read.hpp>

#include "support/catch.hpp"

#include <hyper/json/write.hpp>
#include <hyper/validate.hpp>

#include <array>
#include <cstdint>
#include <list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace {

using hyper::read_json;
using hyper::read_options;

enum class colour { red, green };

struct address {
  std::string city;
  std::optional<int> zip;
};

struct user {
  std::int64_t id;
  std::string name;
  bool active;
  double score;
  std::vector<std::string> tags;
  std::optional<address> home;
  std::optional<colour> favourite;
};

struct node {
  int number;
  std::vector<node> children;
};

struct even {
  using value_type = int;
  static std::optional<hyper::problem> check(int const& value) {
    if (value % 2 == 0) return std::nullopt;
    return hyper::problem{"even", "must be even"};
  }
  static even unchecked(int value) {
    even result;
    result.value_ = value;
    return result;
  }
  int const& value() const { return value_; }

 private:
  int value_ = 0;
};

struct hour {
  int number = 0;
  static std::optional<hour> from_text(std::string_view text) {
    if (text.size() != 1) return std::nullopt;
    return hour{text[0] - '0'};
  }
  void append_text(std::string& out) const { out += std::to_string(number); }
  static constexpr std::string_view text_form = "an hour such as \"7\"";
};

struct order {
  hyper::uuid id;
  hyper::text<1, 20> title;
  hyper::email contact;
  std::optional<hyper::slug> address;
  hyper::bounded<int, 1, 5> stars;
  hyper::decimal price;
  hyper::date due;
  hyper::timestamp made;
  hyper::one_of<"draft", "paid"> state;
};

struct ruled {
  even number;
  std::vector<even> numbers;
  std::optional<hour> at;
};

static_assert(hyper::json_readable<user>);
static_assert(!hyper::json_readable<std::string_view>);
static_assert(!hyper::json_readable<std::map<std::string_view, int>>);
static_assert(!hyper::json_readable<std::vector<char const*>>);

/// All problems on one line each, or the value written again.
template <class T>
std::string outcome(std::string_view text, read_options const& options = {}) {
  auto const result = read_json<T>(text, options);
  if (result) return hyper::to_json(*result);
  std::string all = result.malformed() ? "400" : "422";
  for (auto const& problem : result.problems())
    all += '\n' + problem.pointer + ' ' + problem.rule + ": " + problem.sentence;
  return all;
}

constexpr std::string_view ada =
    R"({"id":1,"name":"Ada","active":true,"score":98.5,"tags":["a","b"],"home":{"city":"L","zip":7},"favourite":"green"})";

}  // namespace

TEST_CASE("a struct is read and written back", "[json]") {
  CHECK(outcome<user>(ada) == ada);
  CHECK(outcome<user>(
            " { \"tags\" : [ ] ,\n\"score\":1,\"active\":false,\t\"name\":\"\",\"id\":-5}\r\n") ==
        R"({"id":-5,"name":"","active":false,"score":1.0,"tags":[],"home":null,"favourite":null})");
  CHECK(outcome<node>(R"({"number":1,"children":[{"number":2,"children":[]}]})") ==
        R"({"number":1,"children":[{"number":2,"children":[]}]})");
}

TEST_CASE("strings are unescaped", "[json]") {
  CHECK(*read_json<std::string>(R"("a\"b\\c\/\b\f\n\r\té😀")") == "a\"b\\c/\b\f\n\r\té😀");
  CHECK(*read_json<std::string>(R"("\u0041\u00e9\ud83d\ude00")") == "Aé😀");
  CHECK(*read_json<std::string>("\"" + std::string(1000, 'x') + "\\n\"") ==
        std::string(1000, 'x') + "\n");
  CHECK(outcome<std::string>(R"("\x")").starts_with("400"));
  CHECK(outcome<std::string>(R"("\ud800")").starts_with("400"));
  CHECK(outcome<std::string>("\"a\nb\"").starts_with("400"));
  CHECK(outcome<address>(R"({"c\u0069ty":"L"})") == R"({"city":"L","zip":null})");
}

TEST_CASE("all problems are collected with their pointers", "[json]") {
  CHECK(
      outcome<user>(
          R"({"id":1.5,"name":5,"active":"yes","score":"1","tags":["a",2,null],"home":{"city":[],"x/y~":1},"favourite":"blue"})") ==
      "422\n"
      "/id type: must be a whole number, without fraction or exponent\n"
      "/name type: must be a string, not a number\n"
      "/active type: must be true or false, not a string\n"
      "/score type: must be a number, not a string\n"
      "/tags/1 type: must be a string, not a number\n"
      "/tags/2 type: must be a string, not null\n"
      "/home/city type: must be a string, not an array\n"
      "/home/x~1y~0 unknown: must not be given: no such member\n"
      "/favourite choice: must be one of \"red\", \"green\"");
}

TEST_CASE("members that are missing, unknown or given twice", "[json]") {
  CHECK(outcome<address>("{}") == "422\n/city required: must be given");
  CHECK(outcome<address>("{}", {.allow_missing = true}) == R"({"city":"","zip":null})");
  CHECK(outcome<address>(R"({"city":"a","more":{"x":[1,{}]}})") ==
        "422\n/more unknown: must not be given: no such member");
  CHECK(outcome<address>(R"({"city":"a","more":{"x":[1,{}]},"zip":1})", {.allow_unknown = true}) ==
        R"({"city":"a","zip":1})");
  CHECK(outcome<address>(R"({"city":"a","city":"b"})") ==
        "422\n/city duplicate: must not be given twice");
  CHECK(outcome<address>(R"({"city":"a","city":"b"})", {.allow_duplicates = true}) ==
        R"({"city":"b","zip":null})");
  CHECK(outcome<address>(R"({"city":"a","zip":null})") == R"({"city":"a","zip":null})");
  CHECK(outcome<address>(R"({"cit":"a","cityx":"b","city ":"c","":"d"})").find("/city required") !=
        std::string::npos);
}

TEST_CASE("numbers keep to the range of their type", "[json]") {
  CHECK(outcome<std::vector<std::int8_t>>("[-128,127]") == "[-128,127]");
  CHECK(outcome<std::vector<std::int8_t>>("[-129,128]") ==
        "422\n/0 range: must be between -128 and 127\n/1 range: must be between -128 and 127");
  CHECK(outcome<std::uint64_t>("18446744073709551615") == "18446744073709551615");
  CHECK(outcome<std::uint64_t>("18446744073709551616").find("range") != std::string::npos);
  CHECK(outcome<std::uint8_t>("-1").find("must be between 0 and 255") != std::string::npos);
  CHECK(outcome<std::int64_t>("-9223372036854775808") == "-9223372036854775808");
  CHECK(outcome<std::int64_t>("9223372036854775808").find("range") != std::string::npos);
  CHECK(outcome<std::int64_t>("123456789012345678901234567890").find("range") != std::string::npos);
  CHECK(outcome<double>("1e999").find("range") != std::string::npos);
  CHECK(outcome<float>("1e300").find("range") != std::string::npos);
  CHECK(outcome<double>("-0.0") == "-0.0");
  CHECK(outcome<int>("1e3").find("whole number") != std::string::npos);
}

TEST_CASE("what is not JSON is one problem", "[json]") {
  for (char const* text : {"",        " ",     "{",   "}",   "[1",   "[1,]",
                           "[,1]",    "[1 2]", "1 2", "1,2", "[1]]", "[1] x",
                           "tru",     "truee", "nul", "01",  "-",    "1.",
                           ".5",      "+1",    "1e",  "NaN", "'a'",  "\"a",
                           "[1]\x01", "1x",    "[1}", "][",  "]",    "\xEF\xBB\xBF[1]"}) {
    auto const result = read_json<std::vector<int>>(text);
    INFO(text);
    CHECK(result.malformed());
    REQUIRE(result.problems().size() == 1);
    CHECK(result.problems()[0].pointer.empty());
  }
  for (char const* text :
       {R"({"city")", R"({"city":})", R"({"city" "a"})", R"({city:"a"})", R"({"city":"a",})",
        R"({"city":"a" "zip":1})", R"({"city":"a"}})", R"({"city":"a"]})", R"({"city":a})",
        R"({"city":"a","zip":1x})", R"({"city":"a","zip":tru})", R"({"city":"a","zip":nulll})",
        R"({"city":"a",,"zip":1})", R"({1:"a"})", R"({"city":"a"};)"}) {
    INFO(text);
    CHECK(read_json<address>(text).malformed());
    CHECK(read_json<address>(text, {.allow_unknown = true, .allow_missing = true}).malformed());
  }
  CHECK(outcome<address>("") == "400\n syntax: must not be empty");
  CHECK(outcome<std::string>("\"\xFF\"") == "400\n utf8: must be valid UTF-8");
}

TEST_CASE("members that are skipped must be JSON, too", "[json]") {
  for (char const* bad : {"[1,,2]", "{\"a\"}", "{\"a\":}", "01", "tru", "\"\\x\"", "[1", "{1:2}",
                          "[}", "1.e5", "-"}) {
    INFO(bad);
    std::string const text = std::string(R"({"city":"a","more":)") + bad + "}";
    CHECK(read_json<address>(text, {.allow_unknown = true}).malformed());
    CHECK(read_json<hyper::raw_json>(bad).malformed());
  }
}

TEST_CASE("depth has a limit", "[json]") {
  auto const nested = [](std::size_t depth) {
    std::string text;
    for (std::size_t i = 0; i < depth; ++i) text += "{\"number\":1,\"children\":[";
    for (std::size_t i = 0; i < depth; ++i) text += "]}";
    return text;
  };
  CHECK(read_json<node>(nested(32)));
  CHECK(outcome<node>(nested(33)) == "400\n max_depth: must not nest deeper than 64 levels");
  CHECK(read_json<node>(nested(40), {.max_depth = 80}));
  std::string const deep = R"({"city":"a","x":)" + std::string(100000, '[');
  CHECK(read_json<address>(deep, {.allow_unknown = true}).malformed());
  CHECK(read_json<address>(deep + std::string(100000, ']') + "}").malformed());
}

TEST_CASE("elements and problems have a limit", "[json]") {
  std::string many = "[";
  for (int i = 0; i < 1000; ++i) many += "\"x\",";
  many += "0]";
  CHECK(read_json<std::vector<int>>(many).problems().size() == hyper::problem_list::limit);
  CHECK(outcome<std::vector<int>>("[1,2,3]", {.max_elements = 2}) ==
        "422\n/2 max_items: must have at most 2 elements in all");
  using map = std::map<std::string, int>;
  CHECK(outcome<map>(R"({"a":1,"b":2})", {.max_entries = 1}).find("must have at most 1 members") !=
        std::string::npos);
}

TEST_CASE("containers are read", "[json]") {
  CHECK(outcome<std::vector<bool>>("[true,false]") == "[true,false]");
  CHECK(outcome<std::set<std::string>>(R"(["b","a","b"])") == R"(["a","b"])");
  CHECK(outcome<std::list<int>>("[1,\"x\"]") ==
        "422\n/1 type: must be a whole number, not a string");
  CHECK(outcome<std::array<int, 2>>("[1,2]") == "[1,2]");
  CHECK(outcome<std::array<int, 2>>("[1]") == "422\n min_items: must have 2 elements");
  CHECK(outcome<std::array<int, 2>>("[1,2,3]").find("/2 max_items") != std::string::npos);
  using map = std::map<std::string, std::optional<int>>;
  CHECK(outcome<map>(R"({"b":1,"a\n":null})") == R"({"a\n":null,"b":1})");
  CHECK(outcome<map>(R"({"b":1,"b":2})") == "422\n/b duplicate: must not be given twice");
  CHECK(outcome<std::unordered_map<std::string, address>>(R"({"x":{"city":1}})") ==
        "422\n/x/city type: must be a string, not a number");
  CHECK(outcome<std::vector<std::vector<int>>>("[[1],[],[2,3]]") == "[[1],[],[2,3]]");
}

TEST_CASE("a value that was filled before is replaced, not added to", "[json]") {
  CHECK(outcome<std::map<std::string, std::vector<int>>>(
            R"({"a":[1],"a":[2]})", {.allow_duplicates = true}) == R"({"a":[2]})");
}

TEST_CASE("documents that are one scalar", "[json]") {
  CHECK(outcome<int>(" 12 ") == "12");
  CHECK(outcome<bool>("true") == "true");
  CHECK(outcome<std::optional<int>>("null") == "null");
  CHECK(outcome<colour>("\"green\"") == "\"green\"");
  CHECK(outcome<int>("\"12\"") == "422\n type: must be a whole number, not a string");
  CHECK(outcome<address>("[1]") == "422\n type: must be an object, not an array");
  CHECK(outcome<address>("5") == "422\n type: must be an object, not a number");
}

TEST_CASE("rules and text forms are judged while reading", "[json]") {
  CHECK(outcome<ruled>(R"({"number":4,"numbers":[2],"at":"7"})") ==
        R"({"number":4,"numbers":[2],"at":"7"})");
  CHECK(outcome<ruled>(R"({"number":3,"numbers":[2,5,"x"],"at":"77"})") ==
        "422\n"
        "/number even: must be even\n"
        "/numbers/1 even: must be even\n"
        "/numbers/2 type: must be a whole number, not a string\n"
        "/at format: must be an hour such as \"7\"");
  CHECK(outcome<hour>("7") == "422\n type: must be an hour such as \"7\", not a number");
}

TEST_CASE("the value types of validate are read and written", "[json]") {
  constexpr std::string_view good =
      R"({"id":"018f4e2a-7c3b-7d21-9a4e-5f6071829304","title":"Tea \"Assam\"","contact":"a@b.org",)"
      R"("address":null,"stars":4,"price":"12.50","due":"2026-11-23",)"
      R"("made":"2026-11-23T10:00:00.500000Z","state":"paid"})";
  CHECK(outcome<order>(good) == good);
  CHECK(outcome<order>(R"({"id":"x","title":"","contact":"a@b","address":"a b","stars":6,)"
                       R"("price":12.5,"due":"2026-02-30","made":"now","state":"lost"})") ==
        "422\n"
        "/id format: must be a UUID such as 018f4e2a-7c3b-7d21-9a4e-5f6071829304\n"
        "/title min_length: must not be empty\n"
        "/contact email: must be an e-mail address such as ada@example.org\n"
        "/address slug: must consist of letters, digits, hyphens and underscores\n"
        "/stars range: must be between 1 and 5\n"
        "/price type: must be a decimal number in quotes such as \"12.50\", not a number\n"
        "/due format: must be a date such as 2026-11-23\n"
        "/made format: must be a time such as 2026-11-23T10:00:00Z\n"
        "/state choice: must be one of \"draft\", \"paid\"");
  CHECK(outcome<order>("{}").find("/address") == std::string::npos);
}

TEST_CASE("reading into a value that is there", "[json]") {
  user someone{1, "Ada", true, 1, {"a", "b", "c"}, address{"L", 7}, colour::red};
  CHECK(hyper::read_json_into(someone, R"({"name":"Grace","tags":["x"]})", {.allow_missing = true})
            .empty());
  CHECK(hyper::to_json(someone) ==
        R"({"id":1,"name":"Grace","active":true,"score":1.0,)"
        R"("tags":["x"],"home":{"city":"L","zip":7},"favourite":"red"})");
  // An element of an array begins anew, whatever stood at its place before.
  std::vector<address> places{{"A", 1}, {"B", 2}};
  CHECK(hyper::read_json_into(places, R"([{"city":"C"}])").empty());
  CHECK(hyper::to_json(places) == R"([{"city":"C","zip":null}])");
  CHECK(hyper::read_json_into(places, "{}").malformed() == false);
  CHECK(hyper::read_json_into(places, "{").malformed());
}

TEST_CASE("raw JSON is kept as it was sent", "[json]") {
  struct holder {
    hyper::raw_json first;
    hyper::raw_json last;
  };
  CHECK(outcome<holder>(R"({"first": {"a" : [1, 2]} , "last" : "x\n" })") ==
        R"({"first":{"a" : [1, 2]},"last":"x\n"})");
  CHECK(outcome<holder>(R"({"last":[ ] ,"first":12.50 })") == R"({"first":12.50,"last":[ ]})");
  CHECK(outcome<hyper::raw_json>(" [1, {}] ") == "[1, {}]");
  CHECK(outcome<hyper::raw_json>(" null ") == "null");
  CHECK(hyper::to_json(hyper::raw_json()) == "null");
}

TEST_CASE("a padded text is not copied", "[json]") {
  std::string text(ada);
  text.append(hyper::json_padding, 'x');
  std::string_view const view(text.data(), ada.size());
  CHECK(outcome<user>(view, {.padded = true}) == ada);
  std::string large = "[1";
  for (int i = 0; i < 50000; ++i) large += ",1";
  CHECK(read_json<std::vector<int>>(large + "]")->size() == 50001);
}

TEST_CASE("every prefix of a document is refused, and none is read past its end", "[json]") {
  for (std::size_t size = 0; size < ada.size(); ++size) {
    std::string const prefix(ada.substr(0, size));
    CHECK_FALSE(read_json<user>(prefix));
  }
}

TEST_CASE("documents with any byte changed are answered", "[json]") {
  std::string text(ada);
  for (std::size_t place = 0; place < text.size(); ++place) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string changed = text;
      changed[place] = static_cast<char>(byte);
      auto const result = read_json<user>(changed);
      if (result.malformed()) REQUIRE(result.problems().size() == 1);
      if (!result) REQUIRE(!result.problems().empty());
    }
  }
}

TEST_CASE("a document that is a container, where a scalar is wanted", "[json]") {
  for (char const* const text : {"{", "[", "[1", "{\"a\"", "{}", "[]", "[1]", "{\"a\": 1}"}) {
    INFO(text);
    CHECK_FALSE(hyper::read_json<int>(text));
    CHECK_FALSE(hyper::read_json<bool>(text));
    CHECK_FALSE(hyper::read_json<double>(text));
    CHECK_FALSE(hyper::read_json<std::string>(text));
    CHECK_FALSE(hyper::read_json<std::optional<int>>(text));
  }
  CHECK(hyper::read_json<int>("[1]").problems()[0].sentence ==
        "must be a whole number, not an array");
}
