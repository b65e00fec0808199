// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/exchange_companion.hpp>
//
#include <hyper/http/exchange.hpp>
#include "support/catch.hpp"

using namespace hyper;

namespace {

constexpr char word_key = 0;
int alive = 0;

struct carried final : exchange_companion {
  std::string word = "nothing";
  context link{nullptr, &word_key, &word};
  carried() { ++alive; }
  ~carried() override { --alive; }
  context const* around(context const* outer) override {
    link.parent = outer;
    return &link;
  }
  void add_lines(std::string& to) override { to += "X-Word: " + word + "\r\n"; }
};

task<void> find_and_answer(exchange& with) {
  current_context asked;
  context const* const around = co_await asked;
  auto* const word = static_cast<std::string*>(context::find(around, &word_key));
  if (word != nullptr) *word = "found";
  with.answer(200, "text/plain", "", "X: y\r\n");
}

}  // namespace

TEST_CASE("a companion has the context of the task and a word in the answer", "[http]") {
  static http_service const service{nullptr,
                                    [](void*, exchange& with) {
                                      with.accompany(new carried);
                                      with.start(find_and_answer(with));
                                    },
                                    nullptr, nullptr};
  std::string output;
  {
    exchange with(service, output);
    CHECK(with.serve(nullptr, nullptr));
    CHECK_THAT(output, Catch::Matchers::ContainsSubstring("X: y\r\nX-Word: found\r\n"));
    CHECK(alive == 1);
    with.reset();
    CHECK(alive == 0);
    with.serve(nullptr, nullptr);
  }
  CHECK(alive == 0);
}

TEST_CASE("several companions: all have a word, and their contexts", "[http]") {
  struct silent final : exchange_companion {
    context const* around(context const* outer) override { return outer; }
    void add_lines(std::string& to) override { to += "X-Silent: 1\r\n"; }
  };
  struct counting final : exchange_companion {  // its link does not hide that of another
    int count = 0;
    context link{nullptr, &alive, &count};
    context const* around(context const* outer) override {
      link.parent = outer;
      return &link;
    }
    void add_lines(std::string&) override {}
  };
  static http_service const service{nullptr,
                                    [](void*, exchange& with) {
                                      with.accompany(new carried);
                                      with.accompany(new counting);
                                      with.accompany(new silent);
                                      with.start(find_and_answer(with));
                                    },
                                    nullptr, nullptr};
  std::string output;
  {
    exchange with(service, output);
    CHECK(with.serve(nullptr, nullptr));
    CHECK_THAT(output, Catch::Matchers::ContainsSubstring("X-Silent: 1\r\nX-Word: found\r\n"));
    CHECK(alive == 1);
  }
  CHECK(alive == 0);
}
