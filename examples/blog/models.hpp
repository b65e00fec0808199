// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/hyper.hpp>

using namespace hyper;

// Models: plain aggregates. A column's type says what it may hold; `meta` says what the table
// needs.
struct author {
  primary_key<> id{};
  text<1, 80> name;
  unique<email> contact;
  using meta = model<table<"authors">, ordered_by<"name">>;
};

struct post {
  primary_key<> id{};
  unique<slug> address;
  text<1, 200> title;
  std::string body;
  foreign_key<author> writer;
  std::optional<timestamp> published{};
  created_at created{};
  using meta = model<table<"posts">, indexed_by<"writer", "-created">, indexed_by<"-created">,
                     ordered_by<"-created">>;
};
