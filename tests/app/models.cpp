// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/app/models.hpp>
//
#include <hyper/orm/primary_key.hpp>
#include "support/catch.hpp"

using namespace hyper;

namespace {

struct jar {
  primary_key<> id;
  using meta = model<table<"jars">>;
};
struct lid {
  primary_key<> id;
  using meta = model<table<"lids">>;
};

}  // namespace

TEST_CASE("models of all parts are joined", "[app]") {
  using kitchen = application<models<jar>, models<>, models<lid>>;
  REQUIRE(kitchen::plan().models.size() == 2);
  CHECK(kitchen::plan().models[1]->table == "lids");
  CHECK(kitchen::plan().schema().find("\"jars\"") != std::string_view::npos);
  CHECK(application<models<>>::plan().schema().empty());
}
