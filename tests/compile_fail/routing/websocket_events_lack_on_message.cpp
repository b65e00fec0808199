// error: websocket_events_lack_on_message chat_member
#include <hyper/routing/router.hpp>
#include <hyper/routing/websocket.hpp>

using namespace hyper;

struct chat_member {
#ifdef COMPILE_FAIL
  void on_message(websocket_message const& message);
#else
  void on_message(websocket_session& with, websocket_message& message) { with.send(message); }
#endif
};

using site = routes<websocket<"/chat", websocket_events<chat_member>>>;
void serve(exchange& with) { site::handle(with); }
