// error: model_has_no_primary_key post "add a member" "primary_key<> id;"
#include <hyper/orm.hpp>
using namespace hyper;

struct post {
#ifdef COMPILE_FAIL
  std::optional<primary_key<>> id;
#else
  primary_key<> id;
#endif
  std::string title;
  using meta = model<table<"posts">>;
};

constexpr auto text = create_table<post>();
