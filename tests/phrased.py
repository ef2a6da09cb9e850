"""The words of rows and mirrors, for tests that look at them."""

from borderclash.presenting.phrasing.rows import RowPhrasing


def cell(row, party):
    return RowPhrasing(row).cell(party)


def cells(row):
    return {party: cell(row, party) for party in row.accounts}


def why(row):
    return RowPhrasing(row).why


def why_pairs(row):
    return [RowPhrasing(row).why_pair(pair) for pair in row.pairs]
