"""What can go wrong for readers with what this library gives out, and what stands against it (domain.md, HQ-17). Pure: rows to read.

Each control names the requirement, the rule in the code that holds it and the test that shows it. A test of ours sees that both are there,
and that every requirement about contacts in a crisis (CR-1 to CR-15) has its place: a control that is taken out can't stay in the log.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Control:
    """`requirement` as of domain.md; `rule` is `module:name` in the code, `test` is `file::name`, or `file::class::name`."""

    requirement: str
    says: str
    rule: str
    test: str


@dataclass(frozen=True)
class Hazard:
    """`severity` is that of the worst that is likely without controls: `catastrophic`, `major`, `considerable` or `minor`. `figures` are
    names of `hazard_figures`: when its controls acted, none where no record says that it was they.
    """

    code: str
    title: str
    cause: str
    effect: str
    severity: str
    controls: tuple[Control, ...]
    residual: str
    figures: tuple[str, ...]


_DIRECTORY, _EDITIONS, _PUBLISHING, _SYNDICATION = (
    f"tests/library/{area}" for area in ("directory", "editions", "publishing", "syndication")
)

HAZARDS = (
    Hazard(
        "H-1",
        "A number of the wrong nation or place is printed",
        "A text that was made for one nation is used in another, which is the misuse to be expected of leaflets that travel.",
        "Somebody in a crisis calls a line that does not answer for them, and may not try another.",
        "catastrophic",
        (
            Control(
                "CR-2",
                "A contact has a kind, and is printed and dialled as numbers of that kind are.",
                "library.directory.display:display",
                f"{_DIRECTORY}/test_display.py::test_a_number_may_be_written_as_people_write_it",
            ),
            Control(
                "CR-3",
                "A text for a place prints only contacts that serve all of it, and one for anywhere each nation's.",
                "library.editions.contacts:contact_faults",
                f"{_EDITIONS}/test_contacts.py::test_an_england_leaflet_never_prints_scotland_s",
            ),
        ),
        "Paper that was printed for one place and is handed out in another says where it is for; nobody can stop it being handed out.",
        (),
    ),
    Hazard(
        "H-2",
        "A number is out of date",
        "A service moves, closes or changes its hours, and nobody tells the library.",
        "Somebody calls and nobody answers, or somebody else does.",
        "catastrophic",
        (
            Control(
                "CR-4",
                "Numbers are verified again and again; one that was verified too long ago is not printed anew.",
                "library.directory.verification:verification",
                f"{_EDITIONS}/test_contacts.py::test_what_was_checked_too_long_ago_is_not_printed",
            ),
            Control(
                "CR-5",
                "A number that was retired is refused in every text, and every edition that prints it is known.",
                "library.directory.retired_numbers:retired_in",
                f"{_EDITIONS}/test_contacts.py::test_a_retired_number_never_comes_back",
            ),
            Control(
                "CR-13",
                "Two people change a number: who proposed it can't confirm it.",
                "library.directory.actions.changes:confirm_change",
                f"{_DIRECTORY}/test_changes.py::test_whoever_proposed_it_can_t_confirm_it",
            ),
            Control(
                "CR-15",
                "The pages on which numbers were verified are looked at once a week, and somebody is told when one is gone.",
                "library.upkeep.looking:look_around",
                "tests/library/upkeep/test_number_watch.py::test_one_that_stood_there_and_does_not_any_more_is_a_matter_on_the_second_day",
            ),
        ),
        "Paper keeps the number that it was printed with. Between a change at the service and the next look lie up to eight days.",
        ("contacts-changed", "changes-discarded", "contacts-retired", "contact-editions", "addresses-wrong"),
    ),
    Hazard(
        "H-3",
        "A number is typed, invented or a stand-in",
        "Somebody writes a number into a text, copies an example, or leaves a gap to be filled later.",
        "A wrong number is printed, and no change of the directory ever reaches it.",
        "major",
        (
            Control(
                "CR-1",
                "Numbers in a text are contacts of the directory; one that was typed is found and said.",
                "library.directory.findings:typed_number_findings",
                f"{_DIRECTORY}/test_typed_numbers.py::test_a_finding_says_where_and_what",
            ),
            Control(
                "CR-14",
                "Stand-ins, numbers of film and television and addresses of examples are never published.",
                "library.documents.unfinished:unfinished",
                "tests/library/documents/test_unfinished.py::test_what_is_unfinished_is_named",
            ),
        ),
        "A number that was typed is a warning: a reviewer may let it stand.",
        (),
    ),
    Hazard(
        "H-4",
        "Somebody in a crisis finds no way to help",
        "The lines of help are left out, closed at that hour, cost money or can only be spoken to; or the text is gone.",
        "Help comes late, or not.",
        "catastrophic",
        (
            Control(
                "CR-6",
                "Health content has lines for an emergency, for urgent help, for listening and for the condition, or is refused.",
                "library.editions.crisis_help:crisis_help_faults",
                f"{_EDITIONS}/test_crisis_help.py::test_it_is_refused_at_publication_and_nothing_is_out",
            ),
            Control(
                "CR-7",
                "How soon to act stands in words on each card, on the web and on paper.",
                "library.documents.vocabulary:CareLevel",
                "tests/library/rendering/test_pdf_accessibility.py::test_a_care_card_says_in_words_how_soon_to_act",
            ),
            Control(
                "CR-8",
                "One of the lines is open at every hour, or the text is refused.",
                "library.directory.crisis_block:crisis_faults",
                f"{_EDITIONS}/test_crisis_help.py::test_without_a_line_that_is_always_open_it_is_refused_at_publication",
            ),
            Control(
                "CR-9",
                "Opening hours are data, with nights, bank holidays of each nation and exceptions.",
                "library.directory.hours:open_at",
                f"{_DIRECTORY}/test_hours.py::test_each_nation_has_a_calendar_of_its_own",
            ),
            Control(
                "CR-10",
                "What a call costs is known and said.",
                "library.directory.costs:cost_of",
                f"{_DIRECTORY}/test_reliance.py::test_what_a_call_costs",
            ),
            Control(
                "CR-11",
                "A line for an emergency says how it is reached without speaking, or is refused.",
                "library.directory.crisis_block:crisis_faults",
                f"{_EDITIONS}/test_contacts.py::test_for_an_emergency_it_must_be_known_how_to_reach_it_without_speaking",
            ),
            Control(
                "CR-12",
                "Whoever opens what was withdrawn is told where help is.",
                "library.directory.queries:crisis_help",
                "tests/api/public/test_items.py::test_a_withdrawn_item_is_410_with_reason_successor_and_help_and_leaves_no_trace",
            ),
        ),
        "The lines are other people's: they can be engaged, and hours that they announce at short notice are not known here.",
        (),
    ),
    Hazard(
        "H-5",
        "Words or pictures make an eating disorder worse",
        "Figures, methods, labels or looks stand in a text, a quote or a caption.",
        "A reader compares themselves, copies or despairs.",
        "major",
        (
            Control(
                "SM-1",
                "What can harm is found by rule and span, and is not published where readers may be unwell.",
                "library.editions.messaging:messaging_faults",
                f"{_PUBLISHING}/test_waivers.py::test_they_keep_it_from_being_published_and_say_where_why_and_what_instead",
            ),
            Control(
                "SM-7",
                "Pictures say what they show of a body; two kinds are refused.",
                "library.editions.messaging:picture_faults",
                f"{_PUBLISHING}/test_bodies_shown.py::test_about_eating_disorders_it_is_said_and_two_kinds_are_refused",
            ),
        ),
        "Rules find words, not tones: reviewers with lived experience read each text. A clinical reviewer may let words stand until a day.",
        ("waivers-in-force",),
    ),
    Hazard(
        "H-6",
        "A text goes out that nobody fit to judge has read",
        "It is changed after it was signed off, or signed off by whoever wrote it.",
        "Wrong advice is published under the name of those who reviewed another text.",
        "major",
        (
            Control(
                "HQ-6",
                "Lived experience and a clinician sign off the exact text; a later edit voids it, and one person is not two.",
                "library.publishing.signoff:valid_sign_offs",
                f"{_PUBLISHING}/test_signoff.py::test_a_later_edit_voids_every_sign_off_of_the_text_before",
            ),
        ),
        "The library knows that somebody has approved, not how well they have read.",
        ("changes-asked-for",),
    ),
    Hazard(
        "H-7",
        "A correction for the safety of readers does not arrive",
        "Adaptations, copies and pages of partners hold the words of before.",
        "People go on reading what was found to be unsafe.",
        "major",
        (
            Control(
                "design.md 6",
                "A safety edition replaces at once what adaptations show verbatim; where words of their own are in the way, it says so.",
                "library.leaflets.actions.safety:follow_safety",
                "tests/library/leaflets/test_safety.py::test_what_is_shown_verbatim_is_replaced_and_own_words_stay",
            ),
            Control(
                "design.md 6",
                "A template that is withdrawn as unsafe takes its adaptations with it.",
                "library.editions.actions.standing:withdraw",
                "tests/library/leaflets/test_safety.py::test_a_template_that_is_not_safe_takes_its_adaptations_with_it",
            ),
            Control(
                "design.md 7",
                "Partners are told what happened to an item in its order; what comes later waits for what came before.",
                "library.syndication.actions.claims:claim",
                f"{_SYNDICATION}/test_delivery.py::TestOrder::test_the_next_event_of_a_subject_waits_and_others_go_on",
            ),
            Control(
                "design.md 7",
                "What does not arrive is tried ten times over more than three days, and then given up.",
                "library.syndication.actions.outcomes:settle",
                f"{_SYNDICATION}/test_delivery.py::TestRetries::test_it_is_tried_ten_times_over_three_days_as_the_standard_says",
            ),
            Control(
                "design.md 7",
                "An address at which nothing has arrived for three days is switched off, and its administrators get a letter.",
                "library.syndication.actions.outcomes:settle",
                f"{_SYNDICATION}/test_failing.py::test_after_days_it_is_switched_off_and_its_administrators_are_told",
            ),
        ),
        "Paper and files that somebody has saved are not reached; the code on paper leads to what holds now. A partner whose address was "
        "switched off, or who was not reached before it was given up, hears of it when they ask for it or read the feed.",
        ("safety-editions", "adaptations-behind", "withdrawals-unsafe"),
    ),
    Hazard(
        "H-8",
        "Words of somebody who took them back are still shown",
        "A quote stands in editions, adaptations, caches and copies.",
        "The person is harmed by being seen, and others no longer trust us with theirs.",
        "major",
        (
            Control(
                "design.md 5",
                "Words stand in one table; taken back, they are gone from every edition, page and file in the same transaction.",
                "library.editions.actions.consents:withdraw_consent",
                f"{_EDITIONS}/test_withdrawal_of_consent.py::test_the_words_are_gone_from_every_table",
            ),
        ),
        "What others have printed or copied by hand is not reached; they are written to.",
        ("words-taken-back",),
    ),
    Hazard(
        "H-9",
        "Advice has grown old",
        "Evidence and services change, and the text does not.",
        "Readers follow what is no longer advised.",
        "considerable",
        (
            Control(
                "HQ-5",
                "Each text has a day by which it is reviewed; past it, it says so to readers, and its owners are reminded.",
                "library.editions.review_status:review_status",
                "tests/library/rendering/test_embed_page.py::test_one_that_is_overdue_says_so",
            ),
        ),
        "A text that is overdue stays out, and says so.",
        ("reviews-overdue",),
    ),
)
