"""Who is let in: guards before every door (`gate.py`), and how one signs in (`sign_in.py`).

docs/security.md tells what is guarded against and what is not, decisions/0031 why so.
"""
