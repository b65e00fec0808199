// error: foreign_key_to_composite_key refund "line" "its target has several keys: use"
#include <hyper/orm.hpp>
using namespace hyper;

struct order_line {
  std::int64_t buyer;
  std::int64_t item;
  using meta = model<table<"order_lines">, keyed_by<"buyer", "item">>;
};
struct refund {
  primary_key<> id;
#ifdef COMPILE_FAIL
  foreign_key<order_line> line;
#else
  std::int64_t line;
#endif
  using meta = model<table<"refunds">>;
};

constexpr auto text = create_table<refund>();
