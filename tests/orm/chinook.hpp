// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// The sample database Chinook as models: what `inspectdb` writes for it, with relations in both
// directions. The reports of chinook_*.cpp are asked of it twice: in SQL and as a query.

#include <unistd.h>

#include <fstream>
#include <hyper/json.hpp>
#include <hyper/orm.hpp>
#include <hyper/postgres/database.hpp>
#include <hyper/runtime/run.hpp>
#include <memory>
#include <sstream>
#include <string>

#include "app/fresh_database.hpp"
#include "support/catch.hpp"

namespace chinook {
using namespace hyper;

using moment = stored_as<timestamp, "timestamp">;
using number = std::int32_t;
template <std::size_t Size>
using perhaps = std::optional<text<0, Size>>;
using given_key = primary_key<checked<number>>;

struct album;
struct track;
struct customer;
struct employee;
struct invoice;
struct invoice_line;
struct playlist_track;

struct artist {
  given_key artist_id{};
  perhaps<120> name{};
  related<album, "artist"> albums{};
  using meta = model<table<"artist">>;
};

struct album {
  given_key album_id{};
  text<0, 160> title{};
  foreign_key<chinook::artist, do_nothing> artist{};
  related<track, "album"> tracks{};
  using meta = model<table<"album">>;
};

struct genre {
  given_key genre_id{};
  perhaps<120> name{};
  related<track, "genre"> tracks{};
  using meta = model<table<"genre">>;
};

struct media_type {
  given_key media_type_id{};
  perhaps<120> name{};
  using meta = model<table<"media_type">>;
};

struct playlist {
  given_key playlist_id{};
  perhaps<120> name{};
  many_to_many<track, through<playlist_track>> tracks{};
  using meta = model<table<"playlist">>;
};

struct track {
  given_key track_id{};
  text<0, 200> name{};
  std::optional<foreign_key<chinook::album, do_nothing>> album{};
  foreign_key<chinook::media_type, do_nothing> media_type{};
  std::optional<foreign_key<chinook::genre, do_nothing>> genre{};
  perhaps<220> composer{};
  number milliseconds = 0;
  std::optional<number> bytes{};
  numeric<10, 2> unit_price{};
  related<invoice_line, "track"> lines{};
  many_to_many<playlist, through<playlist_track>> playlists{};
  using meta = model<table<"track">>;
};

struct playlist_track {
  foreign_key<chinook::playlist, do_nothing> playlist{};
  foreign_key<chinook::track, do_nothing> track{};
  using meta = model<table<"playlist_track">, keyed_by<"playlist", "track">>;
};

struct employee {
  given_key employee_id{};
  text<0, 20> last_name{};
  text<0, 20> first_name{};
  perhaps<30> title{};
  std::optional<foreign_key<employee, do_nothing, checked<number>, "reports_to">> reports_to{};
  std::optional<moment> birth_date{};
  std::optional<moment> hire_date{};
  perhaps<70> address{};
  perhaps<40> city{};
  perhaps<40> state{};
  perhaps<40> country{};
  perhaps<10> postal_code{};
  perhaps<24> phone{};
  perhaps<24> fax{};
  perhaps<60> email{};
  related<customer, "support_rep"> customers{};
  related<employee, "reports_to"> staff{};
  using meta = model<table<"employee">>;
};

struct customer {
  given_key customer_id{};
  text<0, 40> first_name{};
  text<0, 20> last_name{};
  perhaps<80> company{};
  perhaps<70> address{};
  perhaps<40> city{};
  perhaps<40> state{};
  perhaps<40> country{};
  perhaps<10> postal_code{};
  perhaps<24> phone{};
  perhaps<24> fax{};
  text<0, 60> email{};
  std::optional<foreign_key<employee, do_nothing>> support_rep{};
  related<invoice, "customer"> invoices{};
  using meta = model<table<"customer">>;
};

struct invoice {
  given_key invoice_id{};
  foreign_key<chinook::customer, do_nothing> customer{};
  moment invoice_date{};
  perhaps<70> billing_address{};
  perhaps<40> billing_city{};
  perhaps<40> billing_state{};
  perhaps<40> billing_country{};
  perhaps<10> billing_postal_code{};
  numeric<10, 2> total{};
  related<invoice_line, "invoice"> lines{};
  using meta = model<table<"invoice">>;
};

struct invoice_line {
  given_key invoice_line_id{};
  foreign_key<chinook::invoice, do_nothing> invoice{};
  foreign_key<chinook::track, do_nothing> track{};
  numeric<10, 2> unit_price{};
  number quantity = 0;
  using meta = model<table<"invoice_line">>;
};

/// The script without the commands of psql at its head; empty when it is not beside the project.
inline std::string script() {
  std::string const here = __FILE__;
  std::ostringstream text;
  text
      << std::ifstream(here.substr(0, here.rfind("tests/")) + "../shared/data/chinook.sql").rdbuf();
  std::string const all = text.str();
  std::size_t const head = all.find("\\c chinook;");
  return head == std::string::npos ? "" : all.substr(head + 11);
}

/// A database with its tables and rows, reached from this thread. Its sessions are in another time
/// zone than UTC, which must not matter.
class filled {
 public:
  filled() {
    pool_settings with;
    with.url = fresh_.url() + "&options=-ctimezone%3DAsia/Tokyo";
    database_ = std::make_unique<database>(with, loop_);
    hyper::run(database_->run_script(script()));
  }

  /// A report by hand and the same as a query have the same rows in the same order, and some.
  template <class Row>
  void same(sql_text<0> by_hand, task<std::vector<Row>> asked) {
    auto const expected = hyper::run(raw<Row>(by_hand));
    INFO(by_hand.text());
    CHECK(!expected.empty());
    CHECK(to_json(hyper::run(std::move(asked))) == to_json(expected));
  }
  template <class T>
  T wait(task<T> work) {
    return hyper::run(std::move(work));
  }

 private:
  fresh_database fresh_{"orm_chinook_" + std::to_string(getpid())};
  event_loop loop_;
  std::unique_ptr<database> database_;
};

}  // namespace chinook
