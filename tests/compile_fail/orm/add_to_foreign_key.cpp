// error: column_is_no_relation post "writer" "only a many_to_many has" "rows to add"
#include <hyper/orm.hpp>
using namespace hyper;

struct author {
  primary_key<> id;
  using meta = model<table<"authors">>;
};
struct post {
  primary_key<> id;
  foreign_key<author> writer;
  many_to_many<author> readers;
  using meta = model<table<"posts">>;
};

#ifdef COMPILE_FAIL
auto add(post const& to, std::vector<author> const& all) { return add_related<"writer">(to, all); }
#else
auto add(post const& to, std::vector<author> const& all) { return add_related<"readers">(to, all); }
#endif
