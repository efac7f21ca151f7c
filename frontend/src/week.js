// On Week: the calendar that blocks are moved in.
