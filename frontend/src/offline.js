// On pages that also work without a connection.
