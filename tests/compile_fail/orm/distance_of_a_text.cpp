// error: lookup_takes_another_type picture "title" pgvector<3> "the column is" "text"
#include <hyper/orm.hpp>
#include <hyper/orm/pgvector.hpp>
using namespace hyper;

struct picture {
  primary_key<> id;
  std::string title;
  pgvector<3> place;
  using meta = model<table<"pictures">>;
};

auto near(pgvector<3> const& here) {
#ifdef COMPILE_FAIL
  return objects<picture>.filter(l2_distance<"title">(here) < 1.0).all();
#else
  return objects<picture>.filter(l2_distance<"place">(here) < 1.0).all();
#endif
}
