// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/copied_rows.hpp>
//
#include "shop.hpp"
#include "stored.hpp"

using namespace shop;

namespace {

struct parcel {
  primary_key<> id{};
  std::string label{};
  std::optional<std::string> note{};
  std::int32_t pieces = 0;
  double weight = 0;
  bool fragile = false;
  std::optional<date> day{};
  uuid number{};
  decimal price{};
  std::vector<std::string> words{};
  created_at created{};
  using meta = model<table<"parcels">>;
};
using copier = detail::model_copier<parcel>;

static_assert(copier::varies);
static_assert(!detail::model_copier<brand>::varies);
static_assert(copier::find_use<0>() == detail::copied_column::never);
static_assert(copier::find_use<1>() == detail::copied_column::always);
static_assert(copier::find_use<10>() == detail::copied_column::when_set);

parcel make_parcel(std::string label) {
  parcel made;
  made.label = std::move(label);
  made.pieces = 7;
  made.weight = 1.5;
  made.fragile = true;
  made.day = date::from_text("2024-02-29");
  made.price = *decimal::from_text("19.90");
  made.words = {"a", "b"};
  return made;
}

/// The same row by the parameters of a statement.
std::string by_parameters(parcel const& row, bool created) {
  parameters values;
  values.add(row.label);
  values.add(row.note);
  values.add(row.pieces);
  values.add(row.weight);
  values.add(row.fragile);
  values.add(row.day);
  values.add(row.number);
  values.add(row.price);
  values.add(row.words);
  if (created) values.add(row.created.value());
  std::string bytes{'\0', static_cast<char>(values.count())};
  return bytes.append(values.bytes());
}

std::string copied(std::vector<parcel> const& rows, detail::copied_range& range) {
  std::string out = "before";
  {
    detail::copy_writer to(out, 0);
    range = {rows.data(), 0, 0, rows.size()};
    copier::append(range, to);
  }
  return out.substr(6);
}

}  // namespace

TEST_CASE("a row is copied as the values of a statement are", "[orm]") {
  std::vector<parcel> rows{make_parcel("one"), make_parcel(std::string(100'000, 'x'))};
  rows[1].note = "noted";
  rows[1].day = std::nullopt;
  detail::copied_range range{};
  CHECK(copied(rows, range) == by_parameters(rows[0], false) + by_parameters(rows[1], false));
  CHECK(range.next == 2);
  CHECK(range.end == 2);
}

TEST_CASE("rows of one COPY have the same columns", "[orm]") {
  std::vector<parcel> rows{make_parcel("one"), make_parcel("two"), make_parcel("three")};
  rows[1].created = timestamp::from_microseconds(0);
  detail::copied_range range{};
  CHECK(copied(rows, range) == by_parameters(rows[0], false));
  CHECK(range.next == 1);
  CHECK(range.end == 1);
  rows.erase(rows.begin());
  CHECK(copied(rows, range) == by_parameters(rows[0], true));
}

TEST_CASE("a piece ends when it is full", "[orm]") {
  std::vector<parcel> const rows(5000, make_parcel("row"));
  detail::copied_range range{};
  std::string const first = copied(rows, range);
  CHECK(first.size() >= copy_source::piece);
  CHECK(first.size() < copy_source::piece + 200);
  CHECK(range.next == first.size() / by_parameters(rows[0], false).size());
  CHECK(range.end == rows.size());
}

TEST_CASE("copied rows are stored, whatever their columns and sizes", "[orm]") {
  stored<parcel> db;
  std::vector<parcel> rows;
  for (int i = 0; i < 3000; ++i) {
    rows.push_back(make_parcel("parcel " + std::to_string(i)));
    if (i % 7 == 0) rows.back().note = std::string(static_cast<std::size_t>(i) * 5, 'n');
    if (i >= 1000 && i < 1010) rows.back().created = timestamp::from_microseconds(i);
  }
  rows[5].label = std::string(3U << 20, 'l');  // larger than many pieces
  CHECK(db.wait(copy_all(rows)) == 3000);
  auto const found = db.wait(objects<parcel>.order_by<"id">().all());
  REQUIRE(found.size() == 3000);
  for (std::size_t i = 0; i < found.size(); ++i) {
    CHECK(found[i].label == rows[i].label);
    CHECK(found[i].note == rows[i].note);
    CHECK(found[i].price == rows[i].price);
    if (rows[i].created.is_set()) CHECK(found[i].created == rows[i].created);
  }
}

TEST_CASE("more than one COPY holds is stored by several", "[orm]") {
  stored<parcel> db;
  std::vector<parcel> rows(20, make_parcel(std::string(1U << 20, 'm')));
  CHECK(db.wait(copy_all(rows)) == 20);
  CHECK(db.wait(objects<parcel>.count()) == 20);
  rows.clear();
  CHECK(db.wait(copy_all(rows)) == 0);
}

TEST_CASE("a row that PostgreSQL refuses stores none of a COPY", "[orm]") {
  stored<brand> db;
  std::vector<brand> rows(2000, make_brand("fine"));
  rows[1999].name = brand().name;  // shorter than allowed
  CHECK_THROWS_AS(db.wait(copy_all(rows)), database_error);
  CHECK(db.wait(objects<brand>.count()) == 0);
  rows.pop_back();
  CHECK(db.wait(copy_all(rows)) == 1999);
}
