"""Factors between units of one kind, by name, so that a bare 1000 says what it turns into what."""

MS_PER_S = 1000
NM_PER_UM = 1000
