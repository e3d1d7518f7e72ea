"""How a body decides: clauses, the order of propositions, votes, referral, and what minutes must hold."""
