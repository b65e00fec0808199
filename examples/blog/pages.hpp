// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// The pages of the blog for people; the programs' side is in main.cpp. The templates stand in
// templates/, the style sheet in static/.

#include <blog_templates.hpp>  // CMake writes it: the folder templates/
#include <hyper/app/error_pages.hpp>
#include <hyper/pages.hpp>
#include "models.hpp"

using search_words = query<"q", std::optional<std::string>>;

struct article_form {
  text<1, 200> title;
  text<1, 20'000> body;
  std::int64_t writer;
};

// The routes come first: templates make addresses by their names, and the compiler checks those.
task<html> list_articles(page_globals globals, request const& asked, search_words q, cursor at);
task<html> list_by_writer(page_globals globals, request const& asked, path<"id", int> id,
                          cursor at);
task<html> show_article(page_globals globals, path<"address", slug> address);
task<html> begin_article(page_globals globals);
task<std::variant<html, redirect>> publish_article(page_globals globals,
                                                   submitted<article_form> in);

using page_routes =
    routes<route<"GET /", list_articles, named<"home">>,
           route<"GET /writers/{id:int}", list_by_writer, named<"writer">>,
           route<"GET /articles/{address:slug}", show_article, named<"article">>,
           route<"GET /write", begin_article, named<"write">>,
           route<"POST /write", publish_article, csrf_protected>, static_files<"/static">>;

using pages = site_templates<blog_templates, page_routes>;

// What each template shows. A template that asks for anything else does not compile.
struct article {
  slug address;
  std::string title;
  std::string body;
  std::int64_t writer_id;
  std::string writer;
  timestamp published;
};

struct list_page {
  std::string heading;
  std::string q;
  std::vector<article> articles;
  std::optional<std::string> newer;  // addresses
  std::optional<std::string> older;
};

struct article_page {
  article shown;
};

struct write_page {
  std::vector<author> writers;
  std::map<std::string, std::string> given;   // what was written, by the names of fields
  std::map<std::string, std::string> errors;  // what is wrong with it
};

struct error_page {
  int status;
  std::string title;
  std::string detail;
};

inline article article_of(post const& row) {
  return {row.address,      row.title,        row.body,
          row.writer.key(), row.writer->name, row.published.value_or(row.created)};
}

/// One page of a list; the cursors become addresses that keep what was searched for.
inline list_page list_of(keyset_page<post> const& rows, request const& asked) {
  list_page made;
  for (post const& row : rows.rows) made.articles.push_back(article_of(row));
  if (rows.previous) made.newer = cursor_url(asked, *rows.previous);
  if (rows.next) made.older = cursor_url(asked, *rows.next);
  return made;
}

inline task<html> list_articles(page_globals globals, request const& asked, search_words q,
                                cursor at) {
  auto const rows = co_await objects<post>
                        .filter<"published__isnull">(false)
                        .filter_if<"title__icontains">(*q)
                        .select_related<"writer">()
                        .page(at);
  list_page made = list_of(rows, asked);
  made.q = q->value_or("");
  made.heading = made.q.empty() ? "Articles" : "Search";
  co_return page<"list.html", pages>(globals, made);
}

inline task<html> list_by_writer(page_globals globals, request const& asked, path<"id", int> id,
                                 cursor at) {
  author const who = co_await objects<author>.get<"id">(*id);
  auto const rows = co_await objects<post>
                        .filter<"published__isnull">(false)
                        .filter<"writer">(*id)
                        .select_related<"writer">()
                        .page(at);
  list_page made = list_of(rows, asked);
  made.heading = "By " + who.name.value();
  co_return page<"list.html", pages>(globals, made);
}

inline task<html> show_article(page_globals globals, path<"address", slug> address) {
  post const row = co_await objects<post>.select_related<"writer">().get<"address">(*address);
  co_return page<"article.html", pages>(globals, article_page{article_of(row)});
}

inline task<html> begin_article(page_globals globals) {
  write_page made;
  made.writers = co_await objects<author>.all();
  co_return page<"write.html", pages>(globals, made);
}

inline task<std::variant<html, redirect>> publish_article(page_globals globals,
                                                          submitted<article_form> in) {
  slug const address = slugify(in->title.value());
  bool const taken = co_await objects<post>.filter<"address">(address).exists();
  if (in.valid() && taken) in.problems.add("/title", "unique", "is the title of another article");
  if (!in.valid()) {
    write_page made{{}, in.texts(), in.sentences()};
    made.writers = co_await objects<author>.all();
    co_return page<"write.html", pages>(globals, made, 422);
  }
  post fresh{.address = address,
             .title = in->title,
             .body = in->body,
             .writer = in->writer,
             .published = timestamp::now()};
  co_await save(fresh);
  globals.messages.success("Your article is published.");
  co_return redirect(url_of<page_routes, "article">(address), 303);
}

inline html show_error(shown_problem const& what) {
  return page<"error.html", pages>(
      error_page{what.status, std::string(what.title), std::string(what.detail)});
}
