"""What goes out: put into the platform's form, sent once, by a way that only its reader reads."""
