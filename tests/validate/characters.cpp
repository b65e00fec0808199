// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/validate/characters.hpp>

#include "support/catch.hpp"

using namespace hyper::detail;

static_assert(is_slug_character('_') && is_slug_character('-') && is_slug_character('Z'));
static_assert(!is_slug_character('.') && !is_slug_character('\xC3') && !is_slug_character('\0'));
static_assert(is_mail_character('+') && is_mail_character('.') && !is_mail_character('@'));
static_assert(is_url_character('%') && !is_url_character(' ') && !is_url_character('\\'));
static_assert(host_name_labels("mail.example.org") == 3);
static_assert(host_name_labels("localhost") == 1);

TEST_CASE("host names have labels", "[validate]") {
  for (char const* bad : {"", ".", "a.", ".a", "a..b", "-a", "a-", "a_b", "a b"})
    CHECK(host_name_labels(bad) == 0);
  CHECK(host_name_labels(std::string(63, 'a') + ".b") == 2);
  CHECK(host_name_labels(std::string(64, 'a')) == 0);
  std::string const label = std::string(62, 'a') + ".";
  CHECK(host_name_labels(label + label + label + label + "b") == 5);
  CHECK(host_name_labels(label + label + label + label + "bb") == 0);
}
