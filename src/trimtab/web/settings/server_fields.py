"""Keys of a profile on servers and the network, as fields of forms."""

from __future__ import annotations

from trimtab.web.settings.field_shapes import Field, Section

SERVER_SECTIONS = (
    Section(
        "account",
        "Accounts",
        "CalDAV servers. Passwords stand elsewhere: trimtab account password asks for one.",
        (
            Field("name", "Name"),
            Field("url", "Address"),
            Field("user", "User"),
            Field("password_file", "File that holds the password"),
            Field("password_command", "Command that tells the password"),
        ),
        "account",
    ),
    Section(
        "sync",
        "Where the plan is kept too",
        "Without an account named here, nothing is ever written to a server.",
        (Field("account", "Account"), Field("calendar", "Calendar")),
    ),
    Section(
        "network",
        "Your own network",
        "Servers at home that may be asked. Everything public may be asked over https.",
        (Field("allowed_hosts", "Servers", "host_names", "Such as nas.local, 192.168.1.20."),),
    ),
)
