"""Which programmes to apply to: `building.build_list(ListProblem) -> ApplicationList`.

`problem` states a problem, `lists` is what comes back, `building` makes it. `marginal` says what
one application more is worth, where to stop, and how the answer hangs on correlation; `reasons`
why each programme is there; `warm` compiles the kernels ahead of use.
"""
