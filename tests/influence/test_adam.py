"""rulekit/influence/adam.py: the step that Adam would take."""

import numpy as np

from rulekit.influence.adam import AdamState

ONE = np.float32([0.5, -2.0, 0.0])


def stepped(gradients):
    """Adam as its paper has it: the last step, and the state before it."""
    first, second, state = np.zeros(3), np.zeros(3), None
    for count, gradient in enumerate(gradients, 1):
        state = AdamState(first.copy(), second.copy(), count - 1)
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        step = first / (1 - 0.9**count) / (np.sqrt(second / (1 - 0.999**count)) + 1e-8)
    return step, state


def test_with_momentum_it_is_the_step_of_adam():
    before = [np.float64([1, 1, 2]), np.float64([-1, 3, 0.5]), np.float64([0.1, 0, 1])]
    step, state = stepped([*before, ONE])
    np.testing.assert_allclose(step, state.direction(ONE, "shared"), rtol=1e-5)


def test_of_an_adam_that_has_seen_nothing_it_is_the_sign():
    state = AdamState(np.zeros(3), np.zeros(3), 0)
    np.testing.assert_allclose([1, -1, 0], state.direction(ONE), atol=1e-6)


def test_without_momentum_a_sample_that_teaches_nothing_goes_nowhere():
    state = AdamState(np.float32([5, 5, 5]), np.float32([1, 1, 1]), 9)
    assert [0, 0, 0] == state.direction(np.zeros(3, np.float32)).tolist()
    assert all(state.direction(np.zeros(3, np.float32), "shared") > 0)


def test_without_momentum_the_other_way_is_the_other_way():
    state = AdamState(np.float32([5, 5, 5]), np.float32([1, 1, 1]), 9)
    assert state.direction(-ONE).tolist() == (-state.direction(ONE)).tolist()
