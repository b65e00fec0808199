// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#define main blog_main
#include "../../examples/blog/main.cpp"
#undef main
//
#include <set>
#include <thread>
#include "app/fresh_database.hpp"

namespace {

std::string const json_type = "Content-Type: application/json\r\n";

int run_blog(int argc, char** argv) { return blog_main(argc, argv); }

std::string socket_path() { return "/tmp/hyper-blog-" + std::to_string(getpid()); }

std::string static_folder() {
  std::string_view const here = __FILE__;
  return std::string(here.substr(0, here.rfind('/'))) + "/../../examples/blog/static";
}

/// The blog with tables and seed, served on a Unix socket.
struct served_blog {
  fresh_database database{"examples_blog"};
  std::string path = socket_path();
  std::optional<served> application;

  explicit served_blog(std::vector<std::string> more = {}) {
    CHECK(run_to_end(run_blog, {"migrate", database.option()}).code == 0);
    CHECK(run_to_end(run_blog, {"seed", database.option()}).code == 0);
    std::vector<std::string> words{"serve",         database.option(),
                                   "--unix-socket", path,
                                   "--threads=2",   "--static-source=" + static_folder()};
    words.insert(words.end(), more.begin(), more.end());
    application.emplace(run_blog, words);
    REQUIRE(application->says("Serving on unix:"));
  }
};

/// The text behind `"name":"` up to the next quote.
std::string text_member(std::string const& json, std::string const& name) {
  std::string const key = "\"" + name + "\":\"";
  std::size_t const at = json.find(key);
  if (at == json.npos) return {};
  return json.substr(at + key.size(), json.find('"', at + key.size()) - at - key.size());
}

std::vector<std::string> addresses(std::string const& page) {
  std::vector<std::string> found;
  std::string const key = "{\"address\":\"";
  for (std::size_t at = 0; (at = page.find(key, at)) != page.npos;) {
    at += key.size();
    found.push_back(page.substr(at, page.find('"', at) - at));
  }
  return found;
}

}  // namespace

TEST_CASE("the blog answers: lists, rows, changes, refusals", "[examples]") {
  served_blog blog;
  client one(blog.path);
  REQUIRE(one.connected());

  SECTION("pages forward and back, without a gap or a repetition") {
    std::string url = "/posts?page_size=100";
    std::vector<std::string> seen;
    std::vector<std::vector<std::string>> pages;
    std::string back;
    while (!url.empty()) {
      reply const page = one.ask("GET " + url);
      REQUIRE(page.status == 200);
      CHECK(page.field("Content-Type") == "application/json");
      pages.push_back(addresses(page.body));
      seen.insert(seen.end(), pages.back().begin(), pages.back().end());
      back = text_member(page.body, "previous");
      url = text_member(page.body, "next");
      REQUIRE(pages.size() < 20);
    }
    CHECK(seen.size() == 500 - 45);
    CHECK(std::set<std::string>(seen.begin(), seen.end()).size() == seen.size());
    reply const page = one.ask("GET " + back);
    CHECK(addresses(page.body) == pages[pages.size() - 2]);
    CHECK(one.ask("GET /posts?cursor=forged").status == 400);
    CHECK(one.ask("GET /posts?page_size=0").status == 422);
    CHECK(addresses(one.ask("GET /posts?q=COROUTINES&page_size=100").body).size() > 5);
    CHECK(one.ask("GET /posts?q=%25").body.find("\"results\":[]") != std::string::npos);
  }

  SECTION("a row is made, shown, changed, deleted") {
    reply const made = one.ask("POST /posts", R"({"title":"Größe & Höhe","body":"b","writer":3})");
    CHECK(made.status == 201);
    CHECK(made.field("Location") == "/posts/grosse-hohe");
    CHECK(made.body.find(R"("writer":{"id":3,"name":"Chiara Rossi"})") != std::string::npos);
    CHECK(one.ask("GET /posts/grosse-hohe").body == made.body);
    reply const again = one.ask("POST /posts", R"({"title":"grosse hohe","body":"b","writer":3})");
    CHECK(again.status == 409);
    CHECK(again.body.find(R"("pointer":"/address")") != std::string::npos);
    reply const changed = one.ask("PATCH /posts/grosse-hohe", R"({"body":"c"})");
    CHECK(changed.status == 200);
    CHECK(text_member(changed.body, "body") == "c");
    CHECK(one.ask("DELETE /posts/grosse-hohe").status == 204);
    CHECK(one.ask("DELETE /posts/grosse-hohe").status == 404);
    CHECK(one.ask("GET /posts/grosse-hohe").field("Content-Type") == "application/problem+json");
  }

  SECTION("what is wrong is said, all of it, by JSON pointer") {
    reply const refused = one.ask("POST /posts", R"({"title":"","body":7,"writer":"x","more":1})");
    CHECK(refused.status == 422);
    for (char const* const pointer : {"/title", "/body", "/writer", "/more"})
      CHECK(refused.body.find("\"pointer\":\"" + std::string(pointer) + "\"") != std::string::npos);
    CHECK(one.ask("POST /posts", R"({"title":"t","body":"b","writer":999})").status == 422);
    CHECK(one.ask("POST /posts", "{").status == 400);
    one.send(
        "POST /posts HTTP/1.1\r\nHost: t\r\nContent-Type: text/plain\r\nContent-Length: "
        "2\r\n\r\n{}");
    CHECK(one.receive().status == 415);
    reply const wrong = one.ask("PUT /posts");
    CHECK(wrong.status == 405);
    CHECK(wrong.field("Allow") == "GET, HEAD, POST, OPTIONS");
    CHECK(one.ask("GET /nothing").status == 404);
    CHECK(one.ask("HEAD /posts").status == 200);
    CHECK(one.ask("OPTIONS /posts").status == 204);
  }

  SECTION("liveness and readiness") {
    CHECK(one.ask("GET /health").body == R"({"status":"ok"})");
    CHECK(one.ask("GET /ready").body == R"({"status":"ok","checks":{"database":"ok"}})");
  }

  SECTION("too much is refused before it is taken in") {
    client large(blog.path);
    large.send(
        "POST /posts HTTP/1.1\r\nHost: t\r\nContent-Type: application/json\r\nContent-Length: "
        "10485761\r\n\r\n");
    CHECK(large.receive().status == 413);
    client wide(blog.path);
    wide.send("GET / HTTP/1.1\r\nHost: t\r\nX: " + std::string(20'000, 'x') + "\r\n\r\n");
    CHECK(wide.receive().status == 431);
  }
}

TEST_CASE("the blog's pages: lists, articles, a form, errors", "[examples]") {
  using Catch::Matchers::ContainsSubstring;
  served_blog blog;
  client one(blog.path);
  REQUIRE(one.connected());
  auto const between = [](std::string const& text, std::string_view begin, std::string_view end) {
    std::size_t const at = text.find(begin);
    if (at == text.npos) return std::string();
    return text.substr(at + begin.size(), text.find(end, at + begin.size()) - at - begin.size());
  };
  auto const send_form = [&](std::string const& body, std::string const& cookies) {
    one.send(
        "POST /write HTTP/1.1\r\nHost: test\r\nContent-Type: application/x-www-form-urlencoded" +
        ("\r\nContent-Length: " + std::to_string(body.size())) + "\r\nCookie: " + cookies +
        "\r\n\r\n" + body);
    return one.receive();
  };
  std::string const as_browser = "Accept: text/html,*/*;q=0.8\r\n";

  SECTION("lists and articles") {
    reply const home = one.ask("GET /");
    CHECK(home.status == 200);
    CHECK(home.field("Content-Type") == "text/html; charset=utf-8");
    std::string const older = between(home.body, "rel=\"next\" href=\"", "\"");
    CHECK_THAT(older, ContainsSubstring("/?cursor="));
    reply const second = one.ask("GET " + older);
    CHECK(second.status == 200);
    CHECK_THAT(second.body, ContainsSubstring("rel=\"prev\""));
    std::string const address = between(second.body, "<h2><a href=\"", "\"");
    reply const article = one.ask("GET " + address);
    CHECK(article.status == 200);
    CHECK_THAT(article.body, ContainsSubstring("<article class=\"whole\">"));
    CHECK(one.ask("GET " + between(article.body, "<a href=\"/writers", "\"").insert(0, "/writers"))
              .status == 200);
    CHECK_THAT(one.ask("GET /?q=COROUTINES").body, ContainsSubstring("oroutines</a></h2>"));
    CHECK_THAT(one.ask("GET /?q=%3Cb%3E").body, ContainsSubstring("<q>&lt;b&gt;</q>"));
    CHECK(one.ask("GET /static/site.css").field("Content-Type") == "text/css; charset=utf-8");
    CHECK_THAT(home.body, ContainsSubstring("href=\"/static/site.css\""));
  }

  SECTION("an article is written, once the page's token comes along") {
    reply const form = one.ask("GET /write");
    std::string const token = between(form.body, "name=\"csrf_token\" value=\"", "\"");
    std::string const cookie = between(form.head, "Set-Cookie: ", ";");
    std::string const fields = "&writer=1&body=One%0D%0A%0D%0ATwo&title=";
    CHECK(send_form(fields + "x", cookie).status == 403);
    CHECK(send_form("csrf_token=" + token + fields + "x", "a=b").status == 403);
    reply const wrong =
        send_form("csrf_token=" + token + "&writer=3&body=Kept%20%26%20safe", cookie);
    CHECK(wrong.status == 422);
    CHECK_THAT(wrong.body, ContainsSubstring("Title is required."));
    CHECK_THAT(wrong.body, ContainsSubstring("\nKept &amp; safe</textarea>"));
    CHECK_THAT(wrong.body, ContainsSubstring("<option value=\"3\" selected>"));
    reply const made =
        send_form("csrf_token=" + token + fields + "%3Cscript%3Ealert(1)%3C/script%3E", cookie);
    CHECK(made.status == 303);
    CHECK(made.field("Location") == "/articles/script-alert-1-script");
    std::string const note = between(made.head, "Set-Cookie: ", ";");
    reply const shown =
        one.ask("GET /articles/script-alert-1-script", {}, "Cookie: " + note + "\r\n");
    CHECK_THAT(shown.body, ContainsSubstring("Your article is published."));
    CHECK_THAT(shown.body, ContainsSubstring("<h1>&lt;script&gt;alert(1)&lt;/script&gt;</h1>"));
    CHECK_THAT(shown.body, ContainsSubstring("<p>One</p>\n\n<p>Two</p>"));
    CHECK(shown.body.find("<script") == shown.body.npos);
    CHECK_THAT(shown.head, ContainsSubstring("Max-Age=0"));
    reply const again =
        send_form("csrf_token=" + token + fields + "script%20alert(1)%20script", cookie);
    CHECK(again.status == 422);
    CHECK_THAT(again.body, ContainsSubstring("Title is the title of another article."));
  }

  SECTION("errors are pages for browsers, documents for programs") {
    reply const page = one.ask("GET /articles/nothing", {}, as_browser);
    CHECK(page.status == 404);
    CHECK(page.field("Content-Type") == "text/html; charset=utf-8");
    CHECK_THAT(page.body, ContainsSubstring("<h1>Not Found</h1>"));
    CHECK(one.ask("GET /?page_size=0", {}, as_browser).status == 422);
    CHECK(one.ask("GET /articles/nothing").field("Content-Type") == "application/problem+json");
    CHECK(one.ask("GET /posts/nothing").field("Vary") == "Accept");
  }
}

TEST_CASE("a stop under load fails no request that was accepted", "[examples]") {
  served_blog blog;
  std::atomic<int> answered{0};
  std::atomic<int> lost{0};
  std::atomic<bool> begun{false};
  std::vector<std::thread> clients;
  for (int i = 0; i < 8; ++i)
    clients.emplace_back([&] {
      while (true) {
        client one(blog.path);
        if (!one.connected()) return;  // no longer listening: that request was not accepted
        while (true) {
          reply const got = one.ask("GET /posts?page_size=5");
          if (got.status != 200) {
            ++lost;
            return;
          }
          if (++answered > 200) begun = true;
          if (got.field("Connection") == "close") break;
        }
      }
    });
  while (!begun && lost == 0) std::this_thread::yield();
  blog.application->signal(SIGTERM);
  for (std::thread& each : clients) each.join();
  CHECK(lost == 0);
  int const code = blog.application->finish();
  INFO(blog.application->text());
  CHECK(code == 0);
}

TEST_CASE("the database goes and comes back; the application stays", "[examples]") {
  char const* const control = std::getenv("HYPER_TEST_POSTGRES_CONTROL");
  if (control == nullptr) FAIL("HYPER_TEST_POSTGRES_CONTROL is not set: use tests/run");
  std::string const folder = "/tmp/hyper-pg-blog-" + std::to_string(getpid());
  auto const command = [&](char const* verb) {
    return std::system((std::string(control) + " " + verb + " " + folder + " >/dev/null").c_str());
  };
  REQUIRE(command("start") == 0);
  std::string const option = "--database-url=postgresql://hyper@/hyper?host=" + folder;
  CHECK(run_to_end(run_blog, {"migrate", option}).code == 0);
  std::string const path = socket_path();
  {
    served application(run_blog, {"serve", option, "--unix-socket", path, "--threads=2"});
    REQUIRE(application.says("Serving on"));
    client one(path);
    CHECK(one.ask("GET /posts").status == 200);
    REQUIRE(command("stop") == 0);
    for (int i = 0; i < 20; ++i) {
      reply const away = one.ask("GET /posts");
      CHECK(away.status == 503);
      CHECK(away.field("Retry-After") == "1");
    }
    reply const unready = one.ask("GET /ready");
    CHECK(unready.status == 503);
    CHECK(unready.body == R"({"status":"unhealthy","checks":{"database":"error"}})");
    CHECK(one.ask("GET /health").status == 200);
    REQUIRE(command("start") == 0);
    int status = 503;
    for (int i = 0; i < 500 && status == 503; ++i) {
      status = one.ask("GET /posts").status;
      if (status == 503) usleep(10'000);
    }
    CHECK(status == 200);
    application.signal(SIGTERM);
    int const code = application.finish();
    INFO(application.text());
    CHECK(code == 0);
  }
  CHECK(command("remove") == 0);
}
