// error: models_point_to_each_other model_list hen, egg "make one foreign key a" "plain column"
#include <hyper/orm.hpp>
using namespace hyper;

struct egg;
struct hen {
  primary_key<> id;
  foreign_key<egg> from;
  using meta = model<table<"hens">>;
};
struct egg {
  primary_key<> id;
#ifdef COMPILE_FAIL
  foreign_key<hen> layer;
#else
  std::int64_t layer;
#endif
  using meta = model<table<"eggs">>;
};

constexpr auto text = create_tables<hen, egg>();
