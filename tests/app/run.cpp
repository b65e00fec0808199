// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/app/run.hpp>
//
#include <netinet/in.h>
#include <sys/stat.h>
#include <hyper/app/collect_static.hpp>
#include <hyper/app/models.hpp>
#include <hyper/orm/objects.hpp>
#include <hyper/orm/save.hpp>
#include "app/fresh_database.hpp"

using namespace hyper;

namespace {

struct note {
  primary_key<> id{};
  text<1, 80> title;
  using meta = model<table<"run_test_notes">>;
};

task<void> seed() {
  note one{.title = "first"};
  co_await save(one);
}
task<void> fail() {
  throw std::runtime_error("the command's own sentence");
  co_return;
}
task<std::vector<note>> list_notes() { co_return co_await objects<note>.all(); }
std::string broken() { throw std::runtime_error("internals"); }

using notes =
    application<models<note>,
                routes<route<"GET /notes", list_notes>, route<"GET /broken", broken>, health>,
                command<"seed", seed, "writes a note">, command<"fail", fail>>;
using hello = application<routes<route<"GET /", [] { return "hello"; }>, health>>;

int run_notes(int argc, char** argv) { return hyper::run<notes>(argc, argv); }
int run_hello(int argc, char** argv) { return hyper::run<hello>(argc, argv); }

std::string socket_path() { return "/tmp/hyper-run-" + std::to_string(getpid()); }

/// A port that somebody listens on, as long as the object lives.
struct taken_port {
  int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  int number = 0;
  taken_port() {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(::bind(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    REQUIRE(::listen(descriptor, 1) == 0);
    socklen_t size = sizeof address;
    ::getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &size);
    number = ntohs(address.sin_port);
  }
  ~taken_port() { ::close(descriptor); }
};

bool is_one_line(std::string const& text) {
  return !text.empty() && text.find('\n') == text.size() - 1;
}

}  // namespace

TEST_CASE("a start that cannot be is one sentence and a code", "[app]") {
  struct row {
    std::vector<std::string> words;
    int code;
    char const* sentence;
  };
  for (row const& each :
       {row{{"serve", "--threads", "0"}, 2, "The setting threads is \"0\" (from --threads)."},
        row{{"serve", "--prot", "80"}, 2, "There is no option --prot. Did you mean --port?"},
        row{{"sevre"}, 2, "There is no command sevre. Did you mean serve?"},
        row{{"serve", "now"}, 2, "The command serve takes no operand: now."},
        row{{"serve", "--threads=4", "--pool-size=11"}, 2, "Allowed is at least 12"},
        row{{"serve", "--database-url=postgresql:///d?host=/nowhere"},
            1,
            "The database postgresql:///d?host=/nowhere (from --database-url) cannot be reached"},
        row{{"serve", "--env-file=/nowhere"}, 2, "there is no such file"},
        row{{"fail", "--database-url=" + test_database()}, 1, "the command's own sentence"}}) {
    ended const run = run_to_end(run_notes, each.words);
    INFO(run.text);
    CHECK(run.code == each.code);
    CHECK(is_one_line(run.text));
    CHECK(run.text.find(each.sentence) != run.text.npos);
  }
  taken_port const port;
  ended const run = run_to_end(run_hello, {"serve", "--port", std::to_string(port.number)});
  CHECK(run.code == 1);
  CHECK_THAT(run.text, Catch::Matchers::Contains("another process listens there already"));
}

TEST_CASE("help, version and routes need nothing", "[app]") {
  CHECK(run_to_end(run_notes, {"--help"}).code == 0);
  CHECK_THAT(run_to_end(run_notes, {"help"}).text, Catch::Matchers::Contains("writes a note"));
  CHECK(run_to_end(run_notes, {"--version"}).text == "HyperDjango for C++ 0.1.0\n");
  CHECK(run_to_end(run_notes, {}).code == 2);
  CHECK(run_to_end(run_notes, {"routes"}).text ==
        "GET     /notes\nGET     /broken\nGET     /health\nGET     /ready\n");
}

TEST_CASE("migrate, doctor and own commands work on a database", "[app]") {
  fresh_database const database("run_test");
  ended const before = run_to_end(run_notes, {"doctor", database.option()});
  CHECK(before.code == 1);
  CHECK_THAT(before.text, Catch::Matchers::Contains("run_test_notes is missing: run migrate"));
  CHECK(run_to_end(run_notes, {"migrate", database.option()}).text ==
        "Made the tables run_test_notes.\n");
  CHECK(run_to_end(run_notes, {"migrate", database.option()}).text == "No table was missing.\n");
  CHECK(run_to_end(run_notes, {"seed", database.option()}).code == 0);
  CHECK(run_to_end(run_notes, {"doctor", database.option()}).code == 0);
}

TEST_CASE("serve hides internals, dev shows them", "[app]") {
  fresh_database const database("run_test");
  for (char const* const command : {"dev", "serve"}) {
    bool const development = std::string(command) == "dev";
    served application(run_notes, {command, database.option(), "--unix-socket", socket_path()});
    REQUIRE(application.says("Serving on unix:"));
    client one(socket_path());
    reply const broken = one.ask("GET /broken");
    CHECK(broken.status == 500);
    CHECK((broken.body.find("internals") != std::string::npos) == development);
    CHECK(application.says("error 500 GET /broken: internals"));
    // dev has made the table and seeded it
    CHECK(one.ask("GET /notes").body == R"([{"id":1,"title":"first"}])");
    application.signal(SIGTERM);
    CHECK(application.finish() == 0);
  }
}

TEST_CASE("an application without models needs no database", "[app]") {
  served application(run_hello, {"serve", "--unix-socket", socket_path(), "--secret-key",
                                 "0123456789abcdef0123456789abcdef"});
  REQUIRE(application.says("Serving on unix:"));
  CHECK(application.text().find("warning") == std::string::npos);
  client one(socket_path());
  CHECK(one.ask("GET /").body == "hello");
  CHECK(one.ask("GET /ready").body == R"({"status":"ok","checks":{}})");
  application.signal(SIGINT);
  CHECK(application.finish() == 0);
}

TEST_CASE("an application without models says that it has no database", "[app]") {
  ended const migrated = run_to_end(run_hello, {"migrate"});
  CHECK(migrated.code == 2);
  CHECK(is_one_line(migrated.text));
  CHECK_THAT(migrated.text, Catch::Matchers::Contains("models<> among its parts"));
  served application(run_hello,
                     {"serve", "--unix-socket", socket_path(), "--database-url=postgresql:///d"});
  CHECK(application.says("database_url is set, and this application has no models<>"));
  CHECK(application.says("Serving on unix:"));
  application.signal(SIGINT);
  CHECK(application.finish() == 0);
}

TEST_CASE("dev starts a PostgreSQL of its own and stops it", "[app]") {
  std::string folder = "/tmp/hyper-dev.XXXXXX";
  REQUIRE(mkdtemp(folder.data()) != nullptr);
  REQUIRE(chmod(folder.c_str(), 0755) == 0);
  char before[4096];
  REQUIRE(getcwd(before, sizeof before) != nullptr);
  REQUIRE(chdir(folder.c_str()) == 0);
  char const* const url = std::getenv("HYPER_DATABASE_URL");
  CHECK(url == nullptr);
  {
    served application(run_notes, {"dev", "--unix-socket", socket_path()});
    REQUIRE(application.says("Serving on unix:"));
    CHECK(application.says("Made the tables run_test_notes."));
    CHECK(access(".hyper/application/postgres/postmaster.pid", F_OK) == 0);
    client one(socket_path());
    CHECK(one.ask("GET /notes").body == R"([{"id":1,"title":"first"}])");
    application.signal(SIGINT);
    CHECK(application.finish() == 0);
    CHECK(access(".hyper/application/postgres/postmaster.pid", F_OK) != 0);
  }
  CHECK(chdir(before) == 0);
  CHECK(std::system(("rm -rf " + folder).c_str()) == 0);
}
