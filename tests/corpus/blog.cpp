// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT

// Sample of the instantiation count: an application with two models, seven routes and their
// handlers.
#include <hyper/hyper.hpp>
#include <optional>
#include <string>

using namespace hyper;

struct author {
  primary_key<> id{};
  text<1, 80> name;
  unique<email> contact;
  using meta = model<table<"authors">, ordered_by<"name">>;
};

struct post {
  primary_key<> id{};
  unique<slug> address;
  text<1, 200> title;
  std::string body;
  foreign_key<author> writer;
  std::optional<timestamp> published{};
  created_at created{};
  using meta = model<table<"posts">, indexed_by<"writer", "-created">, ordered_by<"-created">>;
};

using post_out = serializer<post, fields<"address", "title", "body", "writer.name", "created">>;

struct post_in {
  text<1, 200> title;
  std::string body;
  std::int64_t writer;
};

task<page_of<post_out>> list_posts(query<"q", std::optional<std::string>> q, cursor at) {
  co_return co_await objects<post>
      .filter<"published__isnull">(false)
      .filter_if<"title__icontains">(*q)
      .select_related<"writer">()
      .page(at);
}

task<post_out> show_post(path<"address", slug> address) {
  co_return co_await objects<post>.select_related<"writer">().get<"address">(address);
}

task<created<post_out, "/posts/{address}">> write_post(body<post_in> in) {
  post fresh{
      .address = slugify(in->title), .title = in->title, .body = in->body, .writer = in->writer};
  co_await save(fresh);
  co_return co_await objects<post>.select_related<"writer">().get<"address">(fresh.address);
}

task<no_content> delete_post(path<"address", slug> address) {
  co_await erase(co_await objects<post>.get<"address">(address));
  co_return no_content{};
}

task<std::vector<author>> list_authors() { co_return co_await objects<author>.all(); }

using blog = application<
    models<author, post>,
    routes<route<"GET /authors", list_authors>, route<"GET /posts", list_posts>,
           route<"POST /posts", write_post>, route<"GET /posts/{address:slug}", show_post>,
           route<"DELETE /posts/{address:slug}", delete_post>, health>>;

int main(int count, char** words) { return hyper::run<blog>(count, words); }
