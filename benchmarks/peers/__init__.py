"""What the comparisons with other ways of asking the same model share.

`kept`: the model behind an OpenAI-compatible server on loopback that keeps each
answer in a file; `plain`: a peer's items as a fact card, with no help from our
readers; `running`: the sample, the scores and the table.
"""
