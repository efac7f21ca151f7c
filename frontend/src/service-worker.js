// Keeps what must work without a connection.
