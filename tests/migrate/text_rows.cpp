// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/migrate/text_rows.hpp>
//
#include "migrate/database_of_test.hpp"

using namespace hyper;

TEST_CASE("rows of texts come with their parameters", "[migrate]") {
  database_of_test on("migrate_text_rows");
  auto const rows =
      run(detail::select_texts("SELECT $1, NULL::text UNION ALL SELECT 'b', $2", {"it's", "x"}));
  CHECK(rows == std::vector<detail::text_row>{{"it's", ""}, {"b", "x"}});
  on.execute("CREATE TABLE a (b int); INSERT INTO a VALUES (1)");
  CHECK(on.ask("SELECT count(*)::text FROM a") == "1");
  CHECK_THROWS_AS(run(detail::select_texts("SELECT nothing")), programming_error);
}
