// error: lookup_takes_another_type picture "place" pgvector<2> "the column is" "vector(3)"
#include <hyper/orm.hpp>
#include <hyper/orm/pgvector.hpp>
using namespace hyper;

struct picture {
  primary_key<> id;
  pgvector<3> place;
  using meta = model<table<"pictures">>;
};

#ifdef COMPILE_FAIL
using vector_of_search = pgvector<2>;
#else
using vector_of_search = pgvector<3>;
#endif
auto near(vector_of_search const& here) {
  return objects<picture>.annotate<"far">(cosine_distance<"place">(here)).order_by<"far">().all();
}
