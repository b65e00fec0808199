// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/column_traits.hpp>
//
#include "stored.hpp"

namespace paint {
struct colour {
  int red = 0;
  int green = 0;
  int blue = 0;
  friend bool operator==(colour const&, colour const&) = default;
};
enum class shape { round, square };
}  // namespace paint

/// A colour as `#rrggbb`.
template <>
struct hyper::column_traits<paint::colour> {
  using as = std::string;
  static constexpr std::string_view sql_type = "varchar(7)";
  static std::string to(paint::colour const& value) {
    std::string text = "#";
    for (int part : {value.red, value.green, value.blue})
      for (int digit : {part / 16, part % 16}) text += "0123456789abcdef"[digit & 15];
    return text;
  }
  static paint::colour from(std::string const& stored) {
    auto const part = [&](std::size_t at) { return std::stoi(stored.substr(at, 2), nullptr, 16); };
    return {part(1), part(3), part(5)};
  }
  static constexpr void write_check(sql_writer& out, column_info const& column) {
    detail::write_name(out, column);
    out << " ~ ";
    out.literal("^#[0-9a-f]{6}$");
  }
};

namespace {
using namespace hyper;

template <class T>
constexpr column_type const& column = detail::column_of_type<T>;

static_assert(column<bool>.sql_type == "boolean" && column<std::int16_t>.sql_type == "smallint");
static_assert(column<int>.sql_type == "integer" && column<long>.sql_type == "bigint");
static_assert(column<float>.sql_type == "real" && column<double>.sql_type == "double precision");
static_assert(column<std::string>.sql_type == "text" && column<uuid>.sql_type == "uuid");
static_assert(column<date>.sql_type == "date" && column<timestamp>.sql_type == "timestamptz");
static_assert(column<decimal>.sql_type == "numeric");
static_assert(column<std::vector<std::byte>>.sql_type == "bytea");
static_assert(column<std::vector<std::string>>.sql_type == "text[]");
static_assert(column<paint::shape>.sql_type == "text" && column<paint::shape>.enumeration);
static_assert(column<paint::colour>.sql_type == "varchar(7)" && column<paint::colour>.has_check);
static_assert(column<std::optional<int>>.nullable && !column<int>.nullable);
static_assert(column<unique<std::optional<int>>>.nullable && column<unique<int>>.unique);
static_assert(column<std::optional<indexed<int>>>.indexed);
static_assert(column<char*>.oid == 0 && column<paint::colour*>.oid == 0);
static_assert(column<std::optional<std::string_view>>.oid == codec<std::string>::oid);

/// A column of every kind.
struct everything {
  primary_key<> id{};
  bool truth = false;
  std::int16_t small = 0;
  std::int32_t middle = 0;
  std::int64_t large = 0;
  float single = 0;
  double twice = 0;
  std::string words{};
  text<0, 9> short_words{};
  bounded<int, 0, 9> digit{};
  one_of<"yes", "no"> answer{};
  date day{};
  timestamp moment{};
  uuid mark{};
  decimal amount{};
  std::vector<std::byte> bytes{};
  std::vector<std::string> tags{};
  std::vector<std::int64_t> numbers{};
  paint::shape form{};
  paint::colour tint{};
  std::optional<int> maybe{};
  std::optional<paint::shape> form_maybe{};
  std::optional<paint::colour> tint_maybe{};
  unique<std::optional<text<1, 9>>> name{};
  indexed<date> due{};
  using meta = model<table<"everything">>;
};

everything filled() {
  everything one;
  one.truth = true;
  one.small = INT16_MIN;
  one.middle = INT32_MAX;
  one.large = INT64_MIN;
  one.single = 0.1F;
  one.twice = -1e300;
  one.words = "a\"b'c\\\xC3\xA9";
  one.short_words = "short";
  one.digit = 9;
  one.answer = "yes";
  one.day = date::from_days(-1);
  one.moment = timestamp::from_microseconds(-1);
  one.mark = uuid::random();
  one.amount = *decimal::from_text("-12.50");
  one.bytes = {std::byte{0}, std::byte{255}};
  one.tags = {"", "a,b", "\"{}\""};
  one.numbers = {1, -1};
  one.form = paint::shape::square;
  one.tint = {1, 2, 255};
  one.maybe = 7;
  one.form_maybe = paint::shape::round;
  one.tint_maybe = paint::colour{255, 255, 255};
  one.name = std::optional(text<1, 9>("name"));
  one.due = date::from_days(20000);
  return one;
}
}  // namespace

TEST_CASE("every kind of column comes back as it went", "[orm]") {
  stored<everything> db;
  everything one = filled();
  everything empty;
  empty.answer = "no";
  db.wait(save(one));
  db.wait(save(empty));
  everything const back = db.wait(objects<everything>.get<"id">(one.id));
  CHECK(back.truth);
  CHECK(back.small == one.small);
  CHECK(back.middle == one.middle);
  CHECK(back.large == one.large);
  CHECK(back.single == one.single);
  CHECK(back.twice == one.twice);
  CHECK(back.words == one.words);
  CHECK(back.short_words == one.short_words);
  CHECK(back.digit == one.digit);
  CHECK(back.answer == one.answer);
  CHECK(back.day == one.day);
  CHECK(back.moment == one.moment);
  CHECK(back.mark == one.mark);
  CHECK(back.amount == one.amount);
  CHECK(back.bytes == one.bytes);
  CHECK(back.tags == one.tags);
  CHECK(back.numbers == one.numbers);
  CHECK(back.form == one.form);
  CHECK(back.tint == one.tint);
  CHECK(back.maybe == one.maybe);
  CHECK(back.form_maybe == one.form_maybe);
  CHECK(back.tint_maybe == one.tint_maybe);
  CHECK(back.name.value()->view() == "name");
  CHECK(back.due == one.due);
  everything const none = db.wait(objects<everything>.get<"id">(empty.id));
  CHECK_FALSE(none.maybe);
  CHECK_FALSE(none.form_maybe);
  CHECK_FALSE(none.tint_maybe);
  CHECK_FALSE(none.name.value());
  CHECK(none.tags.empty());
}

TEST_CASE("conditions on every kind of column", "[orm]") {
  stored<everything> db;
  everything one = filled();
  everything other;
  other.answer = "no";
  db.wait(save(one));
  db.wait(save(other));
  auto const only = [&](auto const& query) {
    auto const rows = db.wait(query.all());
    return rows.size() == 1 && rows[0].id == one.id;
  };
  auto const& all = objects<everything>;
  CHECK(only(all.filter<"truth">(true)));
  CHECK(only(all.filter<"small__lt">(0)));
  CHECK(only(all.filter<"middle">(one.middle)));
  CHECK(only(all.filter<"middle__in">(std::vector{1U, 2147483647U})));
  CHECK(only(all.filter<"large__lte">(-1LL)));
  CHECK(only(all.filter<"single">(0.1F)));
  CHECK(only(all.filter<"single__range">(0.05, 1)));
  CHECK(only(all.filter<"twice__lt">(-1)));
  CHECK(only(all.filter<"answer">("yes")));
  CHECK(only(all.filter<"day__lt">(date::from_days(0))));
  CHECK(only(all.filter<"moment">(one.moment)));
  CHECK(only(all.filter<"mark">(one.mark)));
  CHECK(only(all.filter<"mark__in">(std::vector{one.mark})));
  CHECK(only(all.filter<"amount__lt">(0)));
  CHECK(only(all.filter<"amount">(*decimal::from_text("-12.5"))));
  CHECK(only(all.filter<"bytes">(one.bytes)));
  CHECK(only(all.filter<"form">(paint::shape::square)));
  CHECK(only(all.filter<"form__in">(std::vector{paint::shape::square})));
  CHECK(only(all.filter<"tint">(paint::colour{1, 2, 255})));
  CHECK(only(all.filter<"form_maybe__isnull">(false)));
  CHECK(only(all.filter<"name__startswith">("na")));
  CHECK(only(all.filter<"due__gt">(date::from_days(0))));
  CHECK_THROWS_AS(all.filter<"large">(UINT64_MAX), std::out_of_range);
  CHECK(db.wait(all.filter<"truth">(true).update<"form", "tint", "maybe", "middle">(
            paint::shape::round, paint::colour{}, std::optional<int>(), 5)) == 1);
  everything const back = db.wait(all.get<"id">(one.id));
  CHECK(back.form == paint::shape::round);
  CHECK(back.tint == paint::colour{});
  CHECK_FALSE(back.maybe);
  CHECK(back.middle == 5);
}

TEST_CASE("the database keeps the rules, too", "[orm]") {
  stored<everything> db;
  everything one = filled();
  one.digit = bounded<int, 0, 9>::unchecked(10);
  CHECK_THROWS_AS(db.wait(save(one)), check_violation);
  one = filled();
  one.form = static_cast<paint::shape>(5);
  CHECK_THROWS_AS(db.wait(save(one)), check_violation);
  one = filled();
  one.short_words = text<0, 9>::unchecked("longer than nine");
  CHECK_THROWS_AS(db.wait(save(one)), data_error);
}
