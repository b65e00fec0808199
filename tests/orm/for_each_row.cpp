// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/for_each_row.hpp>
//
#include "filled_shop.hpp"

TEST_CASE("many rows come in batches", "[orm]") {
  using namespace shop;
  filled_shop db;
  db.wait(
      raw_command("INSERT INTO tags (label) SELECT 'tag ' || n FROM generate_series(1, 105) n"));
  std::vector<std::size_t> sizes;
  auto* const seen = &sizes;
  auto const work = [seen](std::vector<tag> rows) -> task<void> {
    seen->push_back(rows.size());
    co_return;
  };
  db.wait(for_each_row(objects<tag>, 50, work));
  CHECK(sizes == std::vector<std::size_t>{50, 50, 5});
  sizes.clear();
  db.wait(for_each_row(objects<tag>.filter<"label__startswith">("tag 1"), 8, work));
  CHECK(sizes == std::vector<std::size_t>{8, 8, 1});
  // A condition that may be missing chooses the text of the cursor.
  for (std::optional<std::string> const& word : {std::optional<std::string>("tag 1"), {}}) {
    sizes.clear();
    db.wait(for_each_row(objects<tag>.filter_if<"label__startswith">(word), 200, work));
    CHECK(sizes == std::vector<std::size_t>{word ? 17U : 105U});
  }
}

TEST_CASE("each batch has its relations", "[orm]") {
  using namespace shop;
  filled_shop db;
  std::vector<std::string> seen;
  auto* const into = &seen;
  auto const work = [into](std::vector<brand> rows) -> task<void> {
    for (brand const& row : rows) {
      std::string titles(row.name.value());
      for (product const& each : row.products) titles += " " + std::string(each.title.value());
      into->push_back(titles + " " + std::to_string(rows.size()));
    }
    co_return;
  };
  for (std::size_t const size : {1, 2, 50}) {
    seen.clear();
    db.wait(for_each_row(objects<brand>.prefetch_related<"products__tags">(), size, work));
    std::string const together = " " + std::to_string(size < 2 ? 1 : 2);
    CHECK(seen ==
          std::vector<std::string>{"Acme Anvil Red Rocket" + together, "Zeta Rope" + together});
  }
}
