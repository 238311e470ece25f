"""Clients that no library would be: they send, or take, only as much as the server lets them, and then stop.

HTTP/2 by hand (RFC 9113), as far as a gRPC call needs it: headers are sent as literals, and nothing that the server
says is read but what it grants to send, and that it ends the call.
"""

import selectors
import socket
import struct
import time

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
DATA, HEADERS, RST_STREAM, SETTINGS, PING, WINDOW_UPDATE = 0, 1, 3, 4, 6, 8
ACK = END_STREAM = 1
END_HEADERS = 4
INITIAL_WINDOW = 4
FRAME_BYTES = 16384
STREAM = 1


def frame(kind, flags, stream, payload=b""):
    return struct.pack(">I", len(payload))[1:] + bytes([kind, flags]) + struct.pack(">I", stream) + payload


def headers(method):
    fields = [(":method", "POST"), (":scheme", "http"), (":path", f"/newsprint.v1.ReprintService/{method}"),
              (":authority", "localhost"), ("te", "trailers"), ("content-type", "application/grpc")]
    block = b""
    for name, value in fields:
        block += b"\x00" + bytes([len(name)]) + name.encode() + bytes([len(value)]) + value.encode()
    return frame(HEADERS, END_HEADERS, STREAM, block)


def message(payload, declared_bytes=None):
    return b"\x00" + struct.pack(">I", len(payload) if declared_bytes is None else declared_bytes) + payload


class SlowClient:
    """One connection with one call. `unsent` is what it still wants to send; `closed`: the server has ended the call."""

    def __init__(self, address, method, body, ends):
        host, port = address.rsplit(":", 1)
        self.socket = socket.create_connection((host, int(port)))
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
        self.socket.sendall(PREFACE + frame(SETTINGS, 0, 0) + headers(method))
        self.socket.setblocking(False)
        self.unsent = body
        self.ends = ends
        self.windows = {0: 65535, STREAM: 65535}
        self.received = b""
        self.sent_bytes = 0
        self.closed = False

    def send_what_may_be_sent(self):
        while self.unsent and not self.closed:
            size = min(len(self.unsent), FRAME_BYTES, *self.windows.values())
            if size <= 0:
                return
            flags = END_STREAM if self.ends and size == len(self.unsent) else 0
            self._send(frame(DATA, flags, STREAM, self.unsent[:size]))
            self.unsent = self.unsent[size:]
            self.sent_bytes += size
            for stream in self.windows:
                self.windows[stream] -= size

    def _send(self, data):
        self.socket.setblocking(True)
        try:
            self.socket.sendall(data)
        except OSError:
            self.closed = True
        finally:
            self.socket.setblocking(False)

    def take_grants(self):
        """Reads what there is, for the windows in it."""
        try:
            data = self.socket.recv(65536)
            if not data:
                self.closed = True
        except BlockingIOError:
            return
        except OSError:
            self.closed = True
            return
        self.received += data
        while len(self.received) >= 9:
            size = int.from_bytes(self.received[:3], "big")
            if len(self.received) < 9 + size:
                return
            kind, flags = self.received[3], self.received[4]
            stream = int.from_bytes(self.received[5:9], "big")
            payload = self.received[9:9 + size]
            self.received = self.received[9 + size:]
            if kind == WINDOW_UPDATE and stream in self.windows:
                self.windows[stream] += int.from_bytes(payload, "big")
            elif kind == SETTINGS and not flags & ACK:
                self._apply_settings(payload)
                self._send(frame(SETTINGS, ACK, 0))
            elif stream == STREAM and (kind == RST_STREAM or (kind == HEADERS and flags & END_STREAM)):
                self.closed = True
            elif kind == PING and not flags & ACK:
                self._send(frame(PING, ACK, 0, payload))

    def _apply_settings(self, payload):
        for at in range(0, len(payload), 6):
            name, value = struct.unpack(">HI", payload[at:at + 6])
            if name == INITIAL_WINDOW:
                self.windows[STREAM] += value - 65535

    def close(self):
        self.socket.close()


def slow_writer(address, method, declared_bytes, sent_bytes):
    """Announces a message of `declared_bytes` and stops after `sent_bytes`."""
    return SlowClient(address, method, message(bytes(sent_bytes), declared_bytes), ends=False)


def slow_reader(address, method, request):
    """Sends a whole request and takes none of its answer."""
    return SlowClient(address, method, message(request), ends=True)


def push(clients, seconds):
    """Lets the clients send for so long, as far as the server grants it."""
    with selectors.DefaultSelector() as selector:
        for client in clients:
            selector.register(client.socket, selectors.EVENT_READ, client)
        until = time.monotonic() + seconds
        for client in clients:
            client.send_what_may_be_sent()
        while (left := until - time.monotonic()) > 0 and any(c.unsent and not c.closed for c in clients):
            for key, _ in selector.select(left):
                key.data.take_grants()
                if key.data.closed:
                    selector.unregister(key.data.socket)
                else:
                    key.data.send_what_may_be_sent()
