// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/routing/last_event_id.hpp>
//
#include <hyper/routing/router.hpp>
#include "routing/asking.hpp"
#include "support/catch.hpp"

using namespace hyper;

namespace {
std::string tell(last_event_id since) {
  return since.value.value_or("none") + " " + std::to_string(since.number_or(-1));
}
using site = routes<route<"GET /", tell>>;
std::string told(std::string value) {
  return asking::ask<site>({"GET", "/", "", {{"Last-Event-ID", std::move(value)}}}).body;
}
}  // namespace

TEST_CASE("the id of the last event that a client has seen", "[routing]") {
  CHECK(asking::get<site>("/").body == "none -1");
  CHECK(told("42") == "42 42");
  CHECK(told("-3") == "-3 -3");
  CHECK(told("4x") == "4x -1");
  CHECK(told("99999999999999999999") == "99999999999999999999 -1");
  CHECK(told("") == " -1");
  CHECK(told(std::string(1025, '1')) == "none -1");
}
