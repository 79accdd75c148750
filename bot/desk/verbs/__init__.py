"""What can be done to a ticket, an entry or a promise: functions that take a step first."""
