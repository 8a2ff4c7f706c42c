"""A language model's server on this machine that answers what a test tells it to."""

import contextlib
import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def answer(*tasks):
    """What an OpenAI-compatible server sends for these duties."""
    return wrapped(json.dumps({"tasks": list(tasks)}, ensure_ascii=False))


def wrapped(content):
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]})


@dataclass
class Model:
    """``answers`` are sent one after the other, the last one again and again."""

    url: str = ""
    answers: list = field(default_factory=lambda: [answer()])
    status: int = 200
    mute: bool = False  # takes the question and says nothing
    drips: bool = False  # sends a byte now and then, for ever
    headers: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)  # (path, headers, question)
    over: threading.Event = field(default_factory=threading.Event)

    def reply(self, handler):
        size = int(handler.headers["Content-Length"])
        question = json.loads(handler.rfile.read(size))
        self.asked.append((handler.path, dict(handler.headers), question))
        if self.mute:
            self.over.wait(20)
            return
        handler.send_response(self.status)
        for name, value in self.headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        body = self.answers[min(len(self.asked), len(self.answers)) - 1]
        if self.drips:
            while not self.over.wait(0.05):
                handler.wfile.write(b" ")
        handler.wfile.write(body if isinstance(body, bytes) else body.encode())


@contextlib.contextmanager
def running():
    model = Model()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            with contextlib.suppress(ConnectionError):
                model.reply(self)

        def log_message(self, *words):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    model.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield model
    finally:
        model.over.set()
        server.shutdown()
        server.server_close()
        thread.join()
