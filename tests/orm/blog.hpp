// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Two small models that the tests of orm/ share.

#include <hyper/orm/objects.hpp>
#include <optional>
#include <string>

namespace blog {
using namespace hyper;

struct author {
  primary_key<> id{};
  text<1, 80> name{};
  unique<email> contact{};
  using meta = model<table<"authors">>;
};

struct post {
  primary_key<> id{};
  unique<slug> address{};
  text<1, 200> title{};
  std::string body{};
  foreign_key<author> writer{};
  std::optional<timestamp> published{};
  created_at created{};
  using meta = model<table<"posts">, indexed_by<"writer", "-created">, ordered_by<"-created">>;
};

}  // namespace blog
