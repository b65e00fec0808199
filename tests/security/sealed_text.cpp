// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/security/sealed_text.hpp>
//
#include <hyper/security/secret_keys.hpp>
#include <stdexcept>
#include <string>
#include "support/catch.hpp"

using namespace hyper;

namespace {
std::string const old_key(32, 'o'), new_key(32, 'n'), other_key(32, 'x');
}

TEST_CASE("what is sealed is opened, and never looks the same", "[security]") {
  set_sealing_keys({new_key});
  for (std::string const& content :
       {std::string(), std::string("a"), std::string("\0b", 2), std::string(100000, 'c')}) {
    std::string const sealed = seal(content, "test");
    CHECK(sealed.size() == content.size() + detail::seal_size);
    CHECK(open_sealed(sealed, "test") == content);
    CHECK(seal(content, "test") != sealed);
    CHECK((content.size() < 2 || sealed.find(content) == std::string::npos));
  }
}

TEST_CASE("nothing is opened that was changed, cut or sealed for something else", "[security]") {
  set_sealing_keys({new_key});
  std::string const sealed = seal("content", "test");
  CHECK_THROWS_AS(open_sealed(sealed, "other"), sealed_text_error);
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    CHECK_THROWS_AS(open_sealed(changed, "test"), sealed_text_error);
    CHECK_THROWS_AS(open_sealed(sealed.substr(0, i), "test"), sealed_text_error);
  }
  CHECK_THROWS_AS(open_sealed(sealed + "x", "test"), sealed_text_error);
}

TEST_CASE("a key is replaced while its content is still there", "[security]") {
  set_sealing_keys({old_key});
  std::string const before = seal("content", "test");
  set_sealing_keys({new_key, old_key});
  CHECK(open_sealed(before, "test") == "content");
  CHECK_FALSE(is_sealed_with_newest_key(before));
  CHECK(is_sealed_with_newest_key(seal("content", "test")));
  CHECK_FALSE(is_sealed_with_newest_key(""));
  set_sealing_keys({other_key});
  try {
    open_sealed(before, "test");
    FAIL("opened with another key");
  } catch (sealed_text_error const& error) {
    CHECK(std::string(error.what()) ==
          "the key with which this was sealed is not among the keys of the process");
  }
}

TEST_CASE("weak keys are refused", "[security]") {
  CHECK_THROWS_AS(set_sealing_keys({}), std::invalid_argument);
  CHECK_THROWS_AS(set_sealing_keys({new_key, "short"}), std::invalid_argument);
}
