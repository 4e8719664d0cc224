"""Takes steps, one JSON object a line, with the real Anki (PyPI package `anki`) on a collection of its
own, and answers each with one JSON line. Run by tests/anki/main.rs."""

import datetime
import json
import sys
import time

import anki.lang
from anki.collection import (
    Collection,
    DeckIdLimit,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
    ImportCsvRequest,
)


def outcome(log):
    names = ["new", "updated", "duplicate", "conflicting", "first_field_match", "missing_notetype",
             "missing_deck", "empty_first_field"]
    return {name: len(getattr(log, name)) for name in names if len(getattr(log, name))}


def notes(col):
    found = []
    for nid in sorted(col.find_notes("")):
        note = col.get_note(nid)
        cards = note.cards()
        found.append({
            "guid": note.guid,
            "notetype": note.note_type()["name"],
            "fields": note.fields,
            "tags": note.tags,
            "deck": col.decks.name(cards[0].did) if cards else None,
            "mod": note.mod,
            "cards": [
                {"id": c.id, "ord": c.ord, "type": c.type, "queue": c.queue, "due": c.due,
                 "due_date": str(datetime.date.fromtimestamp(col.crt + c.due * 86400)) if c.type == 2 else None,
                 "ivl": c.ivl, "reps": c.reps, "lapses": c.lapses, "flags": c.flags,
                 "stability": c.memory_state.stability if c.memory_state else None,
                 "difficulty": c.memory_state.difficulty if c.memory_state else None,
                 "question": c.question(), "answer": c.answer()}
                for c in cards
            ],
        })
    return found


def take(col, step):
    do = step["do"]
    if do == "import":
        meta = col.get_csv_metadata(path=step["file"], delimiter=None)
        log = col.import_csv(ImportCsvRequest(path=step["file"], metadata=meta)).log
        return outcome(log)
    if do == "import-package":
        options = ImportAnkiPackageOptions(
            with_scheduling=step.get("progress", False), with_deck_configs=False, merge_notetypes=False
        )
        request = ImportAnkiPackageRequest(package_path=step["file"], options=options)
        return outcome(col.import_anki_package(request).log)
    if do == "notes":
        return notes(col)
    if do == "answer":
        card = col.get_card(step["card"])
        card.start_timer()
        states = col._backend.get_scheduling_states(card.id)
        answer = col.sched.build_answer(card=card, states=states, rating=step["rating"])
        col.sched.answer_card(answer)
        return {}
    if do == "revlog":
        rows = col.db.all("select id, cid, ease, ivl, lastIvl, factor, time, type from revlog order by id")
        return rows
    if do == "fsrs":
        col.set_config("fsrs", True)
        return {}
    if do == "log":
        # The log of a card, as if it had been written on days ago; the card is due as after it.
        card = col.get_card(step["card"])
        noon = (col.sched.day_cutoff - col.sched.day_cutoff % 86400 - 43200) * 1000
        for ago, ease, interval, factor, kind in step["rows"]:
            col.db.execute("insert into revlog values (?, ?, -1, ?, ?, 1, ?, 4000, ?)",
                           noon - int(ago * 86400_000) + card.id % 997, card.id, ease, interval, factor, kind)
        card.type = card.queue = 2
        card.due, card.ivl, card.factor, card.reps = col.sched.today + 5, interval, factor, len(step["rows"])
        col.update_card(card)
        return {}
    if do == "memory":
        state = col.compute_memory_state(step["card"])
        return [state.stability, state.difficulty]
    if do == "edit":
        note = col.get_note(col.find_notes(step["search"])[0])
        note.fields[step["field"]] = step["text"]
        col.update_note(note)
        return {}
    if do == "suspend":
        col.sched.suspend_cards(col.find_cards(step["search"]))
        return {}
    if do == "unsuspend":
        col.sched.unsuspend_cards(col.find_cards(step["search"]))
        return {}
    if do == "flag":
        col.set_user_flag_for_cards(step.get("flag", 1), col.find_cards(step["search"]))
        return {}
    if do == "set-due":
        col.sched.set_due_date(col.find_cards(step["search"]), step["days"])
        return {}
    if do == "forget":
        col.sched.schedule_cards_as_new(col.find_cards(step["search"]))
        return {}
    if do == "add":
        for one in step["notes"]:
            model = col.models.by_name(one["notetype"])
            note = col.new_note(model)
            for at, text in enumerate(one["fields"]):
                note.fields[at] = text
            note.tags = one.get("tags", [])
            deck = col.decks.id(one.get("deck", "Default"))
            col.add_note(note, deck)
        return {}
    if do == "media":
        return col.media.write_data(step["name"], bytes(step["bytes"]))
    if do == "media-files":
        import os
        return sorted(os.listdir(col.media.dir()))
    if do == "check":
        problems, ok = col.fix_integrity()
        return {"ok": ok, "problems": problems}
    if do == "export-notes":
        return col.export_note_csv(
            out_path=step["file"], limit=None, with_html=True, with_tags=True, with_deck=True,
            with_notetype=True, with_guid=True,
        )
    if do == "export-package":
        options = ExportAnkiPackageOptions(
            with_scheduling=step.get("progress", True), with_deck_configs=False, with_media=True,
            legacy=step.get("legacy", False),
        )
        return col.export_anki_package(out_path=step["file"], options=options, limit=None)
    if do == "export-collection":
        col.export_collection_package(step["file"], include_media=True, legacy=step.get("legacy", False))
        col.reopen()
        return {}
    if do == "time":
        started = time.monotonic()
        result = take(col, step["step"])
        return {"seconds": time.monotonic() - started, "result": result}
    raise ValueError(do)


def main():
    anki.lang.set_lang(sys.argv[2])
    col = Collection(sys.argv[1])
    for line in sys.stdin:
        print(json.dumps(take(col, json.loads(line))), flush=True)
    col.close()


main()
