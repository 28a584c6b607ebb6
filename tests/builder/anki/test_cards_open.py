"""Open cards: the question alone, then the rubric that its learner ticks."""

from __future__ import annotations

SHARE_TO_PASS = 0.6


def rating(earned, total):
    if earned / total < SHARE_TO_PASS:
        return "Again"
    return "Good" if earned == total else "Hard"


def suggestion(earned, total):
    noun, verb = ("credit", "suggests") if total == 1 else ("credits", "suggest")
    return f"{earned:g} of {total:g} {noun} {verb} {rating(earned, total)}."


def test_every_card_asks_first_and_adds_up_its_ticks_after(exam, shown, card):
    wrong = []
    for note in exam.of_kind("open"):
        shown.front(note.query)
        [answer] = card.set_texts([note.fields["Answer"]])
        front = card.page.locator("#et").text_content()
        if answer in front or card.page.locator("#et button").count():
            wrong.append(f"{note.number}: the front gives something away")
        shown.back()
        if [text.strip() for text in card.order] != card.set_texts(note.items):
            wrong.append(f"{note.number}: other items than the rubric's")
        earned = 0.0
        for place, credit in enumerate(note.item_credits):
            card.page.locator("button.et-row").nth(place).click()
            earned += credit
            if card.outcome != suggestion(earned, float(note.fields["Credits"])):
                wrong.append(f"{note.number}: {card.outcome} for {earned}")
        if earned != float(note.fields["Credits"]):
            wrong.append(f"{note.number}: {earned} with all ticks")
    assert not wrong


def test_nothing_is_summed_up_before_the_first_tick(exam, shown, card):
    shown.front(exam.of_kind("open")[0].query)
    shown.back()
    assert card.outcome == ""


def test_half_credits_add_up_and_can_be_taken_back(exam, shown, card):
    note = next(n for n in exam.of_kind("open") if n.item_credits.count(0.5) >= 2)
    total = float(note.fields["Credits"])
    shown.front(note.query)
    shown.back()
    worth = card.page.locator(".et-credit").all_inner_texts()
    assert [float(text) for text in worth] == note.item_credits
    item = card.page.locator("button.et-row").nth(note.item_credits.index(0.5))
    item.click()
    assert card.outcome == suggestion(0.5, total)
    assert item.get_attribute("aria-checked") == "true"
    item.click()
    assert card.outcome == suggestion(0, total)
    assert item.get_attribute("aria-checked") == "false"


def test_the_clients_keys_still_rate_on_the_back(exam, shown, card):
    note = exam.of_kind("open")[0]
    shown.front(note.query)
    shown.back()
    card.watch_keys()
    card.press("a", "1", "Space", "Enter")
    assert card.leaked_keys() == ["a", "1", " ", "Enter"]
    assert not any(card.ticks)
