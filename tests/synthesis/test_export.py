"""rulekit/synthesis/export.py: lines in the layouts that trainers read."""

from rulekit.synthesis.export import alpaca, chat

SAMPLE = {"id": "1-a-0-1-1-0", "instruction": "Why?", "response": "So.", "stage": 2, "round": 1}
SAMPLE |= {"recipe": "mine", "tests": "assert 1"}
OWN = {"id": "1-a-0-1-1-0", "stage": 2, "recipe": "mine", "round": 1}


def test_a_chat_has_two_turns():
    turns = [{"role": "user", "content": "Why?"}, {"role": "assistant", "content": "So."}]
    assert {"messages": turns} | OWN == chat(SAMPLE)


def test_alpaca_has_an_instruction_and_an_output():
    told = {"instruction": "Why?", "input": "", "output": "So."}
    assert told | OWN == alpaca(SAMPLE)
