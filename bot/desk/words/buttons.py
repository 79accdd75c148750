"""Every button by name: the command that it types for whoever presses it."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.desk.nouns.message import Style


@dataclass(frozen=True)
class Pressed:
    """The command that a button types, and how it looks."""

    command: str
    style: Style = Style.PLAIN


BUTTONS: Mapping[str, Pressed] = {
    "solved": Pressed("solved {q}", Style.PRIMARY),
    "else": Pressed("else {q}"),
    "person": Pressed("person {q}"),
    "none": Pressed("none {q}"),
    "not_mine": Pressed("notmine {q}"),
    "pass": Pressed("pass {q}", Style.PRIMARY),
    "nothanks": Pressed("nothanks {q}"),
    "rephrase": Pressed("rephrase {q}"),
    "new_question": Pressed("afresh {q}"),
    "same_matter": Pressed("addto {q} {n}"),
    "never_mind": Pressed("nevermind {n}"),
    "take_back": Pressed("takeback {n}"),
    "rephrase_ticket": Pressed("reword {n}"),
    "details": Pressed("details {n}"),
    "reply_team": Pressed("details {n}", Style.PRIMARY),
    "sorted": Pressed("sorted {n}", Style.PRIMARY),
    "not_sorted": Pressed("notsorted {n}"),
    "reopen": Pressed("reopen {n}"),
    "urgent": Pressed("urgent {n}"),
    "can_wait": Pressed("canwait {n}"),
    "good": Pressed("rate {n} good"),
    "okay": Pressed("rate {n} ok"),
    "bad": Pressed("rate {n} bad"),
    "look_again": Pressed("notsorted {n}", Style.PRIMARY),
    "leave_it": Pressed("leaveit {n}"),
    "take": Pressed("claim {n}", Style.PRIMARY),
    "reply": Pressed("reply {n}"),
    "promise": Pressed("promise {n}"),
    "hold": Pressed("hold {n}"),
    "resolve": Pressed("resolve {n}"),
    "move": Pressed("move {n}"),
    "give_back": Pressed("release {n}"),
    "again": Pressed("resend {number}", Style.PRIMARY),
    "unreachable": Pressed("unreachable {n}"),
    "guess": Pressed("guess {n}"),
    "guess_send": Pressed("guess {n} {entry} {version}", Style.PRIMARY),
    "snippet_send": Pressed("snippet {n} {snippet} {mark}", Style.PRIMARY),
    "thank": Pressed("thank {n}", Style.PRIMARY),
    "add_answer": Pressed("draft {n}"),
    "approve": Pressed("approve {entry}", Style.PRIMARY),
    "edit_entry": Pressed("edit {entry}"),
    "add_anyway": Pressed("anyway {mark}"),
    "plainer": Pressed("plainer {entry} {version}"),
    "askers_all": Pressed("askers {entry} all", Style.PRIMARY),
    "askers_each": Pressed("askers {entry} each"),
    "askers_none": Pressed("askers {entry} none"),
    "decline_all": Pressed("decline {task} anyway {mark}", Style.PRIMARY),
    "recall_all": Pressed("recallall {entry} {version}", Style.PRIMARY),
    "recall_with": Pressed("recallwith {entry} {version}"),
    "asker_tell": Pressed("asker {q} yes", Style.PRIMARY),
    "asker_not": Pressed("asker {q} no"),
    "works": Pressed("solved {q}", Style.PRIMARY),
    "works_not": Pressed("else {q}"),
    "issue_start": Pressed("issuestart", Style.PRIMARY),
    "issue_update": Pressed("issueupdate {issue}", Style.PRIMARY),
    "issue_end": Pressed("issueend {issue}"),
    "rehearse_right": Pressed("judge {rehearsed} right", Style.PRIMARY),
    "rehearse_wrong": Pressed("judge {rehearsed} wrong"),
    "rehearse_better": Pressed("better {rehearsed}"),
    "spot_right": Pressed("spot {among} {till} {last} {right} {wrong} right", Style.PRIMARY),
    "spot_wrong": Pressed("spot {among} {till} {last} {right} {wrong} wrong"),
    "spot_skip": Pressed("spot {among} {till} {last} {right} {wrong} skip"),
    "publish": Pressed("publish"),
    "spotcheck": Pressed("spotcheck {among}"),
    "go_live": Pressed("live {room}", Style.PRIMARY),
    "help_named": Pressed("myhelp yes", Style.PRIMARY),
    "help_unnamed": Pressed("myhelp unnamed"),
    "help_no": Pressed("myhelp no"),
    "help_stop": Pressed("myhelp stop"),
    "help_for": Pressed("myhelp for {topic}", Style.PRIMARY),
    "help_not_for": Pressed("myhelp notfor {topic}"),
    "advise": Pressed("advise {consulted}", Style.PRIMARY),
    "advise_not": Pressed("cantadvise {consulted}"),
    "helped": Pressed("helped {person} {n}", Style.PRIMARY),
    "link_yes": Pressed("link {code} yes"),
    "link_no": Pressed("link {code} no"),
    "unlink": Pressed("unlink"),
    "forget_yes": Pressed("forgetme yes", Style.DANGER),
    "erase_yes": Pressed("erase {person} yes", Style.DANGER),
}
"""{q} is a question's id, {n} a ticket's number; labels stand in the locales."""
