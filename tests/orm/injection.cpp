// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <hyper/orm/common_table.hpp>
#include <hyper/orm/encrypted.hpp>
#include <hyper/orm/for_each_row.hpp>
#include <hyper/orm/history.hpp>
#include <hyper/orm/tenant_key.hpp>
#include <hyper/postgres/notification_listener.hpp>
#include <set>
#include "shop.hpp"
#include "stored.hpp"

// Hostile texts at every place where a value may stand, and as every name that a request may
// choose. What the server was told stands in its log: it must be the same statements as for
// harmless values, and none may have the mark that each hostile text carries.

using namespace shop;

namespace {

/// Tenants that are named by texts, and what else takes one.
struct realm {
  primary_key<std::string> name{};
  using meta = model<table<"realms">>;
};
struct scroll {
  primary_key<> id{};
  tenant_key<realm> within{};
  std::string words{};
  encrypted<> hidden{};
  using meta = model<table<"scrolls">, kept_in_history>;
};

/// The server writes this test's statements into its log, without their parameters.
struct logged_shop {
  own_schema schema;
  std::string name = "injection_" + std::to_string(getpid());
  event_loop loop;
  database pool{pool_of(schema.address() + "%20-clog_statement%3Dall%20-clog_parameter_max_length" +
                        "%3D0&application_name=" + name),
                loop};
  std::set<std::string> sessions;  // what the lines of its connections have in them

  logged_shop() {
    run(pool.run_script(
        std::string(create_tables<brand, tag, product, customer, order_line, realm, scroll>())));
    set_sealing_keys({std::string(32, 'k')});
  }
  template <class T>
  T wait(task<T> work) {
    return run(std::move(work));
  }
  void note_sessions() {
    struct session {
      std::string mark{};
    };
    for (session const& each :
         wait(raw<session>("SELECT '[' || pid || '] LOG:  ' FROM pg_stat_activity WHERE "
                           "application_name = $1",
                           name)))
      sessions.insert(each.mark);
  }
};

/// A statement without what may differ: the one name that a program may take from outside, a
/// channel's, when it is quoted as it must be.
std::string shape_of(std::string sql) {
  bool const listens = sql.starts_with("LISTEN \"") || sql.starts_with("UNLISTEN \"");
  if (!listens) return sql;
  std::size_t at = sql.find('"') + 1;
  while (at < sql.size() && (sql[at] != '"' || sql.compare(at, 2, "\"\"") == 0))
    at += sql[at] == '"' ? 2 : 1;
  bool const ends = at + 1 == sql.size();
  return ends ? sql.substr(0, sql.find('"')) + "channel" : sql;
}

/// What a line says was executed, if it is of one of these sessions.
std::optional<std::string> executed(std::string_view line, std::set<std::string> const& sessions) {
  for (std::string const& session : sessions) {
    std::size_t const at = line.find(session);
    if (at == line.npos) continue;
    std::string_view const entry = line.substr(at + session.size());
    if (entry.starts_with("execute ") || entry.starts_with("statement: "))
      return std::string(entry.substr(entry.find(": ") + 2));
  }
  return std::nullopt;
}

/// The texts that its sessions have executed, each once. Further lines of one begin with a tab.
std::set<std::string> logged_statements(logged_shop& db) {
  char const* const folder = std::getenv("HYPER_TEST_POSTGRES_DIR");
  REQUIRE(folder != nullptr);
  db.note_sessions();
  std::ifstream log(std::string(folder) + "/log");
  std::set<std::string> found;
  std::optional<std::string> last;
  auto const keep = [&] {
    if (last) found.insert(shape_of(*std::exchange(last, std::nullopt)));
  };
  for (std::string line; std::getline(log, line);) {
    if (line.starts_with('\t')) {
      if (last) *last += '\n' + line.substr(1);
      continue;
    }
    keep();
    last = executed(line, db.sessions);
  }
  keep();
  return found;
}

constexpr std::string_view mark = "zq7";

std::vector<std::string> hostile_texts() {
  std::vector<std::string> all;
  for (char const* text : {"'",
                           "''",
                           "\"",
                           "\\",
                           "\\'",
                           "'; DROP TABLE products; --",
                           "\"; DROP TABLE products; --",
                           "' OR '1'='1",
                           "' OR 1=1 --",
                           "') OR ('1'='1",
                           "1; DELETE FROM brands",
                           "$1",
                           "$$",
                           "$a$;$a$",
                           "%",
                           "_",
                           "%' OR '%'='",
                           "E'\\\\'",
                           "U&'\\0027'",
                           "/*",
                           "*/ --",
                           "--",
                           ";",
                           "\n; SELECT 1 --",
                           "' UNION SELECT null, version() --",
                           "'||(SELECT 1)||'",
                           "{}",
                           "{\"a\":1}",
                           "NULL",
                           "\xEF\xBC\x87",
                           "\xC2\xBF' OR 1=1",
                           "\t'\r\n"})
    all.push_back(std::string(mark) + text + std::string(mark));
  return all;
}

using filters = filterable<"title__icontains", "maker__name", "id__in", "price__gte",
                           "title__search", "title__in", "title__range", "maker__parent__isnull",
                           "extent__width", "created__gte">;
using orders = sortable<"title", "maker__name">;

struct place {
  std::string at{};
  std::string_view payload() const { return at; }
  std::size_t size() const { return 2; }
};
struct noted {
  std::string title{};
  std::string note{};
};
struct named_row {
  std::int64_t id{};
  std::string name{};
  using meta = model<common_table<"named_rows">>;
};

/// Reads with a text at every place that takes one.
void read_with(logged_shop& db, std::string const& text) {
  auto const all = objects<product>;
  static_cast<void>(db.wait(all.filter<"title">(text).all()));
  static_cast<void>(db.wait(all.exclude<"title__iexact">(text).count()));
  static_cast<void>(db.wait(all.filter<"title__contains">(text).exists()));
  static_cast<void>(db.wait(all.filter<"title__icontains">(text).first()));
  static_cast<void>(db.wait(all.filter<"maker__name__startswith">(text).count()));
  static_cast<void>(db.wait(all.filter<"title__iendswith">(text).count()));
  static_cast<void>(db.wait(all.filter<"title__search">(text).count()));
  static_cast<void>(db.wait(all.filter<"title__in">(std::vector{text, text}).count()));
  static_cast<void>(db.wait(all.filter<"title__range">(text, text).count()));
  static_cast<void>(db.wait(all.filter<"title__lower__gt">(text).count()));
  static_cast<void>(db.wait(all.filter_if<"title">(std::optional(text)).count()));
  static_cast<void>(db.wait(all.filter<"words__contains">(std::vector{text}).count()));
  static_cast<void>(db.wait(all.filter<"extent__has_key">(text).count()));
  static_cast<void>(db.wait(all.filter<"extent__width">(text).count()));
  static_cast<void>(
      db.wait(all.filter(where<"title">(text) | ~(column<"title"> > text)).limit(3).all()));
  static_cast<void>(db.wait(all.annotate<"note">(concat(column<"title">, text))
                                .filter<"note__lt">(text)
                                .order_by<"note">()
                                .values<noted>()));
  static_cast<void>(db.wait(objects<brand>.annotate<"note">(joined_texts<"products__title">(text))
                                .annotate<"title">(case_when(text, when(where<"name">(text), text)))
                                .values<noted>()));
  static_cast<void>(db.wait(raw<noted>("SELECT $1, $2", text, text)));
  static_cast<void>(db.wait(union_of(objects<brand>.filter<"name">(text),
                                     objects<brand>.filter(exists(all.filter<"title">(text))))
                                .all()));
  CHECK_THROWS(db.wait(objects<tag>.page(place{text})));
}

/// Asks what PostgreSQL may refuse: a text that is no regular expression.
template <class T>
void try_out(logged_shop& db, task<T> work) {
  try {
    static_cast<void>(db.wait(std::move(work)));
  } catch (database_error const&) {
  }
}

/// … in arrays, keys of JSON, patterns, subqueries, windows, common tables, cursors, savepoints.
void read_deeper_with(logged_shop& db, std::string const& text) {
  auto const all = objects<product>;
  static_cast<void>(db.wait(all.filter<"words__overlap">(std::vector{text, text}).count()));
  static_cast<void>(db.wait(all.filter<"words__contained_by">(std::vector{text}).count()));
  static_cast<void>(db.wait(all.filter<"extent__has_keys">(std::vector{text, text}).count()));
  static_cast<void>(db.wait(all.filter<"extent__has_any_keys">(std::vector{text}).count()));
  static_cast<void>(db.wait(all.filter<"extent__width__icontains">(text).count()));
  try_out(db, all.filter<"title__regex">(text).count());
  try_out(db, all.filter<"title__iregex">(text).count());
  static_cast<void>(db.wait(
      all.filter<"maker__in">(subquery<"id">(objects<brand>.filter(where<"name">(text)))).all()));
  static_cast<void>(
      db.wait(all.annotate<"note">(over<partition_by<"maker">>(joined_texts<"title">(text)))
                  .values<noted>()));
  auto const rows =
      common<named_row>(objects<brand>.filter(where<"name__gt">(text)).filter<"name__lt">(text));
  static_cast<void>(db.wait(with(rows).select(rows_of<named_row>.filter<"name">(text)).all()));
  db.wait(for_each_row(all.filter<"title">(text), 2,
                       [](std::vector<product>) -> task<void> { co_return; }));
  static_cast<void>(db.wait(explain(all.filter<"title">(text))));
  db.wait(atomic([&all, &text]() -> task<void> {
    auto locking = all.filter<"title">(text).for_update().all();
    static_cast<void>(co_await locking);
    auto inner = atomic([&text] { return objects<brand>.filter<"name">(text).count(); });
    static_cast<void>(co_await inner);
  }));
}

/// Writes of it.
void write_with(logged_shop& db, std::string const& text) {
  brand made = make_brand(text);
  db.wait(save(made));
  CHECK(db.wait(objects<brand>.get<"id">(made.id)).name == text);
  made.name = text + text;
  db.wait(save<"name">(made));
  db.wait(objects<brand>.filter<"name">(text).update<"name">(concat(column<"name">, text)));
  static_cast<void>(db.wait(objects<brand>.filter<"id">(made.id).update_returning<"name">(text)));
  product sold = make_product(text, made);
  sold.words = {text, "\"" + text};
  db.wait(insert(sold));
  CHECK(db.wait(objects<product>.get<"title">(text)).words == sold.words);
  std::vector<brand> many{make_brand(text), make_brand(text + "'")};
  db.wait(insert_all(many));
  db.wait(update_all<"name">(many));
  static_cast<void>(db.wait(copy_all(many)));
  static_cast<void>(db.wait(insert_missing(many)));
  tracked<brand> editing(made);
  editing->name = text + "!";
  db.wait(save(editing));
  tag label;
  label.label = std::string_view(text).substr(0, 20);
  static_cast<void>(db.wait(get_or_create<"label">(label)));
  static_cast<void>(db.wait(update_or_create<"label">(label)));
  std::vector<tag> labels{label};
  static_cast<void>(db.wait(upsert_all<"label">(labels)));
  static_cast<void>(db.wait(add_related<"tags">(sold, labels)));
  static_cast<void>(db.wait(clear_related<"tags">(sold)));
  db.wait(objects<tag>.erase());
  static_cast<void>(
      db.wait(raw_command("UPDATE brands SET name = $1 WHERE name = $2", text, text)));
  db.wait(objects<product>.hard_erase());
  db.wait(objects<brand>.filter<"name__contains">(text).erase());
}

/// … as the key of a tenant, the content of an encrypted column, the name in a history.
void write_owned_with(logged_shop& db, std::string const& text) {
  realm made;
  made.name = text;
  db.wait(save(made));
  scroll first;
  first.words = text;
  first.hidden = text;
  db.wait(as_tenant(made, save(first)));
  auto const mine = [&](auto work) { return db.wait(as_tenant<realm>(text, std::move(work))); };
  CHECK(*mine(objects<scroll>.get<"words">(text)).hidden == text);
  std::vector<scroll> more(2);
  mine(insert_all(more));
  CHECK(mine(copy_all(more)) == 2);
  auto const changing = [text]() -> task<std::uint64_t> {
    return objects<scroll>.filter<"words">(text).update<"words">(text + "!");
  };
  CHECK(mine(changed_by(text, changing)) == 1);
  CHECK(mine(objects<past<scroll>>.filter<"history_by">(text).get()).row.words == text);
  CHECK(mine(objects<scroll>.select_related<"within">().count()) == 5);
  CHECK(mine(objects<scroll>.erase()) == 5);
  db.wait(erase(made));
}

/// A request that chooses it as name and as value.
void choose_with(logged_shop& db, std::string const& text) {
  auto asked = choose<filters, orders>(objects<product>);
  CHECK(asked.filter(text, "1"));
  CHECK(asked.filter("title__icontains" + text, "1"));
  for (char const* typed : {"id__in", "price__gte", "created__gte", "maker__parent__isnull"})
    CHECK(asked.filter(typed, text));
  for (char const* order : {"", "title", "-", "title,-", "title,"})
    CHECK(asked.order_by(order + text));
  CHECK_FALSE(asked.filter("title__icontains", text));
  CHECK_FALSE(asked.filter("maker__name", text));
  CHECK_FALSE(asked.filter("title__search", text));
  CHECK_FALSE(asked.filter("title__in", "a," + text));
  CHECK_FALSE(asked.filter("title__range", "a," + text));
  CHECK_FALSE(asked.filter("extent__width", text));
  CHECK_FALSE(asked.order_by("-title"));
  static_cast<void>(db.wait(asked.all()));
  static_cast<void>(db.wait(asked.count()));
}

/// Channels have the names that a program is given.
void listen_with(logged_shop& db, std::string const& text) {
  std::size_t heard = 0;
  notification_handler const handler{
      &heard, [](void* self, notification const&) { ++*static_cast<std::size_t*>(self); }};
  notification_listener listener(db.pool.settings(), db.loop, handler);
  auto const wait_for = [&db](auto const& condition) {
    for (int turns = 0; turns < 3000 && !condition(); ++turns) db.loop.turn(10);
    CHECK(condition());
  };
  listener.listen(text);
  wait_for([&] { return listener.listening(); });
  static_cast<void>(db.wait(raw_command("SELECT pg_notify($1, $2)", text, text)));
  wait_for([&] { return heard == 1; });
  listener.unlisten(text);
  wait_for([&] { return listener.listening(); });
  db.note_sessions();  // one of them ends here
}

void do_all_with(logged_shop& db, std::string const& text) {
  read_with(db, text);
  read_deeper_with(db, text);
  write_with(db, text);
  write_owned_with(db, text);
  choose_with(db, text);
  listen_with(db, text);
}

/// What stands in the statements of the places above: none of them may be lost from this test.
constexpr char const* pieces[] = {"COPY \"brands\"",
                                  "SAVEPOINT hyper",
                                  "LISTEN channel",
                                  "UNLISTEN channel",
                                  "WITH \"named_",
                                  "DECLARE hyper_",
                                  " OVER (",
                                  " FOR UPDATE",
                                  "ON CONFLICT",
                                  " ?| ",
                                  "websearch_to_tsquery(",
                                  " && ",
                                  "EXPLAIN ",
                                  "\"within_id\" = $1",
                                  "set_config('hyper.changed_by', $1, true)",
                                  "= ANY(",
                                  " BETWEEN ",
                                  "->> 'width'",
                                  "BEGIN",
                                  "pg_notify($1"};

}  // namespace

TEST_CASE("no value and no chosen name becomes SQL", "[orm]") {
  logged_shop db;
  do_all_with(db, "harmless");
  std::set<std::string> const expected = logged_statements(db);
  CHECK(expected.size() > 60);
  for (char const* const piece : pieces) {
    INFO(piece);
    auto const has = [piece](std::string const& sql) { return sql.find(piece) != sql.npos; };
    CHECK(std::any_of(expected.begin(), expected.end(), has));
  }
  for (std::string const& text : hostile_texts()) {
    INFO(text);
    do_all_with(db, text);
  }
  std::set<std::string> const said = logged_statements(db);
  for (std::string const& each : said) {
    INFO(each);
    CHECK(expected.count(each) == 1);
    CHECK(each.find(mark) == std::string::npos);
  }
  CHECK(said.size() == expected.size());
  CHECK(db.wait(objects<brand>.count()) == 0);
}
