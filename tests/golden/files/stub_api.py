class Client(object):
    def connect(self):
        pass

    def disconnect(self):
        pass

    def send(self, message):
        pass

    def receive(self):
        pass


class Server(object):
    def listen(self):
        pass

    def accept(self):
        # TODO: not written yet
        pass

    def close(self):
        pass
