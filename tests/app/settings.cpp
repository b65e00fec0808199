// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/app/settings.hpp>
//
#include <unistd.h>
#include <cstdlib>
#include <hyper/app/env_file.hpp>
#include <initializer_list>
#include "support/catch.hpp"

using namespace hyper;

namespace {

/// Settings from words after the program's name and from an environment.
settings load(std::vector<char const*> words, std::vector<char const*> environment = {}) {
  words.insert(words.begin(), "./blog");
  environment.push_back(nullptr);
  command_line const line = parse_command_line(words);
  return load_settings(line.options, environment.data());
}

std::string refusal(std::vector<char const*> words, std::vector<char const*> environment = {}) {
  try {
    load(std::move(words), std::move(environment));
  } catch (bad_setting const& refused) {
    return refused.what();
  }
  return "(accepted)";
}

/// A file that lives as long as the object.
struct written_file {
  std::string path;
  explicit written_file(std::string_view text) {
    char name[] = "/tmp/hyper-env.XXXXXX";
    int const descriptor = mkstemp(name);
    REQUIRE(descriptor >= 0);
    REQUIRE(write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size()));
    close(descriptor);
    path = name;
  }
  ~written_file() { unlink(path.c_str()); }
};

}  // namespace

TEST_CASE("every setting has a default that its own rules accept", "[app]") {
  settings const plain = load({});
  CHECK(plain.host == "127.0.0.1");
  CHECK(plain.port == 8000);
  CHECK(plain.unix_socket_mode == 0660);
  CHECK(plain.threads == usable_processors());
  CHECK(plain.threads >= 1);
  CHECK(plain.pool_size >= plain.threads + 8);
  CHECK(plain.max_body_size == 10 * 1024 * 1024);
  CHECK(plain.drain_timeout == 30'000);
  CHECK(plain.statement_timeout == 0);
  CHECK(plain.share_syncs);
  CHECK(plain.origins.size() == setting_table().size());
  CHECK(plain.origin_of("port") == "the default");
}

TEST_CASE("arguments win over the environment, that over the file, that over defaults", "[app]") {
  written_file const file("HYPER_PORT=1003\nHYPER_THREADS=3\n HYPER_HOST = 'file' \n");
  std::string const option = "--env-file=" + file.path;
  settings const mixed = load({option.c_str(), "--port", "1001"},
                              {"HYPER_PORT=1002", "HYPER_THREADS=2", "IRRELEVANT=1"});
  CHECK(mixed.port == 1001);
  CHECK(mixed.origin_of("port") == "--port");
  CHECK(mixed.threads == 2);
  CHECK(mixed.origin_of("threads") == "HYPER_THREADS in the environment");
  CHECK(mixed.host == "file");
  CHECK(mixed.origin_of("host") == "HYPER_HOST in " + file.path + ", line 3");
  CHECK(mixed.idle_timeout == 30'000);
}

TEST_CASE("a variable that names no setting is noticed", "[app]") {
  written_file const file("HYPER_THREDS=3\nOTHER=1\n");
  std::string const option = "--env-file=" + file.path;
  settings const with = load({option.c_str()}, {"HYPER_PROT=1", "HYPER_TEST_X=1", "HYPER_PORT=81"});
  REQUIRE(with.unknown_variables.size() == 2);
  CHECK(with.unknown_variables[0] == "HYPER_PROT names no setting; is it HYPER_PORT?");
  CHECK(with.unknown_variables[1] == "HYPER_THREDS names no setting; is it HYPER_THREADS?");
}

TEST_CASE("the database's address has an old name too", "[app]") {
  CHECK(load({}, {"DATABASE_URL=postgresql:///a"}).database_url == "postgresql:///a");
  CHECK(load({}, {"DATABASE_URL=postgresql:///a", "HYPER_DATABASE_URL=postgresql:///b"})
            .database_url == "postgresql:///b");
}

TEST_CASE("options are written with a blank or an equals sign, flags alone", "[app]") {
  CHECK(load({"serve", "--port=81"}).port == 81);
  CHECK(load({"--port", "81", "serve"}).port == 81);
  CHECK_FALSE(load({"--no-share-syncs"}).share_syncs);
  CHECK_FALSE(load({"--share-syncs=off"}).share_syncs);
  CHECK(load({"--share-syncs"}).share_syncs);
  CHECK(load({"--unix-socket="}).unix_socket.empty());
}

TEST_CASE("durations and sizes have units", "[app]") {
  struct row {
    char const* option;
    std::int64_t settings::* place;
    std::int64_t expected;
  };
  for (row const& each : {row{"--drain-timeout=5", &settings::drain_timeout, 5'000},
                          row{"--drain-timeout=0.25", &settings::drain_timeout, 250},
                          row{"--drain-timeout=1500ms", &settings::drain_timeout, 1'500},
                          row{"--idle-timeout=2m", &settings::idle_timeout, 120'000},
                          row{"--idle-timeout=1.5h", &settings::idle_timeout, 5'400'000},
                          row{"--max-body-size=123", &settings::max_body_size, 123},
                          row{"--max-body-size=64k", &settings::max_body_size, 65'536},
                          row{"--max-body-size=2MiB", &settings::max_body_size, 2'097'152},
                          row{"--unix-socket-mode=0600", &settings::unix_socket_mode, 0600}}) {
    INFO(each.option);
    CHECK(load({each.option}).*each.place == each.expected);
  }
}

TEST_CASE("a value that does not fit is refused with a sentence", "[app]") {
  using Catch::Matchers::ContainsSubstring;
  CHECK(refusal({"--threads", "0"}) ==
        "The setting threads is \"0\" (from --threads). Allowed is a whole number from 1 to 1024.");
  CHECK(refusal({}, {"HYPER_PORT=99999"}) ==
        "The setting port is \"99999\" (from HYPER_PORT in the environment). Allowed is a whole "
        "number from 0 to 65535.");
  CHECK(refusal({"--pool-size=9", "--threads=4"}) ==
        "The setting pool_size is \"9\" (from --pool-size), too few for 4 threads (from "
        "--threads). Allowed is at least 12: one connection for each thread and 8 for "
        "transactions; or 0, which chooses.");
  CHECK(refusal({"--log-level=loud"}) ==
        "The setting log_level is \"loud\" (from --log-level). Allowed is one of error, warning, "
        "info.");
  for (char const* const option : {"--port=",
                                   "--port=80x",
                                   "--port=-1",
                                   "--port= 80",
                                   "--port=8e3",
                                   "--port=99999999999999999999",
                                   "--drain-timeout=soon",
                                   "--drain-timeout=1.0001",
                                   "--drain-timeout=0.0001",
                                   "--drain-timeout=0.5ms",
                                   "--drain-timeout=9999999999h",
                                   "--drain-timeout=.5",
                                   "--drain-timeout=-5",
                                   "--max-body-size=10X",
                                   "--max-body-size=iB",
                                   "--max-body-size=9999999999G",
                                   "--max-body-size=1.5k",
                                   "--unix-socket-mode=9",
                                   "--unix-socket-mode=1000",
                                   "--share-syncs=maybe",
                                   "--host=",
                                   "--host=a\nb",
                                   "--secret-key=short"}) {
    INFO(option);
    CHECK_THAT(refusal({option}), ContainsSubstring("Allowed"));
  }
}

TEST_CASE("a secret is never repeated", "[app]") {
  std::string const sentence = refusal({}, {"HYPER_DATABASE_URL=postgresql://u:pa\nss@h/d"});
  CHECK(sentence.find("ss@h") == sentence.npos);
  CHECK(refusal({"--secret-key=tooshort"}).find("tooshort") == std::string::npos);
  CHECK(without_password("postgresql://user:pa:ss@host/name") == "postgresql://user:***@host/name");
  CHECK(without_password("postgresql://user@host:5432/name") == "postgresql://user@host:5432/name");
  CHECK(without_password("postgresql://h/n?password=secret&x=1") ==
        "postgresql://h/n?password=***&x=1");
  CHECK(without_password("host=h password=secret dbname=d") == "host=h password=*** dbname=d");
  CHECK(without_password("host=h password='se cret' dbname=d") == "host=h password=***");
}

TEST_CASE("a named file must exist, the usual one need not", "[app]") {
  CHECK(refusal({"--env-file=/nowhere/at/all"}) ==
        "The setting env_file names /nowhere/at/all: there is no such file.");
  written_file const broken("HYPER_PORT=1\n\nthis is no setting\n");
  std::string const option = "--env-file=" + broken.path;
  CHECK(refusal({option.c_str()}) ==
        broken.path + ", line 3: expected NAME=value, a # comment or an empty line.");
}

TEST_CASE("proxies are addresses, ranges, or unix", "[app]") {
  CHECK(load({"serve", "--trusted-proxies=unix,127.0.0.1,10.0.0.0/8"}).trusted_proxies.size() ==
        25);
  CHECK(
      refusal({"serve", "--trusted-proxies=127.0.0.1,nginx"}) ==
      "The setting trusted_proxies has \"nginx\" (from --trusted-proxies). Allowed are addresses, "
      "ranges such as 10.0.0.0/8, and unix.");
  CHECK(refusal({"serve", "--proxy-protocol"}) ==
        "The setting proxy_protocol (from --proxy-protocol) needs trusted_proxies: nobody else may "
        "speak that protocol.");
  CHECK(load({"serve", "--drain", "5"}).drain_timeout == 5000);
}
