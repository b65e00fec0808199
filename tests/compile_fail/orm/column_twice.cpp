// error: model_has_column_twice post "writer_id" "a foreign key x makes x_id"
#include <hyper/orm.hpp>
using namespace hyper;

struct author {
  primary_key<> id;
  text<1, 80> name;
  using meta = model<table<"authors">>;
};
struct post {
  primary_key<> id;
  foreign_key<author> writer;
#ifdef COMPILE_FAIL
  std::int64_t writer_id;
#else
  std::int64_t editor_id;
#endif
  using meta = model<table<"posts">>;
};

auto posts() { return objects<post>.count(); }
