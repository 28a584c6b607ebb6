"""The offline app and all that it embeds: engine, questions, formulas."""
