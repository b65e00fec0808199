// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <cstdlib>
#include <fstream>
#include <set>
#include "shop.hpp"
#include "stored.hpp"

// Hostile texts at every place where a value may stand, and as every name that a request may
// choose. What the server was told stands in its log: it must be the same statements as for
// harmless values, and none may have the mark that each hostile text carries.

using namespace shop;

namespace {

/// The server writes this test's statements into its log, without their parameters.
struct logged_shop {
  own_schema schema;
  std::string name = "injection_" + std::to_string(getpid());
  event_loop loop;
  database pool{pool_of(schema.address() + "%20-clog_statement%3Dall%20-clog_parameter_max_length" +
                        "%3D0&application_name=" + name),
                loop};

  logged_shop() {
    run(pool.run_script(std::string(create_tables<brand, tag, product, customer, order_line>())));
  }
  template <class T>
  T wait(task<T> work) {
    return run(std::move(work));
  }
  /// What the lines of its sessions begin with.
  std::vector<std::string> marks() {
    struct session {
      std::string mark{};
    };
    std::vector<std::string> all;
    for (session const& each : wait(raw<session>(
             "SELECT '[' || pid || '] LOG:  execute ' FROM pg_stat_activity WHERE application_name "
             "= $1",
             name)))
      all.push_back(each.mark);
    return all;
  }
};

/// The texts that its sessions have executed, each once.
std::set<std::string> logged_statements(logged_shop& db) {
  char const* const folder = std::getenv("HYPER_TEST_POSTGRES_DIR");
  REQUIRE(folder != nullptr);
  std::vector<std::string> const marks = db.marks();
  std::ifstream log(std::string(folder) + "/log");
  std::set<std::string> found;
  for (std::string line; std::getline(log, line);)
    for (std::string const& mark : marks)
      if (std::size_t const at = line.find(mark); at != std::string::npos)
        found.insert(line.substr(line.find(": ", at + mark.size()) + 2));
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

using filters = filterable<"title__icontains", "maker__name", "id__in", "price__gte">;
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
  static_cast<void>(
      db.wait(raw_command("UPDATE brands SET name = $1 WHERE name = $2", text, text)));
  db.wait(objects<product>.hard_erase());
  db.wait(objects<brand>.filter<"name__contains">(text).erase());
}

/// A request that chooses it as name and as value.
void choose_with(logged_shop& db, std::string const& text) {
  auto asked = choose<filters, orders>(objects<product>);
  CHECK(asked.filter(text, "1"));
  CHECK(asked.filter("title__icontains" + text, "1"));
  CHECK(asked.filter("id__in", text));
  CHECK(asked.filter("price__gte", text));
  CHECK(asked.order_by(text));
  CHECK(asked.order_by("title" + text));
  CHECK_FALSE(asked.filter("title__icontains", text));
  CHECK_FALSE(asked.filter("maker__name", text));
  CHECK_FALSE(asked.order_by("-title"));
  static_cast<void>(db.wait(asked.all()));
  static_cast<void>(db.wait(asked.count()));
}

void do_all_with(logged_shop& db, std::string const& text) {
  read_with(db, text);
  write_with(db, text);
  choose_with(db, text);
}

}  // namespace

TEST_CASE("no value and no chosen name becomes SQL", "[orm]") {
  logged_shop db;
  do_all_with(db, "harmless");
  std::set<std::string> const expected = logged_statements(db);
  CHECK(expected.size() > 30);
  for (std::string const& text : hostile_texts()) {
    INFO(text);
    do_all_with(db, text);
  }
  std::set<std::string> const said = logged_statements(db);
  CHECK(said == expected);
  for (std::string const& each : said) CHECK(each.find(mark) == std::string::npos);
  CHECK(db.wait(objects<brand>.count()) == 0);
}
