// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT

#include "models.hpp"
#include "pages.hpp"
#include "words.hpp"

// What goes out, and what comes in: validators are the member types.
using post_out =
    serializer<post, fields<"address", "title", "body", "writer.id", "writer.name", "created">>;

struct post_in {
  text<1, 200> title;
  text<1, 20'000> body;
  std::int64_t writer;
};

struct post_change {
  std::optional<text<1, 200>> title;
  std::optional<text<1, 20'000>> body;
};

// Handlers of the JSON API: ordinary functions. Parameters say what they need; the compiler checks
// them against the route.
task<page_of<post_out>> list_posts(query<"q", std::optional<std::string>> q, cursor at) {
  co_return co_await objects<post>
      .filter<"published__isnull">(false)
      .filter_if<"title__icontains">(*q)
      .select_related<"writer">()
      .page(at);
}

task<post> find_post(slug address) {
  co_return co_await objects<post>.select_related<"writer">().get<"address">(address);
}

task<post_out> show_post(path<"address", slug> address) { co_return co_await find_post(address); }

task<created<post_out, "/posts/{address}">> write_post(body<post_in> in) {
  post fresh{.address = slugify(in->title),
             .title = in->title,
             .body = in->body,
             .writer = in->writer,
             .published = timestamp::now()};
  co_await save(fresh);
  co_return co_await find_post(fresh.address);
}

task<post_out> change_post(path<"address", slug> address, body<post_change> in) {
  post changed = co_await find_post(address);
  if (in->title) changed.title = *in->title;
  if (in->body) changed.body = *in->body;
  co_await save(changed);
  co_return changed;
}

task<no_content> delete_post(path<"address", slug> address) {
  co_await erase(co_await find_post(address));
  co_return no_content{};
}

task<std::vector<author>> list_authors() { co_return co_await objects<author>.all(); }

// Twelve authors and five hundred posts, the same ones every time.
task<void> fill_tables() {
  std::vector<author> authors;
  for (unsigned i = 0; i < std::size(words::people); ++i) {
    authors.push_back(
        {.name = words::people[i], .contact = std::string(words::mail_names[i]) + "@example.org"});
    co_await save(authors.back());
  }
  for (unsigned i = 0; i < 500; ++i) {
    auto const moment =
        timestamp::from_seconds(1'704'096'000 + i * 151'200LL + i * i * 7919LL % 86'400);
    post each{.address = slugify(words::title(i)),
              .title = words::title(i),
              .body = words::body(i),
              .writer = authors[i * 7 % authors.size()],
              .created = moment};
    if (i % 11 != 5) each.published = moment;  // the others are drafts
    co_await save(each);
  }
}

task<void> seed() { return atomic(fill_tables); }

// The application: one type. Everything in it is checked, named and ordered at compile time.
using blog = application<
    models<author, post>, page_routes, error_pages<show_error>,
    routes<route<"GET /authors", list_authors>, route<"GET /posts", list_posts>,
           route<"POST /posts", write_post>, route<"GET /posts/{address:slug}", show_post>,
           route<"PATCH /posts/{address:slug}", change_post>,
           route<"DELETE /posts/{address:slug}", delete_post>, health>,
    command<"seed", seed, "writes twelve authors and five hundred posts">>;

static_assert(blog::find("GET", "/posts/hello-world").pattern == "/posts/{address:slug}");
static_assert(blog::find("GET", "/articles/hello-world").pattern == "/articles/{address:slug}");

int main(int argc, char** argv) { return hyper::run<blog>(argc, argv); }
