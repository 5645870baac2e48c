"""English words that only hold sentences together: articles, pronouns, prepositions and so on."""

from __future__ import annotations

STOP_WORDS = frozenset(
    """
    a about above across after again against all along also although always am among an and another
    any anyone anything are around as at away be became because been before behind being below
    between both but by can cannot could did do does doing done down during each either else enough
    even ever every everyone everything few first for from further get gets given gives go had has
    have having he her here hers herself him himself his how however i if in into is it its itself
    just keep kept last less let like made make many may me might mine more most much must my myself
    need neither never no nobody none nor not nothing now of off often on once one only onto or
    other others ought our ours ourselves out over own per perhaps quite rather really same she
    should since so some somebody someone something somewhere still such than that the their theirs
    them themselves then there therefore these they this those though through thus to together too
    toward towards under until up upon us used very was we well were what whatever when whenever
    where whether which while who whom whose why will with within without would yes yet you your
    yours yourself yourselves
    """.split()  # noqa: SIM905  a list of 200 strings is not read
)
