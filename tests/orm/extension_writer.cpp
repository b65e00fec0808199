// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/extension_writer.hpp>
//
#include <hyper/orm.hpp>
#include <hyper/postgres/hstore.hpp>
#include "pinned_text.hpp"

namespace {
using namespace hyper;

// Extensions come first, each once, whether a column or an option needs them.
struct coat {
  primary_key<> id{};
  hstore about{};
  std::optional<hstore> more{};
  using meta = model<table<"coats">, needs_extension<"pg_trgm">, needs_extension<"hstore">>;
};
struct hat {
  primary_key<> id{};
  std::optional<hstore> about{};
  using meta = model<table<"hats">, needs_extension<"pg_trgm">>;
};
static_assert(create_tables<coat, hat>().starts_with(
    "CREATE EXTENSION IF NOT EXISTS \"hstore\";\nCREATE EXTENSION IF NOT EXISTS \"pg_trgm\";\n"
    "CREATE TABLE IF NOT EXISTS \"coats\" ("));
static_assert(!has_text(create_table<coat>(), "EXTENSION"));
}  // namespace
