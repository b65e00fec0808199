// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/tenant_key.hpp>
//
#include <hyper/json/write.hpp>
#include <hyper/orm/annotated.hpp>
#include <hyper/orm/common_table.hpp>
#include <hyper/orm/for_each_row.hpp>
#include <hyper/orm/window.hpp>
#include "firms.hpp"
#include "stored.hpp"

// What one tenant is told must not depend on the rows of another one, by whatever road a query
// goes: it is asked before the other firm has any rows and again when it has the same ones, and
// more that point to the first firm's, which only SQL that goes round the foreign keys can make.

namespace {
using namespace firms;

struct sheet;
/// Nobody's: rows of all firms hang on it.
struct topic {
  primary_key<> id{};
  std::string name{};
  related<sheet, "about"> sheets{};
  using meta = model<table<"topics">, ordered_by<"id">>;
};
struct sheet {
  primary_key<> id{};
  tenant_key<firm> owner{};
  foreign_key<topic> about{};
  std::optional<foreign_key<document>> source{};
  std::int64_t worth = 1;
  many_to_many<topic> more{};
  using meta = model<table<"sheets">, ordered_by<"id">>;
};

struct counted {
  std::int64_t n{};
};
struct summed {
  std::optional<std::int64_t> n{};
};
struct told {
  std::optional<std::string> text{};
};
struct judged {
  bool is{};
};
struct grouped {
  std::string name{};
  std::int64_t n{};
};
struct titled {
  std::string title{};
};
/// A row of a common table that says whose it is.
struct kept {
  tenant_key<firm> owner{};
  std::int64_t pages{};
  using meta = model<common_table<"kept">>;
};
struct rank_of {
  std::int64_t id{};
  std::int64_t depth{};
  using meta = model<common_table<"ranks">>;
};
struct place {
  std::string at{};
  std::string_view payload() const { return at; }
  std::size_t size() const { return 2; }
};

template <class Row>
std::string said(Row const& row) {
  if constexpr (requires { row.extra; })
    return to_json(row.object) + to_json(row.extra);
  else
    return to_json(row);
}
template <class Row>
std::string said(std::vector<Row> const& rows) {
  std::string all;
  for (Row const& row : rows) all += said(row) + "\n";
  return all;
}
template <class Row>
std::string said(std::optional<Row> const& row) {
  return row ? said(*row) : "nothing";
}

struct two_firms : stored<firm, person, mark, document, remark, topic, sheet> {
  firm ours = add_firm("ours"), theirs = add_firm("theirs");
  topic common;
  std::vector<std::string> answers;

  two_firms() {
    common.name = "common";
    wait(save(common));
    fill(ours, "mine");
  }
  firm add_firm(std::string_view name) {
    firm made;
    made.name = name;
    wait(save(made));
    return made;
  }
  template <class Model>
  Model add(firm const& of, Model made) {
    wait(as_tenant(of, save(made)));
    return made;
  }
  person add_person(firm const& of, std::string name, std::optional<person> boss) {
    person made;
    made.name = std::move(name);
    if (boss) made.boss = *boss;
    return add(of, std::move(made));
  }
  void fill(firm const& of, std::string const& word) {
    person const boss = add_person(of, word + " boss", {});
    person const worker = add_person(of, word + " worker", boss);
    for (int i = 1; i <= 3; ++i) {
      document made;
      made.author = i == 1 ? boss : worker;
      made.title = word + " " + std::to_string(i);
      made.pages = i;
      made = add(of, made);
      remark words;
      words.about = made;
      words.words = word + " remark";
      add(of, words);
      mark label;
      label.label = word + " " + std::to_string(i);
      std::vector<mark> const labels{add(of, label)};
      wait(as_tenant(of, add_related<"marks">(made, labels)));
      sheet paper;
      paper.about = common;
      paper.source = made;
      std::vector<topic> const topics{common};
      paper = add(of, paper);
      wait(as_tenant(of, add_related<"more">(paper, topics)));
    }
  }
  /// Rows of theirs beside ours, with the same shape, and rows that point to ours.
  void invade() {
    fill(theirs, "other");
    run_by_hand(R"(SET session_replication_role = replica;
      INSERT INTO persons (owner_id, name, boss_id)
        SELECT T, 'other ' || id, id FROM persons WHERE owner_id = O;
      INSERT INTO documents (owner_id, author_id, title, pages)
        SELECT T, id, 'other ' || id, 1000 FROM persons WHERE owner_id = O;
      INSERT INTO remarks (owner_id, about_id, words)
        SELECT T, id, 'other' FROM documents WHERE owner_id = O;
      INSERT INTO documents_marks (document_id, mark_id, tenant_id)
        SELECT d.id, m.id, T FROM documents d, marks m WHERE d.owner_id = O AND m.owner_id = T;
      INSERT INTO sheets (owner_id, about_id, source_id, worth)
        SELECT T, about_id, source_id, 1000 FROM sheets WHERE owner_id = O;)");
  }
  void run_by_hand(std::string sql) {
    for (auto const& [letter, of] : {std::pair('T', &theirs), std::pair('O', &ours)})
      for (std::size_t at = 0; (at = sql.find(letter, at)) != sql.npos; ++at) {
        auto const is_word = [&](std::size_t i) {
          return i < sql.size() && (std::isalnum(static_cast<unsigned char>(sql[i])) != 0);
        };
        if (!is_word(at - 1) && !is_word(at + 1))
          sql.replace(at, 1, std::to_string(of->id.value()));
      }
    wait(database.run_script(std::move(sql)));
  }
  template <class T>
  void ask(task<T> work) {
    answers.push_back(said(wait(as_tenant(ours, std::move(work)))));
  }
};

template <class Ask>
void stays_the_same(Ask ask_all) {
  two_firms db;
  ask_all(db);
  auto const before = std::move(db.answers);
  db.answers.clear();
  db.invade();
  ask_all(db);
  REQUIRE(before.size() == db.answers.size());
  for (std::size_t i = 0; i < before.size(); ++i) {
    CHECK(before[i] == db.answers[i]);
    CHECK_FALSE((before[i].empty() || before[i] == "nothing"));  // there was something to ask for
    CHECK(db.answers[i].find("other") == std::string::npos);
  }
}

constexpr auto told_last = [] {
  return subquery<"words">(
      objects<remark>.filter<"about">(outer_column<"id">).order_by<"-words">().limit(1));
};

}  // namespace

TEST_CASE("annotations beside objects count no row of another tenant", "[orm]") {
  stays_the_same(
      [](two_firms& db) {
        auto const authors = objects<person>.annotate<"n">(count_of<"documents">());
        db.ask(authors.with_annotations<counted>().all());
        db.ask(authors.filter<"n__gt">(1).with_annotations<counted>().all());
        db.ask(authors.order_by<"-n">().limit(1).with_annotations<counted>().all());
        db.ask(authors.with_annotations<counted>().first());
        db.ask(authors.filter<"name">("mine boss").with_annotations<counted>().get());
        db.ask(authors.select_related<"boss">().with_annotations<counted>().all());
        db.ask(
            objects<person>.annotate<"n">(sum_of<"documents__pages">()).with_annotations<summed>().all());
        db.ask(
            objects<document>.annotate<"n">(count_of<"marks">()).with_annotations<counted>().all());
        db.ask(objects<document>.annotate<"text">(greatest_of<"remarks__words">())
               .with_annotations<told>()
               .all());
        db.ask(objects<document>.annotate<"text">(column<"author__boss__name">)
               .with_annotations<told>()
               .all());
        db.ask(objects<document>.annotate<"text">(joined_texts<"marks__label">(","))
               .with_annotations<told>()
               .all());
        db.ask(objects<document>.annotate<"n">(
               over<partition_by<"author">, sorted_by<"-pages">>(rank()))
               .with_annotations<counted>()
               .all());
      });
}

TEST_CASE("what hangs on rows that are nobody's is counted for each tenant", "[orm]") {
  stays_the_same(
      [](two_firms& db) {
        db.ask(
            objects<firm>.annotate<"n">(count_of<"documents">()).with_annotations<counted>().all());
        db.ask(objects<firm>.annotate<"n">(count_of<"documents__remarks">())
               .with_annotations<counted>()
               .all());
        db.ask(
            objects<topic>.annotate<"n">(sum_of<"sheets__worth">()).with_annotations<summed>().all());
        db.ask(objects<topic>.annotate<"n">(count_of<"sheets__source__remarks">())
               .with_annotations<counted>()
               .all());
        db.ask(objects<topic>.annotate<"n">(count_of<"sheets">()).values<grouped>());
        db.ask(objects<topic>.aggregate<std::int64_t>(count_of<"sheets">()));
        db.ask(objects<topic>.aggregate<std::int64_t>(sum_of<"sheets__worth">()));
        db.ask(objects<person>.aggregate<std::int64_t>(sum_of<"documents__pages">()));
        db.ask(objects<document>.aggregate<std::int64_t>(
            count_rows().filter(where<"remarks__words__contains">(""))));
      });
}

TEST_CASE("subqueries in annotations and conditions meet no row of another tenant", "[orm]") {
  stays_the_same([](two_firms& db) {
    db.ask(objects<document>.annotate<"text">(told_last()).with_annotations<told>().all());
    auto const dear = objects<sheet>.filter<"about">(outer_column<"id">).filter<"worth__gt">(5);
    db.ask(objects<topic>.annotate<"is">(case_when(false, when(exists(dear), true)))
               .with_annotations<judged>()
               .all());
    db.ask(objects<topic>.filter(~exists(dear)).all());
    auto const said_by = objects<remark>.filter<"about">(outer_column<"id">);
    auto const spoken =
        objects<document>.filter<"author">(outer_column<"id">).filter(exists(said_by.filter<"words__startswith">("mine")));
    db.ask(objects<person>.annotate<"is">(case_when(false, when(exists(spoken), true)))
               .with_annotations<judged>()
               .all());
    db.ask(objects<topic>.filter<"id__in">(subquery<"about">(objects<sheet>)).all());
    db.ask(objects<person>.filter<"id__in">(
               subquery<"author">(objects<document>.filter<"pages__lt">(2))).all());
    db.ask(objects<topic>.annotate<"n">(subquery<"worth">(
               objects<sheet>.filter<"about">(outer_column<"id">).order_by<"-worth">().limit(1)))
               .with_annotations<summed>()
               .all());
  });
}

TEST_CASE("joins and reverse relations meet no row of another tenant", "[orm]") {
  stays_the_same([](two_firms& db) {
    db.ask(objects<topic>.filter<"sheets__worth__lt">(5).distinct().all());
    db.ask(objects<topic>.filter<"sheets__source__author__name__contains">("boss").count());
    db.ask(objects<document>.filter<"remarks__words__contains">("").all());
    db.ask(objects<document>.filter<"marks__label__contains">("").all());
    db.ask(objects<sheet>.filter<"more__sheets__worth__gte">(1).count());
    db.ask(objects<sheet>.filter<"about__sheets__worth__gte">(1).count());
    db.ask(objects<sheet>.filter<"about__sheets__worth__gt">(5).count());
    db.ask(objects<person>.order_by<"boss__name", "name">().all());
    db.ask(objects<document>.order_by<"author">().distinct<"author">().all());
    db.ask(objects<document>.filter(column<"pages"> <= column<"author__id">).all());
    db.ask(objects<firm>.filter<"documents__remarks__words__isnull">(false).distinct().all());
    db.ask(objects<document>.values<titled>());
    auto chosen = choose<filterable<"remarks__words__contains">, sortable<"author__boss__name">>(
        objects<document>);
    CHECK_FALSE(chosen.filter("remarks__words__contains", ""));
    CHECK_FALSE(chosen.order_by("author__boss__name"));
    db.ask(chosen.all());
    db.ask(chosen.count());
  });
}

TEST_CASE("prefetched relations bring no row of another tenant", "[orm]") {
  stays_the_same([](two_firms& db) {
    db.ask(objects<person>.prefetch_related<"documents__remarks", "documents__marks">().all());
    db.ask(objects<firm>.prefetch_related<"documents__remarks", "documents__marks">().all());
    db.ask(objects<topic>.prefetch_related<"sheets__more", "sheets__source">().all());
    db.ask(objects<sheet>.prefetch_related<"about__sheets", "source__remarks">().first());
    db.ask(objects<person>.prefetch_related<"boss">().get<"name">("mine worker"));
    auto const annotated = objects<person>.annotate<"n">(count_of<"documents">())
                               .order_by<"name">()
                               .prefetch_related<"documents__marks">()
                               .with_annotations<counted>();
    db.ask(annotated.all());
    db.answers.push_back(said(db.wait(as_tenant(db.ours, annotated.page(place{}))).rows));
    auto const by_hand = [](auto query) -> task<std::vector<topic>> {
      auto reading = objects<topic>.all();
      std::vector<topic> rows = co_await reading;
      auto loading = prefetch<"sheets">(rows, query);
      co_await loading;
      auto deeper = prefetch<"sheets__source">(rows);
      co_await deeper;
      co_return std::move(rows);
    };
    db.ask(by_hand(objects<sheet>.filter<"worth__gt">(0)));
    auto const walked = std::make_shared<std::string>();
    auto walking = for_each_row(annotated, 1, [walked](auto rows) -> task<void> {
      *walked += said(rows);
      co_return;
    });
    db.wait(as_tenant(db.ours, std::move(walking)));
    db.answers.push_back(*walked);
  });
}

TEST_CASE("sets and common tables have no row of another tenant", "[orm]") {
  stays_the_same([](two_firms& db) {
    auto const small = objects<document>.filter<"pages__lt">(3);
    db.ask(union_of(small, objects<document>).all());
    db.ask(intersection_of(small, objects<document>).all());
    db.ask(difference_of(objects<document>, small).all());
    auto const roots =
        objects<person>.filter(where<"boss__isnull">(true)).annotate<"depth">(cast<int>(0));
    auto const below = objects<person>.annotate<"depth">(common_column<rank_of, "depth"> + 1)
                           .filter(column<"boss"> == common_column<rank_of, "id">);
    db.ask(with(recursive<rank_of>(roots, below)).select(rows_of<rank_of>).all());
    // Its rows are all tenants'; who reads it is told its own, as the root of a query …
    auto const all = common<kept>(objects<document>.across_tenants().order_by<>());
    db.ask(with(all).select(rows_of<kept>.order_by<"pages">()).all());
    // … and beside other tables.
    db.ask(with(all)
               .select(objects<topic>.filter(common_column<kept, "pages"> > column<"id">))
               .count());
  });
}

TEST_CASE("writes that look through relations change no row of another tenant", "[orm]") {
  two_firms db;
  db.invade();
  auto const here = [&db](auto work) { return db.wait(as_tenant(db.ours, std::move(work))); };
  auto const dear = objects<sheet>.filter<"about">(outer_column<"id">).filter<"worth">(1000);
  CHECK(here(objects<topic>.filter<"sheets__worth">(1000).update<"name">("seen")) == 0);
  CHECK(here(objects<topic>.filter(exists(dear)).update<"name">("seen")) == 0);
  CHECK(here(objects<topic>.filter(exists(dear)).erase()) == 0);
  CHECK(here(objects<sheet>.filter<"about__sheets__worth">(1000).update<"worth">(5)) == 0);
  CHECK(here(objects<document>.filter<"marks__label__startswith">("other").erase()) == 0);
  auto const most = subquery<"worth">(objects<sheet>.order_by<"-worth">().limit(1));
  CHECK(here(objects<sheet>.update<"worth">(most)) == 3);
  CHECK(here(objects<sheet>.aggregate<std::int64_t>(sum_of<"worth">())) == 3);
  auto const changed =
      here(objects<sheet>.filter<"source__pages__gt">(0).update_returning<"worth">(2));
  CHECK(changed.size() == 3);
  CHECK(here(objects<sheet>.erase()) == 3);
  CHECK(db.wait(objects<sheet>.across_tenants().count()) == 6);
}
