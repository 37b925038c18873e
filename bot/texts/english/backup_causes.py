"""Why a backup could not be made, sent or restored, by its code: half a sentence that can stand after a colon."""

from __future__ import annotations

CAUSES = {
    "failed": "it could not be written",
    "no_database": "there is no database",
    "same_second": "another backup was made in the same second",
    "no_backup": "there is no backup",
    "manifest_broken": "its list of contents (manifest.json) is damaged",
    "database_differs": "the database in it is not the one that was written",
    "database_broken": "the database in it is damaged",
    "record_differs": "the record in it does not fit its anchors",
    "file_missing": "a file is missing from it",
    "file_differs": "a file in it is damaged",
    "files_differ": "the number of its files is not that of its list of contents",
    "in_the_way": "a database is in its place",
    "not_found": "the command could not be run",
    "too_long": "the command did not end in time and was stopped",
    "ended_badly": "the command reported a failure",
}
