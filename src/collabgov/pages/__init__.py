"""What stands on a page: cards, ledger, glossary, glued numbers, formulas, downloads; Sphinx extensions."""
