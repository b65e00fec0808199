// error: template_filter_is_unknown "home.html" 1 10 "shuot" "did you mean" "shout"
#include <hyper/templates/render.hpp>

struct page {
  std::string title;
};
std::string shout(std::string_view text) { return std::string(text) + "!"; }
struct pages {
  using extensions = hyper::template_extensions<hyper::template_filter<"shout", shout>>;
  static constexpr hyper::embedded_template all[] = {
#ifdef COMPILE_FAIL
      {"home.html", "{{ title|shuot }}"},
#else
      {"home.html", "{{ title|shout }}"},
#endif
  };
};

std::string home(page const& shown) { return hyper::render<"home.html", pages>(shown); }
