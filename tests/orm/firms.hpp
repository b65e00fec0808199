// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Models whose rows belong to tenants: firms, their people, documents, remarks and marks.

#include <hyper/orm.hpp>
#include <hyper/orm/tenant_key.hpp>
#include <optional>
#include <string>
#include <vector>

namespace firms {
using namespace hyper;

struct document;
struct remark;

struct firm {
  primary_key<> id{};
  text<1, 80> name{};
  related<document, "owner"> documents{};
  using meta = model<table<"firms">, ordered_by<"id">>;
};

struct person {
  primary_key<> id{};
  tenant_key<firm> owner{};
  text<1, 80> name{};
  std::optional<foreign_key<person, set_null>> boss{};
  related<document, "author"> documents{};
  using meta = model<table<"persons">, ordered_by<"id">, unique_together<"owner", "name">>;
};

struct mark {
  primary_key<> id{};
  tenant_key<firm> owner{};
  text<1, 20> label{};
  using meta = model<table<"marks">, ordered_by<"label">>;
};

struct document {
  primary_key<> id{};
  tenant_key<firm> owner{};
  foreign_key<person> author{};
  text<1, 80> title{};
  int pages = 1;
  deleted_at deleted{};
  many_to_many<mark> marks{};
  related<remark, "about"> remarks{};
  using meta = model<table<"documents">, ordered_by<"id">>;
};

struct remark {
  primary_key<> id{};
  tenant_key<firm> owner{};
  foreign_key<document> about{};
  std::string words{};
  using meta = model<table<"remarks">, ordered_by<"id">>;
};

/// With a key that the program chooses, and one that it makes.
struct flag {
  primary_key<std::string> name{};
  tenant_key<firm, protect> owner{};
  bool on = false;
  using meta = model<table<"flags">>;
};
struct token {
  primary_key<uuid> id{};
  unique<tenant_key<firm>> owner{};
  std::vector<std::string> words{};
  row_version version{};
  using meta = model<table<"tokens">>;
};

}  // namespace firms
