-- The library, version 9: users and passwords leave the addresses of feeds (see store/logins.py for those that are there).

ALTER TABLE feed ADD COLUMN login TEXT NOT NULL DEFAULT '';         -- by what it is found in keyring or file; '': none
ALTER TABLE feed ADD COLUMN login_user TEXT NOT NULL DEFAULT '';    -- the user, where there is a password too
