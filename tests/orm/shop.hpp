// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Models of every kind of column and relation, which the tests of orm/ share.

#include <hyper/orm.hpp>
#include <string>
#include <vector>

namespace shop {
using namespace hyper;

struct product;
struct order_line;

struct brand {
  primary_key<> id{};
  text<1, 80> name{};
  std::optional<foreign_key<brand>> parent{};
  related<product, "maker"> products{};
  using meta = model<table<"brands">, ordered_by<"name">>;
};

struct tag {
  primary_key<> id{};
  unique<text<1, 20>> label{};
  using meta = model<table<"tags">, ordered_by<"label">>;
};

struct sizes {
  int width = 0;
  int height = 0;
};

enum class condition { fresh, used };

struct product {
  primary_key<> id{};
  text<1, 200> title{};
  foreign_key<brand> maker{};
  numeric<10, 2> price{};
  int stock = 0;
  generated<std::int64_t, "stock * 2"> doubled{};
  db_default<bool, "true"> visible{};
  condition state = condition::fresh;
  std::vector<std::string> words{};
  stored_json<sizes> extent{};
  row_version version{};
  created_at created{};
  deleted_at deleted{};
  many_to_many<tag> tags{};
  related<order_line, "item"> lines{};
  using meta =
      model<table<"products">, ordered_by<"id">, checked_by<"stock_kept", "stock >= 0">,
            table_index<index_keys<"words">, index_method<"gin">>,
            table_index<index_expression<"lower(title)">>,
            table_index<index_keys<"maker", "-price">, index_where<"visible">,
                        index_include<"title">, index_unique, index_name<"products_shown">>>;
};

struct customer {
  primary_key<uuid> id{};
  text<1, 80> name{};
  std::optional<network_address> last_seen_at{};
  interval waits{};
  value_range<date> member{};
  many_to_many<product, through<order_line>> bought{};
  many_to_many<customer> friends{};
  using meta = model<table<"customers">, ordered_by<"name">>;
};

struct order_line {
  foreign_key<customer> buyer{};
  foreign_key<product> item{};
  int amount = 1;
  using meta = model<table<"order_lines">, keyed_by<"buyer", "item">>;
};

struct entry {
  primary_key<> id{};
  std::string sentence{};
  using meta = model<table<"entries">, append_only, unlogged_table>;
};

inline brand make_brand(std::string_view name) {
  brand made;
  made.name = name;
  return made;
}

inline product make_product(std::string_view title, brand const& maker, int stock = 1) {
  product made;
  made.title = title;
  made.maker = maker;
  made.stock = stock;
  made.price = *decimal::from_text("9.50");
  return made;
}

}  // namespace shop
