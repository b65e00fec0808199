#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
# SPDX-License-Identifier: MIT
"""websocket_peer.py PROGRAM: examples/conformance, tried by a WebSocket library that is not ours, and by
frames that no library would send, in the order of the sections of RFC 6455 and RFC 7692.

Ends with 0 when all is well, 1 with what is not, 77 when the library is not installed.
"""
import asyncio
import os
import random
import re
import struct
import subprocess
import sys
import zlib

try:
    import websockets
    from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory
except ImportError:
    sys.exit(77)

PORT = 0
passed = 0
wrong = []


def check(name, holds):
    global passed
    if holds:
        passed += 1
    else:
        wrong.append(name)


async def echo(compression):
    """Messages of all sizes there and back, with what both sides agree on."""
    options = {"compression": None}
    if compression is not None:
        options["extensions"] = [ClientPerMessageDeflateFactory(**compression)]
    async with websockets.connect(f"ws://127.0.0.1:{PORT}/ws", max_size=None, **options) as socket:
        for size in (0, 1, 125, 126, 127, 65535, 65536, 300000):
            text = "".join(random.choice("abc \u00e4\u20ac\U0001f600") for _ in range(size))
            for message in (os.urandom(size), text):
                await socket.send(message)
                check(f"{compression}, {size} bytes", await socket.recv() == message)
        await socket.send(["fr", "ag", "", "ments"])
        check("fragments", await socket.recv() == "fragments")
        await asyncio.wait_for(await socket.ping(b"x" * 125), 10)
        await socket.close(4000, "bye")
        check("closed", socket.close_code == 4000)


def frame(opcode, payload=b"", final=True, reserved=0, mask=b"\x01\x02\x03\x04", size=None):
    head = bytes([(0x80 if final else 0) | reserved | opcode])
    size = len(payload) if size is None else size
    masked = 0x80 if mask else 0
    if size < 126:
        head += bytes([masked | size])
    elif size < 65536:
        head += bytes([masked | 126]) + struct.pack(">H", size)
    else:
        head += bytes([masked | 127]) + struct.pack(">Q", size)
    if not mask:
        return head + payload
    return head + mask + bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload))


def closing(code=1000, reason=b""):
    return frame(8, struct.pack(">H", code) + reason)


async def read_frames(reader, messages):
    """Collects frames; the code of the closing one, or 1005."""
    while True:
        head = await reader.readexactly(2)
        size = head[1] & 127
        if size == 126:
            size = struct.unpack(">H", await reader.readexactly(2))[0]
        elif size == 127:
            size = struct.unpack(">Q", await reader.readexactly(8))[0]
        payload = await reader.readexactly(size)
        if head[0] & 15 == 8:
            return struct.unpack(">H", payload[:2])[0] if payload else 1005
        messages.append((head[0] & 15, payload))


async def send(name, frames, code, expected=None, piece=None, fields=""):
    """Sends bytes; the server must close with the code, and end the connection without a reset."""
    reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
    writer.write((
        "GET /ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n" + fields + "\r\n").encode())
    check(name + ": 101", b" 101 " in await reader.readuntil(b"\r\n\r\n"))
    data = b"".join(frames)
    messages, got = [], None
    try:
        for at in range(0, len(data), piece or len(data)):
            writer.write(data[at:at + (piece or len(data))])
            if piece:
                await writer.drain()
        got = await asyncio.wait_for(read_frames(reader, messages), 20)
        check(name + ": ends", await asyncio.wait_for(reader.read(), 20) == b"")
    except (OSError, asyncio.IncompleteReadError, asyncio.TimeoutError) as why:
        check(f"{name}: {why!r}", False)
    check(f"{name}: closed with {got} and not {code}", got == code)
    if expected is not None:
        check(f"{name}: {str(messages)[:100]}", messages == expected)
    writer.close()


async def framing():
    for bits in (0x10, 0x20, 0x30, 0x40, 0x50, 0x70):
        await send(f"reserved bits {bits}", [frame(1, b"x", reserved=bits)], 1002, [])
    for opcode in (3, 4, 5, 6, 7, 11, 12, 13, 14, 15):
        await send(f"opcode {opcode}", [frame(opcode, b"x")], 1002, [])
    await send("fragmented ping", [frame(9, b"x", False)], 1002)
    await send("fragmented pong", [frame(10, b"x", False)], 1002)
    await send("ping of 126 bytes", [frame(9, b"x" * 126)], 1002)
    await send("continuation of nothing", [frame(0, b"x")], 1002)
    await send("message in a message", [frame(1, b"a", False), frame(1, b"b")], 1002)
    await send("ping in a message", [frame(1, b"a", False), frame(9, b"p"), frame(0, b"b"), closing()], 1000,
               [(10, b"p"), (1, b"ab")])
    await send("no mask", [frame(1, b"x", mask=None)], 1002)
    await send("length not shortest", [b"\x82\xfe\x00\x01\0\0\0\0x"], 1002)
    await send("length of 64 bits", [b"\x82\xff\x80\0\0\0\0\0\0\1\0\0\0\0"], 1002)
    await send("too big", [frame(2, size=17 << 20)], 1009)
    await send("16 MiB", [frame(2, b"x" * (16 << 20)), closing()], 1000, [(2, b"x" * (16 << 20))])
    await send("pings", [frame(9, b"%d" % i) for i in range(10)] + [closing()], 1000,
               [(10, b"%d" % i) for i in range(10)])


async def texts():
    for bad in (b"\xce\xba\xe1\xbd\xb9\xed\xa0\x80edited", b"\xf4\x90\x80\x80", b"\xc0\x80", b"\xff", b"\xe2\x82"):
        await send(f"text {bad}", [frame(1, bad)], 1007)
        await send(f"text {bad} in pieces", [frame(1, bad)], 1007, piece=1)
        await send(f"text {bad} in fragments", [frame(1, bad[:1], False), frame(0, bad[1:])], 1007)
    good = "\u03ba\u1f79\u03c3\u03bc\u03b5\U0001f600\U0010ffff\ud7ff".encode()
    await send("good text", [frame(1, good), closing()], 1000, [(1, good)], piece=1)


async def closes():
    for code in (0, 999, 1004, 1005, 1006, 1016, 1100, 2000, 2999, 5000, 65535):
        await send(f"code {code}", [closing(code)], 1002)
    for code in (1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999):
        await send(f"code {code}", [closing(code)], code)
    await send("frames behind the closing one", [closing(), frame(1, b"x"), frame(9, b"x")], 1000, [])
    await send("no code", [frame(8)], 1005)
    await send("half a code", [frame(8, b"\x03")], 1002)
    await send("reason that is no UTF-8", [closing(1000, b"\xff")], 1007)
    await send("reason of 124 bytes", [closing(1000, b"x" * 124)], 1002)


async def compressed():
    for offer in ({}, {"server_no_context_takeover": True}, {"client_no_context_takeover": True},
                  {"server_max_window_bits": 9}, {"client_max_window_bits": True},
                  {"server_max_window_bits": 12, "client_max_window_bits": 9}):
        await echo(offer)
    fields = "Sec-WebSocket-Extensions: permessage-deflate\r\n"
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    bomb = (packer.compress(b"\0" * (40 << 20)) + packer.flush(zlib.Z_SYNC_FLUSH))[:-4]
    await send("bomb", [frame(2, bomb, reserved=0x40)], 1009, [], fields=fields)
    await send("not deflated", [frame(2, b"\xff\xff\xff", reserved=0x40)], 1007, [], fields=fields)


async def all_of_it():
    await echo(None)
    for part in (framing, texts, closes, compressed):
        await part()


def main():
    global PORT
    with subprocess.Popen([sys.argv[1], "serve", "--port", "0", "--threads", "2"],
                          stderr=subprocess.STDOUT, stdout=subprocess.PIPE, text=True) as program:
        try:
            for line in program.stdout:
                found = re.search(r"127\.0\.0\.1:(\d+)", line)
                if found:
                    PORT = int(found.group(1))
                    break
            asyncio.run(all_of_it())
        finally:
            program.terminate()
            program.communicate(timeout=60)
    print(passed, "passed")
    for each in wrong:
        print("wrong:", each[:300])
    sys.exit(1 if wrong or not passed else 0)


main()
