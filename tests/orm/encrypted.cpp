// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/encrypted.hpp>
//
#include <hyper/orm.hpp>
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
  using meta = model<table<"patients">, ordered_by<"id">>;
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

struct ward : stored<patient> {
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

TEST_CASE("it is not printed", "[orm]") {
  patient made;
  made.notes = "fears spiders";
  made.more = answers{"how", 3};
  CHECK(to_json(made) == R"({"id":0,"name":"","notes":"****","more":"****"})");
  CHECK(*read_json<encrypted<>>(R"("fears dogs")").value() == "fears dogs");
  CHECK(read_json<encrypted<>>(R"("****")").problems()[0].rule == "encrypted");
}
