// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/observers.hpp>
//
#include "filled_shop.hpp"

namespace {
using namespace shop;

struct note {
  primary_key<> id{};
  std::string words{};
  using meta = model<table<"notes">>;
};

std::string told;
struct first_observer {
  static task<void> before_save(note& one) {
    told += "before ";
    one.words += '!';
    co_return;
  }
  static task<void> after_save(note&, bool created) {
    told += created ? "created " : "changed ";
    auto later = on_commit(tell_commit());
    co_await later;
  }
  static task<void> tell_commit() {
    told += "committed ";
    co_return;
  }
};
struct second_observer {
  static task<void> after_save(note& one, bool) {
    told += "second ";
    if (one.words == "bad!") throw std::runtime_error("refused");
    co_return;
  }
  static task<void> before_erase(note const&) {
    told += "erasing ";
    co_return;
  }
};
}  // namespace

template <>
struct hyper::observers_of<note> : hyper::observed_by<first_observer, second_observer> {};

TEST_CASE("observers are told in their order, inside of the transaction", "[orm]") {
  stored<note> db;
  told.clear();
  note one;
  one.words = "good";
  db.wait(save(one));
  CHECK(told == "before created second committed ");
  CHECK(one.words == "good!");
  told.clear();
  db.wait(save(one));
  CHECK(told == "before changed second committed ");
  told.clear();
  db.wait(save<"words">(one));
  CHECK(told == "before changed second committed ");
  CHECK(db.wait(objects<note>.filter<"words">("good!!!").count()) == 1);
  told.clear();
  note bad;
  bad.words = "bad";
  CHECK_THROWS_AS(db.wait(save(bad)), std::runtime_error);
  CHECK(told == "before created second ");
  CHECK(db.wait(objects<note>.count()) == 1);
  told.clear();
  CHECK(db.wait(erase(one)));
  CHECK(told == "erasing ");
}
