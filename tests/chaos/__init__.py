"""What an owner may rely on, tried as hard as one machine allows: `python -m tests.chaos`.

Every suite has a control that must fail: a test that can't fail proves nothing.
"""
