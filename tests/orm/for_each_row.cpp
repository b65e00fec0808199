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
