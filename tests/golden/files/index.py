from .client import Client, connect
from .errors import ConnectionLost, ProtocolError, Timeout
from .message import Message, decode, encode
from .server import Server, serve
from .session import Session

__all__ = ["Client", "ConnectionLost", "Message", "ProtocolError", "Server", "Session", "Timeout"]
