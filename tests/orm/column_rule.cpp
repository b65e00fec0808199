// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/column_rule.hpp>
//
#include <hyper/validate/colour.hpp>
#include <hyper/validate/matches.hpp>
#include <hyper/validate/phone.hpp>
#include <string>
#include "blog.hpp"

namespace {
/// A rule of somebody else, with a meaning in the database.
struct even {
  static constexpr std::optional<hyper::problem> check(int const& value) {
    if (value % 2 == 0) return std::nullopt;
    return hyper::problem{"even", "must be even"};
  }
};
}  // namespace

template <>
struct hyper::column_rule<even> {
  static constexpr void write(sql_writer& out, column_info const& column) {
    detail::write_name(out, column);
    out << " % 2 = 0";
  }
};

namespace {
using namespace hyper;

template <class T>
struct checked_column {
  static constexpr column_info column{"it", &detail::column_of_type<T>};
  static constexpr void write(sql_writer& out) {
    if (column->has_check) column->write_check(out, column);
  }
  static constexpr std::string_view text = detail::constant_sql<checked_column>::text;
  static constexpr std::uint32_t length = column->max_length;
};

static_assert(checked_column<text<1, 80>>::text == R"(char_length("it") >= 1)");
static_assert(checked_column<text<1, 80>>::length == 80);
static_assert(checked_column<text<0, 80>>::text.empty());
static_assert(checked_column<email>::length == 254 && checked_column<email>::text.empty());
static_assert(checked_column<slug>::length == 255);
static_assert(checked_column<url>::length == 2048);
static_assert(checked_column<colour>::length == 9 && checked_column<phone>::length == 16);
static_assert(checked_column<colour>::text == R"("it" ~ '^#[0-9A-Fa-f]{6}([0-9A-Fa-f]{2})?$')");
static_assert(checked_column<std::optional<phone>>::text == R"("it" ~ '^\+[1-9][0-9]{6,14}$')");
static_assert(checked_column<bounded<int, -1, 5>>::text == R"("it" BETWEEN -1 AND 5)");
static_assert(checked_column<bounded<double, 0.25, 10.0>>::text == R"("it" BETWEEN 0.25 AND 10)");
static_assert(checked_column<bounded<double, -1.5, 0.1>>::text == R"("it" BETWEEN -1.5 AND 0.1)");
static_assert(checked_column<one_of<"draft", "it's">>::text == R"("it" IN ('draft', 'it''s'))");
static_assert(checked_column<one_of<"draft", "it's">>::length == 5);
static_assert(checked_column<checked<int, even, rule::between<0, 8>>>::text ==
              R"("it" % 2 = 0 AND "it" BETWEEN 0 AND 8)");
static_assert(checked_column<all_of<text<3, 20>, slug>>::text == R"(char_length("it") >= 3)");
static_assert(checked_column<all_of<text<3, 20>, slug>>::length == 20);
static_assert(checked_column<std::optional<text<1, 8>>>::length == 8);
static_assert(checked_column<unique<text<1, 8>>>::text == R"(char_length("it") >= 1)");
}  // namespace
