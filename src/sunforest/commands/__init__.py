"""The operator's commands: ``command_table`` says what there is, one module a family does it (issue 4, design §5)."""
