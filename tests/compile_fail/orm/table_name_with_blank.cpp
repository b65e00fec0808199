// error: name_is_no_sql_identifier post "blog posts" "use letters, digits and _," "at most 63 of
// them"
#include <hyper/orm.hpp>
using namespace hyper;

struct post {
  primary_key<> id;
#ifdef COMPILE_FAIL
  using meta = model<table<"blog posts">>;
#else
  using meta = model<table<"blog_posts">>;
#endif
};

constexpr auto text = create_tables<post>();
