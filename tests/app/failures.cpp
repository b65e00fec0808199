// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/app/failures.hpp>
//
#include <hyper/app/application_plan.hpp>
#include <hyper/http/problem.hpp>
#include <hyper/runtime/with_timeout.hpp>
#include <hyper/validate/slug.hpp>
#include <new>
#include "support/catch.hpp"

using namespace hyper;

namespace {

template <class Failure>
failure_answer answer_to(Failure failure) {
  return answer_for(std::make_exception_ptr(std::move(failure)));
}

}  // namespace

TEST_CASE("exceptions have a status, and clients never see internals", "[app]") {
  CHECK(answer_to(http_error(418, "short")).status == 418);
  CHECK(answer_to(http_error(418, "short")).detail == "short");
  CHECK(answer_to(std::bad_alloc()).status == 503);
  CHECK(answer_to(timed_out()).status == 503);
  CHECK(answer_to(42).status == 500);
  failure_answer const unknown = answer_to(std::runtime_error("password=hunter2"));
  CHECK(unknown.status == 500);
  CHECK(unknown.detail.empty());
  CHECK(unknown.members.empty());
  CHECK(unknown.reported);
}

TEST_CASE("an exchange is answered with a problem document", "[app]") {
  http_service const nothing{};
  std::string output;
  exchange with(nothing, output);
  with.asked.method_name = "GET";
  with.asked.path = "/x\n/y";
  auto const why = std::make_exception_ptr(std::runtime_error("inside"));
  detail::answer_failure(with, why, detail::application_plan{}, false);
  CHECK(output.starts_with("HTTP/1.1 500 Internal Server Error\r\n"));
  CHECK(output.find("inside") == output.npos);
  std::string shown;
  exchange development(nothing, shown);
  detail::answer_failure(development, why, detail::application_plan{}, true);
  CHECK(shown.find("inside") != shown.npos);
}
