// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/json/write.hpp>

#include "support/catch.hpp"

#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <list>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace {

using hyper::to_json;

enum class colour { red, green = 7 };

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
  address home;
  std::map<std::string, int> marks;
  colour favourite;
};

struct empty {};
struct node {
  int number;
  std::vector<node> children;
};
struct looks {
  std::string_view view;
  char const* text;
  std::span<int const> numbers;
};
struct wide {
  std::string a_member_with_a_name_that_is_longer_than_sixteen_characters;
};
struct widths {
  std::int8_t a;
  std::int16_t b;
  std::int32_t c;
  long long d;
  std::uint8_t e;
  std::uint16_t f;
  std::uint32_t g;
  unsigned long long h;
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

struct moment {
  int hour = 0;
  static std::optional<moment> from_text(std::string_view) { return moment{}; }
  void append_text(std::string& out) const { out += std::to_string(hour) + ":00, and long enough"; }
  static constexpr std::string_view text_form = "an hour such as 7:00";
};

static_assert(hyper::json_writable<user>);
static_assert(hyper::json_writable<std::vector<std::optional<node>>>);
static_assert(!hyper::json_writable<void*>);
static_assert(!hyper::json_writable<char>);
static_assert(!hyper::json_writable<std::vector<std::byte>>);
static_assert(!hyper::json_writable<std::map<int, int>>);

/// The members' texts are constants.
static_assert(std::string_view(hyper::detail::json_type_of<address>.text, 14) ==
              R"({"city":,"zip")");

}  // namespace

TEST_CASE("structs are written member by member", "[json]") {
  user const ada{1,
                 "Ada",
                 true,
                 98.5,
                 {"math", "engines"},
                 {"London", {}},
                 {{"x", 1}, {"y", 2}},
                 colour::green};
  CHECK(to_json(ada) == R"({"id":1,"name":"Ada","active":true,"score":98.5,)"
                        R"("tags":["math","engines"],"home":{"city":"London","zip":null},)"
                        R"("marks":{"x":1,"y":2},"favourite":"green"})");
  CHECK(to_json(empty{}) == "{}");
  CHECK(to_json(node{1, {{2, {}}, {3, {{4, {}}}}}}) ==
        R"({"number":1,"children":[{"number":2,"children":[]},)"
        R"({"number":3,"children":[{"number":4,"children":[]}]}]})");
  CHECK(to_json(wide{"x"}) ==
        R"({"a_member_with_a_name_that_is_longer_than_sixteen_characters":"x"})");
}

TEST_CASE("containers are written", "[json]") {
  CHECK(to_json(std::vector<int>{}) == "[]");
  CHECK(to_json(std::vector<bool>{true, false}) == "[true,false]");
  CHECK(to_json(std::array<int, 3>{1, 2, 3}) == "[1,2,3]");
  CHECK(to_json(std::array<int, 0>{}) == "[]");
  CHECK(to_json(std::list<std::string>{"a", "b"}) == R"(["a","b"])");
  CHECK(to_json(std::set<int>{2, 1}) == "[1,2]");
  CHECK(to_json(std::map<std::string, std::vector<int>>{{"a\"", {1}}, {"b", {}}}) ==
        R"({"a\"":[1],"b":[]})");
  CHECK(to_json(std::unordered_map<std::string, int>{{"only", 1}}) == R"({"only":1})");
  CHECK(to_json(std::optional<int>{}) == "null");
  CHECK(to_json(std::optional<std::optional<int>>{5}) == "5");
  std::array<int, 2> const numbers{4, 5};
  CHECK(to_json(looks{"v", "t", numbers}) == R"({"view":"v","text":"t","numbers":[4,5]})");
  CHECK(to_json(looks{{}, nullptr, {}}) == R"({"view":"","text":null,"numbers":[]})");
}

TEST_CASE("whole numbers of all widths", "[json]") {
  using limits = std::numeric_limits<long long>;
  CHECK(to_json(widths{-128, -32768, std::numeric_limits<int>::min(), limits::min(), 255, 65535,
                       4294967295U, std::numeric_limits<unsigned long long>::max()}) ==
        R"({"a":-128,"b":-32768,"c":-2147483648,"d":-9223372036854775808,"e":255,"f":65535,)"
        R"("g":4294967295,"h":18446744073709551615})");
  for (std::uint64_t power = 1; power < 10000000000000000000U; power *= 10)
    for (std::uint64_t number : {power - 1, power, power + 1, power * 7 + 3})
      CHECK(to_json(number) == std::to_string(number));
}

TEST_CASE("floating-point numbers are short and read back the same", "[json]") {
  CHECK(to_json(0.0) == "0.0");
  CHECK(to_json(-0.0) == "-0.0");
  CHECK(to_json(1.0) == "1.0");
  CHECK(to_json(-2.5) == "-2.5");
  CHECK(to_json(0.1) == "0.1");
  CHECK(to_json(1.1) == "1.1");
  CHECK(to_json(0.1 + 0.2) == "0.30000000000000004");
  CHECK(to_json(123456789012.0) == "123456789012.0");
  CHECK(to_json(1e300) == "1e+300");
  CHECK(to_json(5e-324) == "5e-324");
  CHECK(to_json(12345678.12345678) == "12345678.12345678");
  CHECK(to_json(0.1F) == "0.1");
  CHECK(to_json(16777216.0F) == "16777216.0");
  CHECK(to_json(3.4e38F) == "3.4e+38");
  CHECK(to_json(std::numeric_limits<double>::quiet_NaN()) == "\"NaN\"");
  CHECK(to_json(std::numeric_limits<double>::infinity()) == "\"Infinity\"");
  CHECK(to_json(-std::numeric_limits<float>::infinity()) == "\"-Infinity\"");
}

TEST_CASE("many floating-point numbers keep their value and are no longer than needed", "[json]") {
  std::uint64_t state = 1;
  auto const next = [&state] {
    state ^= state << 13, state ^= state >> 7, state ^= state << 17;
    return state;
  };
  for (int i = 0; i < 200000; ++i) {
    double value = std::bit_cast<double>(next());
    std::uint64_t const scales[] = {10, 100, 10000, 1000000, 100000000, 10000000000};
    if (i % 2 == 0)
      value =
          static_cast<double>(next() % 1000000000000U) / static_cast<double>(scales[next() % 6]);
    if (!std::isfinite(value)) continue;
    std::string const text = to_json(value);
    REQUIRE(std::strtod(text.c_str(), nullptr) == value);
    char shortest[64];
    auto const end = std::to_chars(shortest, shortest + 64, value, std::chars_format::fixed).ptr;
    if (end - shortest < 20 && text.find('e') == std::string::npos)
      REQUIRE(text.size() <= static_cast<std::size_t>(end - shortest) + 2);
  }
}

TEST_CASE("strings are escaped", "[json]") {
  CHECK(to_json(std::string("a\"b\\c/\b\f\n\r\t\x01\x1f\x7f")) ==
        "\"a\\\"b\\\\c/\\b\\f\\n\\r\\t\\u0001\\u001f\x7f\"");
  CHECK(to_json(std::string("nul\0!", 5)) == "\"nul\\u0000!\"");
  CHECK(to_json(std::string("é € 😀")) == "\"é € 😀\"");
  CHECK(to_json("literal") == "\"literal\"");
  CHECK(to_json(colour{3}) == "\"\"");
}

TEST_CASE("bytes that are not UTF-8 are replaced", "[json]") {
  CHECK(to_json(std::string("\xFFok\xC3")) == "\"\uFFFDok\uFFFD\"");
  CHECK(to_json(std::string("\xED\xA0\x80")) == "\"\uFFFD\uFFFD\uFFFD\"");
  CHECK(to_json(std::string("\xC0\xAF")) == "\"\uFFFD\uFFFD\"");
}

TEST_CASE("each character at each place of a string", "[json]") {
  for (int byte = 0; byte < 256; ++byte) {
    for (std::size_t size = 1; size < 70; ++size) {
      std::size_t const place = static_cast<std::size_t>(byte) % size;
      std::string plain(size, 'x');
      plain[place] = static_cast<char>(byte);
      std::string const single = to_json(std::string(1, static_cast<char>(byte)));
      std::string const expected = "\"" + std::string(place, 'x') +
                                   single.substr(1, single.size() - 2) +
                                   std::string(size - place - 1, 'x') + "\"";
      REQUIRE(to_json(plain) == expected);
    }
  }
}

TEST_CASE("long output grows, and short output appends", "[json]") {
  std::string const control(5000, '\x01');
  std::string expected;
  for (int i = 0; i < 5000; ++i) expected += "\\u0001";
  CHECK(to_json(control) == "\"" + expected + "\"");
  std::vector<std::string> const many(3000, "0123456789abcdef");
  CHECK(to_json(many).size() == 3000 * 19 + 1);

  std::string out = "before ";
  hyper::write_json(out, 1);
  hyper::write_json(out, std::string("x"));
  CHECK(out == "before 1\"x\"");
}

TEST_CASE("a reused string costs no allocation", "[json]") {
  user const ada{1, "Ada", true, 98.5, {"math", "engines"}, {"London", {}}, {}, colour::red};
  std::string out;
  hyper::write_json(out, ada);
  std::size_t const capacity = out.capacity();
  char const* const memory = out.data();
  for (int i = 0; i < 10; ++i) {
    out.clear();
    hyper::write_json(out, ada);
  }
  CHECK(out.capacity() == capacity);
  CHECK(out.data() == memory);
}

TEST_CASE("values with a rule or a text form", "[json]") {
  CHECK(to_json(even::unchecked(4)) == "4");
  CHECK(to_json(std::vector<moment>{{7}, {12}}) ==
        R"(["7:00, and long enough","12:00, and long enough"])");
}
