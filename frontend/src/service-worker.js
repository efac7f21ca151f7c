// Keeps what must work without a connection. BUILT_FILES are the names of the files built with it.
