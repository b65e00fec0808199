// error: model_has_no_owner note person "give it a created_by" "or updated_by member"
#include <hyper/orm.hpp>
#include <hyper/orm/ownership.hpp>

struct person {
  hyper::primary_key<> id{};
  using meta = hyper::model<hyper::table<"persons">>;
};
struct note {
  hyper::primary_key<> id{};
#ifdef COMPILE_FAIL
  hyper::foreign_key<person> writer{};
#else
  hyper::created_by<person> writer{};
#endif
  using meta = hyper::model<hyper::table<"notes">>;
};

hyper::task<void> keep(person const& who, note& written) { return hyper::save_as(who, written); }
