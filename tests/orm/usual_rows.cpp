// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/usual_rows.hpp>
//
#include "filled_shop.hpp"

namespace {
constexpr std::uint64_t one = 7, same_place = 7 + 64;

constexpr std::size_t after(std::size_t first, std::size_t second) {
  hyper::detail::usual_rows known;
  known.note(one, first);
  known.note(one, second);
  return known.expected(one);
}
static_assert(after(1000, 20) == 20 && after(20, 1000) == 20 && after(5, 0) == 0);
static_assert(after(1'000'000'000, 1'000'000'000) == 100'000);

constexpr std::size_t of_another() {
  hyper::detail::usual_rows known;
  known.note(one, 9);
  known.note(one, 9);
  known.note(same_place, 3);
  return known.expected(one);
}
static_assert(of_another() == 0);
}  // namespace

TEST_CASE("the third result like two before is given its room at once", "[orm]") {
  using namespace shop;
  filled_shop db;
  auto const reading = [&] { return db.wait(objects<brand>.all()); };
  std::size_t const rows = reading().size();
  db.wait(
      raw_command("INSERT INTO brands (name) SELECT 'brand ' || n FROM generate_series(1, 98) n"));
  for (int i = 0; i < 2; ++i) CHECK(reading().size() == rows + 98);
  auto const third = reading();
  CHECK(third.size() == rows + 98);
  CHECK(third.capacity() == rows + 98);
}
