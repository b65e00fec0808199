// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/encrypted.hpp>
//
#include <hyper/orm.hpp>
#include <hyper/orm/history.hpp>
#include <hyper/security/sealed_text.hpp>
#include "pinned_text.hpp"
#include "stored.hpp"

using namespace hyper;

namespace {
struct answers {
  std::string question{};
  int number = 0;
  friend bool operator==(answers const&, answers const&) = default;
};
struct patient {
  primary_key<> id{};
  std::string name{};
  encrypted<> notes{};
  std::optional<encrypted<answers>> more{};
  std::optional<encrypted<>> secret{};
  using meta = model<table<"patients">, ordered_by<"id">, kept_in_history>;
};
/// The same table, later.
struct person {
  primary_key<> id{};
  encrypted<> remarks{};
  using meta = model<table<"people">, renamed_from<"patients">, renamed_column<"notes", "words">,
                     renamed_column<"words", "remarks">>;
};
/// … when nobody remembers the old names.
struct later {
  primary_key<> id{};
  encrypted<> remarks{};
  using meta = model<table<"people">>;
};
struct nurse {
  primary_key<> id{};
  encrypted<> notes{};
  using meta = model<table<"nurses">>;
};
static_assert(has_text(create_table<patient>(), R"("notes" bytea NOT NULL)"));
static_assert(has_text(create_table<patient>(), R"("more" bytea,)"));

// Nothing can be asked of it but whether it is there.
constexpr auto flaw_of(std::string_view condition) {
  return detail::read_condition(detail::model_of<patient>, condition).flaw;
}
static_assert(flaw_of("more__isnull") == detail::path_flaw::none);
static_assert(flaw_of("notes") == detail::path_flaw::no_lookup);
static_assert(flaw_of("notes__in") == detail::path_flaw::no_lookup);
static_assert(flaw_of("notes__gt") == detail::path_flaw::no_lookup);
static_assert(flaw_of("notes__length") == detail::path_flaw::no_lookup);

std::string const first_key(32, '1'), second_key(32, '2');

struct ward : stored<patient, nurse> {
  ward() { set_sealing_keys({first_key}); }
  patient add(std::string name, std::string notes) {
    patient made;
    made.name = std::move(name);
    made.notes = std::move(notes);
    made.more = answers{"how", 3};
    wait(save(made));
    return made;
  }
  std::string stored_text() {
    struct text {
      std::string all{};
    };
    return wait(raw<text>("SELECT string_agg(p::text, '') AS all FROM patients p"))[0].all;
  }
};
}  // namespace

TEST_CASE("the database holds nothing that could be read", "[orm]") {
  ward db;
  db.add("Ada", "fears spiders");
  std::vector<patient> rows(2);
  rows[0].notes = "sleeps badly";
  db.wait(insert_all(rows));
  db.wait(copy_all(rows));
  std::string const held = db.stored_text();
  CHECK(held.find("Ada") != std::string::npos);
  for (char const* const hex : {"666561727320", "736c6565707320", "73706964657273"})
    CHECK(held.find(hex) == std::string::npos);
  auto const found = db.wait(objects<patient>.all());
  REQUIRE(found.size() == 5);
  CHECK(*found[0].notes == "fears spiders");
  CHECK(**found[0].more == answers{"how", 3});
  CHECK(*found[1].notes == "sleeps badly");
  CHECK(*found[3].notes == "sleeps badly");
  CHECK(db.wait(objects<patient>.filter<"more__isnull">(true).count()) == 4);
  db.wait(objects<patient>.filter<"name">("Ada").update<"notes">(encrypted<>("fears nothing")));
  CHECK(*db.wait(objects<patient>.get<"name">("Ada")).notes == "fears nothing");
}

TEST_CASE("with another key it is a clear error; with both it is sealed anew", "[orm]") {
  ward db;
  db.add("Ada", "fears spiders");
  set_sealing_keys({second_key});
  CHECK_THROWS_AS(db.wait(objects<patient>.all()), sealed_text_error);
  CHECK(db.wait(objects<patient>.defer<"notes", "more">().all()).size() == 1);
  set_sealing_keys({second_key, first_key});
  auto rows = db.wait(objects<patient>.all());
  db.wait(update_all<"notes", "more">(rows));
  set_sealing_keys({second_key});
  CHECK(*db.wait(objects<patient>.get()).notes == "fears spiders");
}

TEST_CASE("content is bound to its column, and opens in no other", "[orm]") {
  ward db;
  db.add("Ada", "fears spiders");
  CHECK_FALSE(db.wait(objects<patient>.get()).secret);
  db.wait(raw_command("UPDATE patients SET secret = notes"));
  CHECK_THROWS_AS(db.wait(objects<patient>.get()), sealed_text_error);
  CHECK(*db.wait(objects<patient>.defer<"secret">().get()).notes == "fears spiders");
  db.wait(objects<patient>.update<"secret">(std::nullopt));
  CHECK_FALSE(db.wait(objects<patient>.get()).secret);
  db.wait(objects<patient>.update<"secret">(std::optional(encrypted<>("steals"))));
  CHECK(**db.wait(objects<patient>.get()).secret == "steals");
  db.wait(raw_command("UPDATE patients SET notes = secret"));
  CHECK_THROWS_AS(db.wait(objects<patient>.first()), sealed_text_error);
  // Nor in the column of the same name of another table.
  db.wait(raw_command("INSERT INTO nurses (notes) SELECT notes FROM patients_history LIMIT 1"));
  CHECK_THROWS_AS(db.wait(objects<nurse>.get()), sealed_text_error);
  nurse other;
  other.notes = "is tired";
  db.wait(save(other));
  CHECK(*db.wait(objects<nurse>.get<"id">(other.id)).notes == "is tired");
}

TEST_CASE("the history of a row opens its content", "[orm]") {
  ward db;
  patient ada = db.add("Ada", "fears spiders");
  ada.notes = "fears nothing";
  ada.more = std::nullopt;
  db.wait(save(ada));
  db.wait(hard_erase(ada));
  auto const before = db.wait(objects<past<patient>>.order_by<"history_id">().all());
  REQUIRE(before.size() == 2);
  CHECK(*before[0].row.notes == "fears spiders");
  CHECK(**before[0].row.more == answers{"how", 3});
  CHECK(*before[1].row.notes == "fears nothing");
  CHECK_FALSE(before[1].row.more);
}

TEST_CASE("a renamed column opens what it had before", "[orm]") {
  ward db;
  db.add("Ada", "fears spiders");
  db.wait(db.database.run_script(
      "DROP TRIGGER patients_keep_history ON patients; ALTER TABLE patients RENAME TO people; "
      "ALTER TABLE people RENAME COLUMN notes TO remarks"));
  person ada = db.wait(objects<person>.get());
  CHECK(*ada.remarks == "fears spiders");
  CHECK_THROWS_AS(db.wait(objects<later>.get()), sealed_text_error);
  db.wait(save(ada));
  CHECK(*db.wait(objects<later>.get()).remarks == "fears spiders");
}

TEST_CASE("content from before it was bound opens when it is asked for", "[orm]") {
  ward db;
  db.add("Ada", "");
  std::string const old = seal("fears spiders", "hyper encrypted column");
  auto const* const first = reinterpret_cast<std::byte const*>(old.data());
  db.wait(raw_command("UPDATE patients SET notes = $1",
                      std::vector<std::byte>(first, first + old.size())));
  try {
    db.wait(objects<patient>.get());
    FAIL("it was opened");
  } catch (sealed_text_error const& refused) {
    CHECK(std::string_view(refused.what()).find("open_unbound_columns") != std::string_view::npos);
  }
  open_unbound_columns();
  patient ada = db.wait(objects<patient>.get());
  CHECK(*ada.notes == "fears spiders");
  db.wait(save(ada));
  open_unbound_columns(false);
  CHECK(*db.wait(objects<patient>.get()).notes == "fears spiders");
  // Bytes of the new format do not pass for those of the old one.
  db.wait(raw_command("UPDATE patients SET notes = substring(notes FROM 2)"));
  open_unbound_columns();
  CHECK_THROWS_AS(db.wait(objects<patient>.get()), sealed_text_error);
  open_unbound_columns(false);
  db.wait(raw_command("UPDATE patients SET notes = ''"));
  CHECK_THROWS_AS(db.wait(objects<patient>.get()), sealed_text_error);
}

TEST_CASE("nothing but a model has an encrypted column", "[orm]") {
  struct some {
    encrypted<> notes{};
  };
  ward db;
  db.add("Ada", "fears spiders");
  CHECK_THROWS_AS(db.wait(raw<some>("SELECT notes FROM patients")), std::logic_error);
  CHECK_THROWS_AS(db.wait(raw_command("UPDATE patients SET notes = $1", encrypted<>("x"))),
                  std::logic_error);
}

TEST_CASE("it is not printed", "[orm]") {
  patient made;
  made.notes = "fears spiders";
  made.more = answers{"how", 3};
  CHECK(to_json(made) == R"({"id":0,"name":"","notes":"****","more":"****","secret":null})");
  CHECK(*read_json<encrypted<>>(R"("fears dogs")").value() == "fears dogs");
  CHECK(read_json<encrypted<>>(R"("****")").problems()[0].rule == "encrypted");
}
