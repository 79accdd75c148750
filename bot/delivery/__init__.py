"""Nothing lost, nothing doubled: intake, worker, sender, alarms, scanner, auditor.

Each loop may be stopped anywhere, at any time: what it was doing is found again in the journal.
"""
